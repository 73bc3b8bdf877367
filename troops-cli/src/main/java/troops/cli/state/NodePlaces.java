package troops.cli.state;

import java.nio.file.Files;
import java.nio.file.Path;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Where a node keeps what makes it one. The package makes these places; a machine without them is
/// no node.
///
/// @param base what they lie below: `/var/lib/troops`
/// @param control the socket through which members of the node's group ask for runs
/// @param journal the socket at which the system's journal listens, if there is one
public record NodePlaces(Path base, Path control, Path journal) {
  /// Those of this machine.
  public static final NodePlaces HERE =
      new NodePlaces(
          Path.of("/var/lib/troops"),
          Path.of("/run/troops/control"),
          Path.of("/run/systemd/journal/socket"));

  /// Those below a directory.
  ///
  /// @param base the directory
  /// @return the places; what goes on there is nothing for the journal
  public static NodePlaces below(Path base) {
    return new NodePlaces(base, base.resolve("control"), base.resolve("journal"));
  }

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

  /// The repositories that sources of requirements are fetched to, which members can't write to.
  ///
  /// @return the path of a directory, which is made when it is first needed
  public Path sources() {
    return base.resolve("sources");
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

  /// Makes sure that this machine is a node.
  ///
  /// @throws Problem if it isn't ([Kind#NOT_A_NODE])
  public void check() {
    if (!exist()) {
      throw new Problem(
          Kind.NOT_A_NODE,
          "this machine is no node: there is no " + shared(),
          "the Debian package of Troops makes it one; troops deploy and troops log need no node");
    }
  }

  /// Whether a path means the repository that people push to.
  ///
  /// @param path a path as somebody typed it
  /// @return true if it does
  public boolean areMeantBy(Path path) {
    return path.toAbsolutePath().normalize().equals(shared());
  }
}
