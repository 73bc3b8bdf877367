package troops.cli.command;

import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Event;
import troops.cli.event.EventReader;
import troops.cli.event.EventSink;
import troops.cli.event.JsonLines;
import troops.cli.history.Entry;
import troops.cli.history.Entry.Outcome;
import troops.cli.history.History;
import troops.cli.problem.ExitCode;

/// `troops log`: the runs that were, and one of them as it was told.
final class LogCommand {
  private final History history;
  private final Function<String, Console> consoles;
  private final ZoneId zone;

  /// The command.
  ///
  /// @param history the runs
  /// @param consoles takes `auto`, `always` or `never`, and answers where to write to
  /// @param zone the zone of times for people
  LogCommand(History history, Function<String, Console> consoles, ZoneId zone) {
    this.history = history;
    this.consoles = consoles;
    this.zone = zone;
  }

  ExitCode execute(List<String> words) {
    LogOptions options = LogOptions.parse(words);
    Console console = consoles.apply(options.colour());
    if (options.help()) {
      console.data(LogOptions.explanation());
      return ExitCode.DONE;
    }
    if (options.run().isPresent()) {
      show(history.find(options.run().get()), options, console);
    } else {
      list(options, console);
    }
    return console.hasLostData() ? ExitCode.FAILED : ExitCode.DONE;
  }

  private void list(LogOptions options, Console console) {
    Predicate<Entry> wanted =
        options.failed()
            ? entry ->
                entry.outcome() == Outcome.FAILED || entry.outcome() == Outcome.ENDED_WITHOUT_A_WORD
            : entry -> true;
    List<Entry> entries = history.newest(options.most(), wanted);
    if (options.json()) {
      entries.forEach(entry -> console.data(Listing.json(entry)));
    } else if (entries.isEmpty()) {
      console.data(
          options.failed() ? "no run has failed, of those that are recorded" : "no runs yet");
    } else {
      new LogTable(zone).lines(entries).forEach(console::data);
    }
  }

  private void show(String run, LogOptions options, Console console) {
    if (options.json()) {
      EventSink warnings = new JsonLines(console::data, false);
      boolean cut =
          history.replay(
              run,
              line -> {
                if (line.isBroken()) {
                  warnings.hear(broken(line));
                } else {
                  console.data(
                      Clean.json(line.text().concat("\n").getBytes(StandardCharsets.UTF_8)));
                }
              });
      cutShort(run, cut).ifPresent(warnings::hear);
      return;
    }
    EventSink rendering = new ConsoleRendering(console, options.detail());
    boolean cut =
        history.replay(
            run,
            line -> {
              if (line.isBroken()) {
                rendering.hear(broken(line));
              } else {
                line.event().ifPresent(rendering::hear);
              }
            });
    cutShort(run, cut).ifPresent(rendering::hear);
    history
        .entry(run)
        .filter(entry -> entry.finished().isEmpty())
        .ifPresent(entry -> console.data(standing(entry)));
  }

  private static Event.Warned broken(EventReader.Line line) {
    return new Event.Warned(
        "line " + line.number() + " of the record can't be read: " + line.fault(), "");
  }

  private Optional<Event> cutShort(String run, boolean cut) {
    return cut && !history.isGoingOn(run)
        ? Optional.of(new Event.Warned("the record ends within a line", ""))
        : Optional.empty();
  }

  private static String standing(Entry entry) {
    return entry.goingOn()
        ? "the run is going on"
        : "the run ended without a word: it was killed, or the machine went down";
  }
}
