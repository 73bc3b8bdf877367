package troops.cli.command;

import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import troops.cli.console.Console;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.EventSink;
import troops.cli.event.JsonLines;
import troops.cli.problem.ExitCode;
import troops.cli.run.Run;

/// How a run that goes on is shown.
///
/// @param diff whether changes of text are shown as diffs
/// @param verbose whether what is kept is shown too
/// @param json whether events go to standard output as JSON Lines, instead of lines for people
/// @param colour `auto`, `always` or `never`
/// @param detailedExitCode whether the exit code tells changes from none
record Show(boolean diff, boolean verbose, boolean json, String colour, boolean detailedExitCode) {

  /// Adds the options that say so.
  ///
  /// @param options the options of the command
  /// @param verbose what `--verbose` shows
  static void add(Options options, String verbose) {
    options.addOption(Typed.flag("diff", "show changes of text as diffs"));
    options.addOption(Typed.flag("json", "write events to standard output as JSON Lines"));
    options.addOption(Typed.colourOption());
    options.addOption(Option.builder("v").longOpt("verbose").desc(verbose).get());
  }

  /// Reads what was typed.
  ///
  /// @param typed what was typed; the command may lack `--detailed-exitcode`
  /// @return what it means
  /// @throws troops.cli.problem.Problem if it means nothing (`USAGE`)
  static Show read(Typed typed) {
    return new Show(
        typed.has("diff"),
        typed.has("verbose"),
        typed.has("json"),
        typed.colour(),
        typed.has("detailed-exitcode"));
  }

  /// Shows events so.
  ///
  /// @param console where they are shown
  /// @return what is to hear them
  EventSink watcher(Console console) {
    return json
        ? new JsonLines(console::data, true)
        : new ConsoleRendering(console, new ConsoleRendering.Detail(diff, verbose));
  }

  /// Tells how a run ended.
  ///
  /// @param outcome how it ended
  /// @return what to answer to whoever started the process
  ExitCode exitCode(Run.Outcome outcome) {
    if (outcome.failure().isPresent()) {
      return ExitCode.FAILED;
    }
    // What a preview can't tell may be a change: nobody should read "nothing" out of it.
    boolean changes = outcome.tally().changed() > 0 || outcome.tally().unknown() > 0;
    return changes && detailedExitCode ? ExitCode.CHANGES : ExitCode.DONE;
  }
}
