package troops.cli.requirement;

import java.util.List;
import java.util.Locale;
import troops.cli.requirement.version.Letters;

/// A file of a Maven repository, and what it must contain.
///
/// @param sha256 the digest of its content, 64 hexadecimal digits
/// @param path where it lies in each Maven repository: `group/artifact/version/file`
public record LockedFile(String sha256, String path) {
  /// Checks both: the path can't lead out of a repository.
  ///
  /// @throws IllegalArgumentException if they aren't formed as said
  public LockedFile {
    sha256 = sha256.toLowerCase(Locale.ROOT);
    if (!sha256.matches("[0-9a-f]{64}") || !isPath(path)) {
      throw new IllegalArgumentException("not a locked file: " + sha256 + " " + path);
    }
  }

  /// Whether a file may lie there.
  ///
  /// @param path a path
  /// @return whether it is relative, has no `..`, and ends with a directory for the artifact, one
  ///   for the version, and a file that is called like both
  public static boolean isPath(String path) {
    List<String> names = List.of(path.split("/", -1));
    int size = names.size();
    if (size < 4 || !names.subList(0, size - 1).stream().allMatch(LockedFile::isDirectory)) {
      return false;
    }
    String start = names.get(size - 3) + "-" + names.get(size - 2);
    String file = names.get(size - 1);
    return file.startsWith(start)
        && file.length() > start.length() + 1
        && (file.charAt(start.length()) == '-' || file.charAt(start.length()) == '.')
        && file.indexOf('.', start.length()) >= 0
        && isDirectory(file);
  }

  private static boolean isDirectory(String name) {
    return Letters.isVersion(name) || Letters.isName(name);
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
