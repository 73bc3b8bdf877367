package troops.cli.requirement;

import java.util.List;
import troops.cli.requirement.version.Letters;
import troops.cli.requirement.version.Versions;

/// A library that the script needs, as a line of `requirements.txt` says it.
///
/// @param group the group: parts of letters, digits, `-` and `_`, with dots between them
/// @param artifact the artifact: letters, digits, `-`, `_` and single dots
/// @param packaging `jar`, or `pom` for nothing but what the library needs itself
/// @param classifier which of the library's jars; an empty string for the one without a classifier
/// @param versions which versions are wanted
/// @param exclusions what it shall not bring along
/// @param place where it was written
public record Requirement(
    String group,
    String artifact,
    String packaging,
    String classifier,
    Versions versions,
    List<Exclusion> exclusions,
    Place place) {
  /// What a requirement can be packed as.
  public static final List<String> PACKAGINGS = List.of("jar", "pom");

  /// Checks the parts: none of them can lead out of the directory that it names in a repository.
  ///
  /// @throws IllegalArgumentException if one of them isn't formed as said
  public Requirement {
    exclusions = List.copyOf(exclusions);
    boolean named = classifier.isEmpty() || Letters.isName(classifier);
    if (!Letters.isName(group) || !Letters.isName(artifact) || !named) {
      throw new IllegalArgumentException("not a name: " + group + ":" + artifact);
    }
    if (!PACKAGINGS.contains(packaging)) {
      throw new IllegalArgumentException("not a packaging: " + packaging);
    }
  }

  /// A plain one.
  ///
  /// @param group the group
  /// @param artifact the artifact
  /// @param versions which versions are wanted
  /// @param place where it was written
  /// @return a jar without a classifier, with all that it needs
  public static Requirement of(String group, String artifact, Versions versions, Place place) {
    return new Requirement(group, artifact, "jar", "", versions, List.of(), place);
  }

  /// The same in other versions.
  ///
  /// @param others which versions are wanted
  /// @return a requirement
  public Requirement in(Versions others) {
    return new Requirement(group, artifact, packaging, classifier, others, exclusions, place);
  }

  /// Its name among libraries.
  ///
  /// @return `group:artifact`
  public String name() {
    return group + ":" + artifact;
  }

  /// How it is written, without exclusions.
  ///
  /// @return such as `org.example:library:1.0` or `org.example:library >= 1.0`
  public String coordinates() {
    String file = classifier.isEmpty() ? "" : ":" + classifier;
    if (!file.isEmpty() || !packaging.equals("jar")) {
      file = ":" + packaging + file;
    }
    return name() + versions.written() + file;
  }

  /// How it is written.
  ///
  /// @return the line without its comment
  public String line() {
    StringBuilder line = new StringBuilder(coordinates());
    for (int i = 0; i < exclusions.size(); i++) {
      line.append(i == 0 ? "; exclude " : ", ").append(exclusions.get(i));
    }
    return line.toString();
  }

  /// What a requirement shall not bring along.
  ///
  /// @param group a group, or `*` for all
  /// @param artifact an artifact, or `*` for all
  public record Exclusion(String group, String artifact) {
    /// What stands for all.
    public static final String ALL = "*";

    /// Checks the parts.
    ///
    /// @throws IllegalArgumentException if one is neither a name nor `*`
    public Exclusion {
      for (String part : new String[] {group, artifact}) {
        if (!part.equals(ALL) && !Letters.isName(part)) {
          throw new IllegalArgumentException("not a name: " + part);
        }
      }
    }

    /// How it is written.
    ///
    /// @return such as `commons-logging:*`
    @Override
    public String toString() {
      return group + ":" + artifact;
    }
  }
}
