package troops.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Options;
import troops.cli.event.Event;
import troops.cli.node.NodeRun;
import troops.cli.requirement.lock.Libraries;

/// What was typed after `troops pull`.
///
/// @param repository the repository that was named, if one was
/// @param wish what is to be carried out
/// @param terms on which terms libraries are used
/// @param unattended whether nobody is there to read: the timer asks
/// @param show how it is shown
/// @param help whether only to explain the command
record PullOptions(
    Optional<Path> repository,
    NodeRun.Wish wish,
    Libraries.Terms terms,
    boolean unattended,
    Show show,
    boolean help) {
  static Options options() {
    Options options = new Options();
    options.addOption(
        Typed.with("repository", "PATH", "the node's repository (the only one that pulls)", ""));
    options.addOption(
        Typed.flag("unattended", "for timers: wait for no other run, be quiet if nothing is new"));
    RunOptions.add(options);
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Deploys what is new at the remotes of this node.

        Usage: troops pull [OPTION]...
        """,
        options(),
        """

        All remotes are fetched; a commit that comes after what is deployed is a candidate. The node's
        branch moves when, and only when, the deployment has succeeded; what failed is tried again by
        the next pull, until it works or something newer comes.

        A remote is added with git: git --git-dir=/var/lib/troops/repo/main.git remote add NAME URL.
        The key to be authorised there is /var/lib/troops/ssh/id_ed25519.pub. A timer pulls on its
        own: sudo systemctl enable --now troops-pull.timer.

        TIME is a number of seconds, or one followed by s, m, h or d.

        Exit codes:
          0   done, or nothing new; a remote that can't be fetched is a warning, if another can
          1   the deployment failed, or no remote can be fetched
          2   with --detailed-exitcode: there are changes, or a preview can't tell
          64  the command line makes no sense
          75  another run holds the lock

        Examples:
          troops pull                        deploy what is new
          troops pull --check --diff         what would that change?
          troops pull --rehearse --diff      what would really be different?
          troops pull --lock-wait=10m        wait longer for a run that is going on\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `pull`
  /// @param user who typed them
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static PullOptions parse(List<String> words, String user) {
    Typed typed = Typed.read("pull", options(), words);
    typed.onlyOptions();
    typed.once("repository", "lock-wait");
    boolean unattended = typed.has("unattended");
    Duration lockWait = typed.duration("lock-wait", unattended ? "0" : RunOptions.PATIENCE);
    NodeRun.Wish wish =
        new NodeRun.Wish(
            RunOptions.mode(typed),
            List.of(),
            typed.values("role"),
            lockWait,
            Optional.empty(),
            RunOptions.offline(typed),
            new Event.Asked(user, unattended ? "timer" : "pull"));
    return new PullOptions(
        typed.path("repository"),
        wish,
        RunOptions.terms(typed),
        unattended,
        Show.read(typed),
        typed.has("help"));
  }
}
