package troops.cli.repository;

/// A file of a commit.
///
/// @param path relative to the deployed folder, with `/` between names
/// @param kind what it is
/// @param id the id of its content
public record TreeFile(String path, Kind kind, String id) {

  /// What a file of a commit can be (gitformat-index(5), modes).
  public enum Kind {
    /// A file.
    FILE,
    /// A file that can be executed.
    EXECUTABLE,
    /// A symbolic link.
    LINK,
    /// A commit of another repository; its files are not part of this one.
    SUBMODULE
  }

  static Kind kind(String mode) {
    return switch (mode) {
      case "120000" -> Kind.LINK;
      case "160000" -> Kind.SUBMODULE;
      case "100755" -> Kind.EXECUTABLE;
      default -> Kind.FILE;
    };
  }
}
