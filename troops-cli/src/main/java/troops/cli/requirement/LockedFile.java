package troops.cli.requirement;

import java.util.List;
import troops.cli.requirement.version.Letters;

/// A file of a Maven repository, and what it must contain.
///
/// @param sha256 the digest of its content, 64 hexadecimal digits in lower case
/// @param path where it lies in each Maven repository: `group/artifact/version/file`
public record LockedFile(String sha256, String path) {
  /// Checks both: the path can't lead out of a repository.
  ///
  /// @throws IllegalArgumentException if they aren't formed as said
  public LockedFile {
    if (!Letters.isHexadecimal(sha256, 64) || !isPath(path)) {
      throw new IllegalArgumentException("not a locked file: " + sha256 + " " + path);
    }
  }

  /// Whether a file may lie there. (Plain, as a run looks at each file of a lock.)
  ///
  /// @param path a path
  /// @return whether it is relative, has no `..`, and ends with a directory for the artifact, one
  ///   for the version, and a file that is called like both
  public static boolean isPath(String path) {
    int file = path.lastIndexOf('/');
    int version = path.lastIndexOf('/', file - 1);
    int artifact = path.lastIndexOf('/', version - 1);
    if (artifact <= 0 || version <= artifact || file <= version) {
      return false;
    }
    for (int start = 0; start <= path.length(); ) {
      int slash = path.indexOf('/', start);
      int end = slash < 0 ? path.length() : slash;
      if (!Letters.isVersion(path.substring(start, end))) {
        return false;
      }
      start = end + 1;
    }
    String both =
        path.substring(artifact + 1, version).concat("-").concat(path.substring(version + 1, file));
    int rest = file + 1 + both.length();
    return path.startsWith(both, file + 1)
        && rest + 1 < path.length()
        && (path.charAt(rest) == '-' || path.charAt(rest) == '.')
        && path.indexOf('.', rest) >= 0;
  }

  /// The group of its library.
  ///
  /// @return such as `org.apache.commons`
  public String group() {
    List<String> names = names();
    return String.join(".", names.subList(0, names.size() - 3));
  }

  /// The artifact of its library.
  ///
  /// @return such as `commons-text`
  public String artifact() {
    List<String> names = names();
    return names.get(names.size() - 3);
  }

  /// The version of its library.
  ///
  /// @return such as `1.13.0`
  public String version() {
    List<String> names = names();
    return names.get(names.size() - 2);
  }

  /// Which of the library's files it is.
  ///
  /// @return the classifier; an empty string if it has none
  public String classifier() {
    String rest = rest();
    return rest.startsWith("-") ? rest.substring(1, rest.lastIndexOf('.')) : "";
  }

  /// What kind of file it is.
  ///
  /// @return such as `jar` or `pom`
  public String extension() {
    String rest = rest();
    return rest.substring(rest.startsWith("-") ? rest.lastIndexOf('.') + 1 : 1);
  }

  /// How it is called in messages.
  ///
  /// @return `group:artifact:version`, and what tells it from the library's jar
  public String coordinates() {
    String which = classifier().isEmpty() ? "" : ":" + classifier();
    return group()
        + ":"
        + artifact()
        + ":"
        + version()
        + which
        + (extension().equals("jar") ? "" : " " + extension());
  }

  private List<String> names() {
    return List.of(path.split("/", -1));
  }

  private String rest() {
    String start = artifact() + "-" + version();
    return path.substring(path.lastIndexOf('/') + 1 + start.length());
  }
}
