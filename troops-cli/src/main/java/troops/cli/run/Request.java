package troops.cli.run;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.Mode;

/// What somebody asks for.
///
/// @param repository the path of a work tree, a folder inside one, or a bare repository
/// @param revision the name of a commit
/// @param worktree whether the files are taken as they lie in the work tree
/// @param mode whether changes are made
/// @param only the names of the deployables to run; all that are for this node, if there are none
/// @param roles roles that the node has besides
/// @param lockWait how long to wait for another run to end
/// @param timeLimit how long the script may take
/// @param offline whether a rehearsal reaches no other machine
/// @param user who asks
/// @param via which way: `local`, `push`, `pull` or `timer`
public record Request(
    Path repository,
    String revision,
    boolean worktree,
    Mode mode,
    List<String> only,
    List<String> roles,
    Duration lockWait,
    Duration timeLimit,
    boolean offline,
    String user,
    String via) {
  /// Copies the lists.
  public Request {
    only = List.copyOf(only);
    roles = List.copyOf(roles);
  }

  /// The same request in another mode.
  ///
  /// @param other whether changes are made, and where
  /// @return a new request
  public Request in(Mode other) {
    return new Request(
        repository,
        revision,
        worktree,
        other,
        only,
        roles,
        lockWait,
        timeLimit,
        offline,
        user,
        via);
  }

  /// The same request for another revision.
  ///
  /// @param otherRepository the path of its repository
  /// @param otherRevision the name of a commit
  /// @return a new request
  public Request of(Path otherRepository, String otherRevision) {
    return of(otherRepository, otherRevision, roles);
  }

  /// The same request for another revision and other roles.
  ///
  /// @param otherRepository the path of its repository
  /// @param otherRevision the name of a commit
  /// @param otherRoles roles that the node has besides
  /// @return a new request
  public Request of(Path otherRepository, String otherRevision, List<String> otherRoles) {
    return new Request(
        otherRepository,
        otherRevision,
        worktree,
        mode,
        only,
        otherRoles,
        lockWait,
        timeLimit,
        offline,
        user,
        via);
  }
}
