package troops.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Command;
import machine.Exit;
import machine.MachineException;
import machine.Mode;
import troops.Node;
import troops.cli.history.Entry;
import troops.cli.history.History;
import troops.cli.problem.Problem;
import troops.cli.repository.Deployed;
import troops.cli.repository.Revision;
import troops.cli.repository.Shared;
import troops.cli.repository.remote.Remote;
import troops.cli.repository.remote.Remotes;
import troops.cli.run.NodeRoles;
import troops.cli.state.Attempts;
import troops.cli.state.Directories;
import troops.cli.state.Holder;
import troops.cli.state.Lock;

/// How a node is doing.
///
/// @param node its name
/// @param branch the branch that it deploys, if anything was deployed
/// @param deployed what is deployed
/// @param attempts how often the newest was tried, if it was
/// @param last the last run that was no preview, if there was one
/// @param going the run that is going on, if one is
/// @param roles the roles that its settings give it
/// @param nextPull when the timer pulls next, as systemd says it; empty if it is off
/// @param remotes the remotes, each with how it did when it was last fetched
/// @param problems what is wrong, each with what to do about it
public record Status(
    String node,
    Optional<String> branch,
    Optional<Deployment> deployed,
    Optional<Attempts> attempts,
    Optional<Entry> last,
    Optional<Holder> going,
    List<String> roles,
    String nextPull,
    List<RemoteState> remotes,
    List<String> problems) {
  private static final Duration SHORT = Duration.ofSeconds(10);

  /// What is deployed.
  ///
  /// @param revision the commit
  /// @param author its author, with the address
  /// @param date its date, as git writes it
  /// @param title the first line of its message
  public record Deployment(Revision revision, String author, String date, String title) {}

  /// Looks how the node is doing.
  ///
  /// @param directories where it keeps things
  /// @return its status
  public static Status of(Directories directories) {
    Deployed repository = new Deployed(directories.state());
    List<String> problems = new ArrayList<>(wrong(directories.node().shared()));
    Node node = node(directories.settings(), problems);
    return new Status(
        node.identity(),
        repository.branch(),
        repository.revision().map(revision -> deployment(repository, revision)),
        Attempts.read(directories.state()),
        History.of(directories).newest(1, Status::isOver).stream().findFirst(),
        Lock.holder(directories.state()),
        List.copyOf(node.roles()),
        timer(),
        remotes(directories, problems),
        problems);
  }

  /// The remotes that there are, each with how it did when it was last fetched.
  private static List<RemoteState> remotes(Directories directories, List<String> problems) {
    List<RemoteState> known = RemoteState.read(directories.state());
    List<RemoteState> remotes = new ArrayList<>();
    try {
      Remotes configured = Remotes.read(directories.node().shared());
      configured.warnings().forEach(it -> problems.add(it.message() + ": " + it.hint()));
      for (Remote remote : configured.remotes()) {
        remotes.add(
            known.stream()
                .filter(it -> it.name().equals(remote.name()) && it.url().equals(remote.url()))
                .findFirst()
                .orElse(RemoteState.unknown(remote)));
      }
    } catch (Problem e) {
      problems.add("the remotes can't be read: " + e.message() + ": " + e.hint());
    }
    return remotes;
  }

  /// The node with the roles of its settings, as far as those make sense.
  private static Node node(Path settings, List<String> problems) {
    Node node = Node.local();
    try {
      node = NodeRoles.node(settings, List.of());
      NodeSettings.read(settings);
    } catch (Problem e) {
      problems.add("nothing can be deployed: " + e.message() + ": " + e.hint());
    }
    return node;
  }

  /// A preview has changed nothing.
  private static boolean isOver(Entry entry) {
    return !entry.goingOn() && entry.started().filter(run -> run.mode() == Mode.PREVIEW).isEmpty();
  }

  private static Deployment deployment(Deployed repository, Revision revision) {
    String[] parts = repository.describe(revision).split("\n", -1);
    return new Deployment(revision, parts[0], parts[1], parts[2]);
  }

  private static String timer() {
    return ask(
        "systemctl", "show", "--property=NextElapseUSecRealtime", "--value", "troops-pull.timer");
  }

  private static List<String> wrong(Path shared) {
    return new Shared(shared).isSafe()
        ? List.of()
        : List.of(
            "git refuses pushes, for the setting safe.directory has got lost: sudo git config"
                + " --system --add safe.directory "
                + shared);
  }

  private static String ask(String program, String... arguments) {
    try {
      Exit exit = Command.of(program, arguments).limit(SHORT).ask();
      return exit.ok() ? exit.stdout().strip() : "";
    } catch (MachineException e) {
      return "";
    }
  }
}
