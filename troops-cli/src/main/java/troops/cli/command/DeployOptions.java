package troops.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import machine.Mode;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import troops.cli.run.Request;

/// What was typed after `troops deploy`.
///
/// @param request what is to be carried out
/// @param list whether only to say what would run
/// @param show how it is shown
/// @param help whether only to explain the command
record DeployOptions(Request request, boolean list, Show show, boolean help) {

  /// How a run is shown.
  ///
  /// @param diff whether changes of text are shown as diffs
  /// @param verbose whether what is kept is shown too
  /// @param json whether events go to standard output as JSON Lines, instead of lines for people
  /// @param colour `auto`, `always` or `never`
  /// @param detailedExitCode whether the exit code tells changes from none
  record Show(
      boolean diff, boolean verbose, boolean json, String colour, boolean detailedExitCode) {}

  private static final String LIMIT = "4h";
  private static final String PATIENCE = "60";

  static Options options() {
    Options options = new Options();
    options.addOption(
        Typed.with(
            "repository", "PATH", "a work tree, a folder inside one, or a bare repository", "."));
    options.addOption(Typed.with("revision", "REV", "the commit to deploy", "HEAD"));
    options.addOption(
        Typed.flag(
            "worktree", "deploy the files as they lie in the work tree, not committed ones too"));
    options.addOption(
        Typed.with("only", "NAME", "run this deployable; may be given several times", ""));
    options.addOption(Typed.flag("list", "say what would run here, and why; run nothing"));
    options.addOption(Typed.flag("check", "preview: name the changes, make none"));
    options.addOption(Typed.flag("diff", "show changes of text as diffs"));
    options.addOption(
        Typed.with(
            "role", "NAME", "give this node a role for this run; may be given several times", ""));
    options.addOption(
        Typed.with("lock-wait", "TIME", "how long to wait for another run to end", PATIENCE));
    options.addOption(Typed.with("time-limit", "TIME", "how long the script may take", LIMIT));
    options.addOption(Typed.flag("json", "write events to standard output as JSON Lines"));
    options.addOption(Typed.with("color", "WHEN", "auto, always or never", "auto"));
    options.addOption(
        Typed.flag("detailed-exitcode", "exit with 2 if there are changes, made or to be made"));
    options.addOption(
        Option.builder("v")
            .longOpt("verbose")
            .desc("show what is as wanted, and what programs write")
            .get());
    options.addOption(Typed.help());
    return options;
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `deploy`
  /// @param user who typed them
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static DeployOptions parse(List<String> words, String user) {
    Typed typed = Typed.read("deploy", options(), words);
    typed.onlyOptions();
    typed.once("repository", "revision", "lock-wait", "time-limit", "color");
    boolean worktree = typed.has("worktree");
    if (worktree && typed.has("revision")) {
      throw typed.refused("--worktree and --revision exclude each other");
    }
    Request request =
        new Request(
            path(typed),
            typed.value("revision", "HEAD"),
            worktree,
            typed.has("check") || typed.has("list") ? Mode.PREVIEW : Mode.APPLY,
            typed.values("only"),
            typed.values("role"),
            typed.duration("lock-wait", PATIENCE),
            typed.duration("time-limit", LIMIT),
            user,
            "local");
    Show show =
        new Show(
            typed.has("diff"),
            typed.has("verbose"),
            typed.has("json"),
            typed.colour(),
            typed.has("detailed-exitcode"));
    return new DeployOptions(request, typed.has("list"), show, typed.has("help"));
  }

  private static Path path(Typed typed) {
    try {
      return Path.of(typed.value("repository", "."));
    } catch (InvalidPathException e) {
      throw typed.refused("not a path: " + e.getReason());
    }
  }
}
