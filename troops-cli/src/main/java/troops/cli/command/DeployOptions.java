package troops.cli.command;

import java.nio.file.Path;
import java.util.List;
import machine.Mode;
import org.apache.commons.cli.Options;
import troops.cli.requirement.lock.Libraries;
import troops.cli.run.Request;

/// What was typed after `troops deploy`.
///
/// @param request what is to be carried out
/// @param list whether only to say what would run
/// @param terms on which terms libraries are used
/// @param limited whether a time limit was given
/// @param show how it is shown
/// @param help whether only to explain the command
record DeployOptions(
    Request request,
    boolean list,
    Libraries.Terms terms,
    boolean limited,
    Show show,
    boolean help) {
  private static final String LIMIT = "4h";

  static Options options() {
    Options options = new Options();
    options.addOption(
        Typed.with(
            "repository",
            "PATH",
            "a work tree, a folder, or a bare repository",
            "the node's, or ."));
    options.addOption(Typed.with("revision", "REV", "the commit to deploy", "HEAD"));
    options.addOption(
        Typed.flag(
            "worktree", "deploy the files as they lie in the work tree, not committed ones too"));
    options.addOption(
        Typed.with("only", "NAME", "run this deployable; may be given several times", ""));
    options.addOption(Typed.flag("list", "say what would run here, and why; run nothing"));
    options.addOption(Typed.with("time-limit", "TIME", "how long each script may take", LIMIT));
    RunOptions.add(options);
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Carries out a repository's deploy.java on this machine: what is deployed is a commit.

        Usage: troops deploy [OPTION]...
        """,
        options(),
        """

        If there is a prepare.java beside it, that is carried out first, before requirements.txt is read.

        TIME is a number of seconds, or one followed by s, m, h or d.

        A rehearsal carries the run out in a throw-away copy of this machine, and shows what is
        different there: packages, accounts, files, units. No service runs in the copy, and nothing
        is changed on the machine.

        Exit codes:
          0   done, or nothing to do
          1   the deployment failed
          2   with --detailed-exitcode: there are changes, or a preview can't tell
          64  the command line makes no sense
          75  another run holds the lock

        Examples:
          troops deploy                                     the repository here
          troops deploy --repository=/srv/deploy --check --diff
                                                            what would be changed, as diffs
          troops deploy --rehearse --diff                   what would really be different
          troops deploy --list                              what would run here, and why
          troops deploy --worktree --only=tmux              try one thing before committing it
          sudo troops deploy --role=interactive             as root, with a role\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `deploy`
  /// @param user who typed them
  /// @param here the repository that is meant if none is named
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static DeployOptions parse(List<String> words, String user, Path here) {
    Typed typed = Typed.read("deploy", options(), words);
    typed.onlyOptions();
    typed.once("repository", "revision", "lock-wait", "time-limit");
    boolean worktree = typed.has("worktree");
    if (worktree && typed.has("revision")) {
      throw typed.refused("--worktree and --revision exclude each other");
    }
    Request request =
        new Request(
            typed.path("repository").orElse(here),
            typed.value("revision", "HEAD"),
            worktree,
            typed.has("list") ? Mode.PREVIEW : RunOptions.mode(typed),
            typed.values("only"),
            typed.values("role"),
            typed.duration("lock-wait", RunOptions.PATIENCE),
            typed.duration("time-limit", LIMIT),
            RunOptions.offline(typed),
            user,
            "local");
    return new DeployOptions(
        request,
        typed.has("list"),
        RunOptions.terms(typed),
        typed.has("time-limit"),
        Show.read(typed),
        typed.has("help"));
  }
}
