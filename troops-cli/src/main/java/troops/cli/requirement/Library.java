package troops.cli.requirement;

import java.util.Optional;

/// A library that comes with the tool.
public enum Library {
  /// What administers Debian; a script sees it if it is listed.
  DEBIAN_ADMIN("org.debianadmin", "debian-admin"),
  /// How a program changes a machine; a script always sees it.
  MACHINE("org.debianadmin", "machine"),
  /// What `deploy.java` imports; a script always sees it.
  TROOPS("org.troops", "troops");

  private final String group;
  private final String artifact;

  Library(String group, String artifact) {
    this.group = group;
    this.artifact = artifact;
  }

  /// Finds a library by its coordinates.
  ///
  /// @param group the group
  /// @param artifact the artifact
  /// @return the library, or nothing if none of that name comes with the tool
  public static Optional<Library> of(String group, String artifact) {
    for (Library library : values()) {
      if (library.group.equals(group) && library.artifact.equals(artifact)) {
        return Optional.of(library);
      }
    }
    return Optional.empty();
  }

  /// The group of its coordinates.
  ///
  /// @return such as `org.troops`
  public String group() {
    return group;
  }

  /// The artifact of its coordinates.
  ///
  /// @return such as `troops`
  public String artifact() {
    return artifact;
  }
}
