package troops.cli.state;

import java.nio.file.Files;
import java.nio.file.Path;

/// Where a node keeps what makes it one. The package makes these places; a machine without them is
/// no node.
///
/// @param base what they lie below: `/var/lib/troops`
/// @param control the socket through which members of the node's group ask for runs
public record NodePlaces(Path base, Path control) {

  /// The repository that people push to and add remotes to. Its files belong to the system user
  /// `troops`, and members of the group may write them.
  ///
  /// @return the path of a bare repository
  public Path shared() {
    return base.resolve("repo/main.git");
  }

  /// The repository that remotes are fetched to, which members can't write to.
  ///
  /// @return the path of a bare repository, which is made when it is first needed
  public Path fetched() {
    return base.resolve("fetch.git");
  }

  /// The node's own SSH key and the host keys that it knows.
  ///
  /// @return the path of a directory
  public Path ssh() {
    return base.resolve("ssh");
  }

  /// Whether this machine is a node.
  ///
  /// @return true if people can push to it
  public boolean exist() {
    return Files.isDirectory(shared());
  }

  /// Whether a path means the repository that people push to.
  ///
  /// @param path a path as somebody typed it
  /// @return true if it does
  public boolean areMeantBy(Path path) {
    return path.toAbsolutePath().normalize().equals(shared());
  }
}
