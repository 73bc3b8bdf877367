package troops.cli.command;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import troops.cli.event.ConsoleRendering;

/// What was typed after `troops log`.
///
/// @param run what a run is called that is to be shown; if there is none, runs are listed
/// @param most how many are listed at most
/// @param failed whether only those are listed that failed, or ended without a word
/// @param detail how much of a run is shown
/// @param json whether it is shown as JSON Lines
/// @param colour `auto`, `always` or `never`
/// @param help whether only to explain the command
record LogOptions(
    Optional<String> run,
    int most,
    boolean failed,
    ConsoleRendering.Detail detail,
    boolean json,
    String colour,
    boolean help) {

  private static final String MOST = "20";

  static Options options() {
    Options options = new Options();
    options.addOption(
        Option.builder("n")
            .longOpt("number")
            .hasArg()
            .argName("N")
            .desc("list so many runs at most (default: " + MOST + ")")
            .get());
    options.addOption(Typed.flag("failed", "list only runs that failed, or ended without a word"));
    options.addOption(Typed.flag("diff", "with RUN: show changes of text as diffs"));
    options.addOption(
        Option.builder("v").longOpt("verbose").desc("with RUN: show what programs wrote").get());
    options.addOption(
        Typed.flag("json", "write JSON Lines: an object for each run, or the record of RUN"));
    options.addOption(Typed.colourOption());
    options.addOption(Typed.help());
    return options;
  }

  static String explanation() {
    return Help.page(
        """
        Lists the runs that were, newest first; with RUN, shows that run as it was told.

        Usage: troops log [OPTION]... [RUN]

        RUN is the id of a run, or the beginning of one, or 'last'.
        """,
        options(),
        """

        A + behind a revision: files of the work tree were deployed on top of it.

        Exit codes:
          0   done, also if there are no runs yet
          1   there is no such run, or the records can't be read
          64  the command line makes no sense

        Examples:
          troops log                                        the last 20 runs
          troops log -n 100 --failed                        what went wrong, further back
          troops log last                                   the newest run as it was told
          troops log last --diff                            with the texts that it changed
          troops log 20260131-2359 --json                   the record of one run\
        """);
  }

  /// Reads what was typed.
  ///
  /// @param words the words after `log`
  /// @return what they mean
  /// @throws troops.cli.problem.Problem if they mean nothing (`USAGE`)
  static LogOptions parse(List<String> words) {
    Typed typed = Typed.read("log", options(), words);
    typed.once("number");
    List<String> runs = typed.words();
    if (runs.size() > 1) {
      throw typed.refused("troops log shows one run, not '" + String.join(" ", runs) + "'");
    }
    if (runs.contains("")) {
      throw typed.refused("which run? its name is empty");
    }
    if (!runs.isEmpty() && (typed.has("number") || typed.has("failed"))) {
      throw typed.refused("--number and --failed choose among runs, but one is named");
    }
    return new LogOptions(
        runs.stream().findFirst(),
        typed.count("number", MOST),
        typed.has("failed"),
        new ConsoleRendering.Detail(typed.has("diff"), typed.has("verbose")),
        typed.has("json"),
        typed.colour(),
        typed.has("help"));
  }
}
