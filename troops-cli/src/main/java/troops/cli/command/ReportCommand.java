package troops.cli.command;

import java.time.ZoneId;
import java.util.List;
import java.util.function.Function;
import troops.cli.console.Console;
import troops.cli.history.History;
import troops.cli.problem.ExitCode;
import troops.cli.report.Report;

/// `troops report`: runs as one page for a browser.
final class ReportCommand {
  private final History history;
  private final Function<String, Console> consoles;
  private final ZoneId zone;

  /// The command.
  ///
  /// @param history the runs
  /// @param consoles takes `auto`, `always` or `never`, and answers where to write to
  /// @param zone the zone of times for people
  ReportCommand(History history, Function<String, Console> consoles, ZoneId zone) {
    this.history = history;
    this.consoles = consoles;
    this.zone = zone;
  }

  ExitCode execute(List<String> words) {
    ReportOptions options = ReportOptions.parse(words);
    Console console = consoles.apply("never");
    if (options.help()) {
      console.data(ReportOptions.explanation());
      return ExitCode.DONE;
    }
    List<String> runs =
        options.run().map(name -> List.of(history.find(name))).orElseGet(history::all);
    new Report(history, zone).write(runs, console::data);
    return console.hasLostData() ? ExitCode.FAILED : ExitCode.DONE;
  }
}
