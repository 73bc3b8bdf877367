package troops.cli.command;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.Mode;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.MissingArgumentException;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.apache.commons.cli.UnrecognizedOptionException;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.Request;
import troops.cli.state.Span;

/// What was typed after `troops deploy`.
///
/// @param request what is to be carried out
/// @param list whether only to say what would run
/// @param limited whether a time limit was given
/// @param show how it is shown
/// @param help whether only to explain the command
record DeployOptions(Request request, boolean list, boolean limited, Show show, boolean help) {

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
        with(
            "repository",
            "PATH",
            "a work tree, a folder inside one, or a bare repository (default: on a node, its"
                + " own; else .)",
            ""));
    options.addOption(with("revision", "REV", "the commit to deploy", "HEAD"));
    options.addOption(
        flag("worktree", "deploy the files as they lie in the work tree, not committed ones too"));
    options.addOption(with("only", "NAME", "run this deployable; may be given several times", ""));
    options.addOption(flag("list", "say what would run here, and why; run nothing"));
    options.addOption(flag("check", "preview: name the changes, make none"));
    options.addOption(flag("diff", "show changes of text as diffs"));
    options.addOption(
        with("role", "NAME", "give this node a role for this run; may be given several times", ""));
    options.addOption(
        with("lock-wait", "TIME", "how long to wait for another run to end", PATIENCE));
    options.addOption(with("time-limit", "TIME", "how long the script may take", LIMIT));
    options.addOption(flag("json", "write events to standard output as JSON Lines"));
    options.addOption(with("color", "WHEN", "auto, always or never", "auto"));
    options.addOption(
        flag("detailed-exitcode", "exit with 2 if there are changes, made or to be made"));
    options.addOption(
        Option.builder("v")
            .longOpt("verbose")
            .desc("show what is as wanted, and what programs write")
            .get());
    options.addOption(Option.builder("h").longOpt("help").desc("explain this command").get());
    return options;
  }

  private static Option flag(String name, String description) {
    return Option.builder().longOpt(name).desc(description).get();
  }

  private static Option with(String name, String value, String description, String initial) {
    String text = initial.isEmpty() ? description : description + " (default: " + initial + ")";
    return Option.builder().longOpt(name).hasArg().argName(value).desc(text).get();
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `deploy`
  /// @param user who typed them
  /// @param here the repository that is meant if none is named
  /// @return what they mean
  /// @throws Problem if they mean nothing ([Kind#USAGE])
  static DeployOptions parse(List<String> words, String user, Path here) {
    CommandLine line = read(words);
    if (!line.getArgList().isEmpty()) {
      throw usage("troops deploy takes options only, not '" + line.getArgList().getFirst() + "'");
    }
    for (String once : List.of("repository", "revision", "lock-wait", "time-limit", "color")) {
      if (values(line, once).size() > 1) {
        throw usage("--" + once + " can be given once only");
      }
    }
    boolean worktree = line.hasOption("worktree");
    if (worktree && line.hasOption("revision")) {
      throw usage("--worktree and --revision exclude each other");
    }
    Request request =
        new Request(
            line.hasOption("repository") ? path(line.getOptionValue("repository")) : here,
            line.getOptionValue("revision", "HEAD"),
            worktree,
            line.hasOption("check") || line.hasOption("list") ? Mode.PREVIEW : Mode.APPLY,
            values(line, "only"),
            values(line, "role"),
            duration("lock-wait", line.getOptionValue("lock-wait", PATIENCE)),
            duration("time-limit", line.getOptionValue("time-limit", LIMIT)),
            user,
            "local");
    Show show =
        new Show(
            line.hasOption("diff"),
            line.hasOption("verbose"),
            line.hasOption("json"),
            colour(line.getOptionValue("color", "auto")),
            line.hasOption("detailed-exitcode"));
    return new DeployOptions(
        request,
        line.hasOption("list"),
        line.hasOption("time-limit"),
        show,
        line.hasOption("help"));
  }

  private static CommandLine read(List<String> words) {
    try {
      return DefaultParser.builder()
          .setAllowPartialMatching(false)
          .setStripLeadingAndTrailingQuotes(false)
          .get()
          .parse(options(), words.toArray(String[]::new));
    } catch (UnrecognizedOptionException e) {
      throw usage("troops deploy has no option " + e.getOption());
    } catch (MissingArgumentException e) {
      Option option = e.getOption();
      throw usage("--" + option.getLongOpt() + " needs a value: " + option.getArgName());
    } catch (ParseException e) {
      throw usage("" + e.getMessage());
    }
  }

  private static List<String> values(CommandLine line, String option) {
    String[] values = line.getOptionValues(option);
    List<String> all = values == null ? List.of() : List.of(values);
    if (all.contains("")) {
      throw usage("--" + option + " needs a value: NAME");
    }
    return all;
  }

  private static Path path(String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw usage("not a path: " + e.getReason());
    }
  }

  private static String colour(String text) {
    if (!List.of("auto", "always", "never").contains(text)) {
      throw usage("--color takes auto, always or never, not '" + text + "'");
    }
    return text;
  }

  static Duration duration(String option, String text) {
    return Span.parse(text)
        .orElseThrow(() ->
            usage("--" + option + " takes a time such as 90, 90s, 10m or 2h, not '" + text + "'"));
  }

  private static Problem usage(String message) {
    return new Problem(Kind.USAGE, message, "see troops deploy --help");
  }
}
