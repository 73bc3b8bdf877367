package troops.cli.command;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.event.JsonLines;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Problem;
import troops.cli.run.Run;
import troops.cli.run.Selection;
import troops.cli.run.Toolbox;

/// `troops deploy`: carries out a repository's deploy.java on this machine.
final class DeployCommand {
  private final Toolbox tools;
  private final Session session;

  DeployCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  ExitCode execute(List<String> words) {
    DeployOptions options = DeployOptions.parse(words, session.caller().user());
    DeployOptions.Show show = options.show();
    Console console = session.outlet().console(show.colour());
    if (options.help()) {
      console.data(Help.deploy());
      return ExitCode.DONE;
    }
    EventSink watcher =
        show.json()
            ? new JsonLines(console::data, true)
            : new ConsoleRendering(
                console, new ConsoleRendering.Detail(show.diff(), show.verbose()));
    Run run = new Run(tools, options.request(), session.trace());
    session.trace().mark("command line");
    try {
      ExitCode code =
          options.list() ? list(run, watcher, console, show) : deploy(run, watcher, show);
      if (console.hasLostData() && code == ExitCode.DONE) {
        console.say("troops: what belongs on standard output could not be written there");
        return ExitCode.FAILED;
      }
      return code;
    } catch (Problem e) {
      watcher.hear(couldNotBegin(e));
      return e.kind().exitCode();
    } finally {
      session.trace().lines().forEach(console::say);
    }
  }

  private static ExitCode deploy(Run run, EventSink watcher, DeployOptions.Show show) {
    Run.Outcome outcome = run.carryOut(List.of(watcher));
    if (outcome.failure().isPresent()) {
      return ExitCode.FAILED;
    }
    // What a preview can't tell may be a change: nobody should read "nothing" out of it.
    boolean changes = outcome.tally().changed() > 0 || outcome.tally().unknown() > 0;
    return changes && show.detailedExitCode() ? ExitCode.CHANGES : ExitCode.DONE;
  }

  private static ExitCode list(
      Run run, EventSink watcher, Console console, DeployOptions.Show show) {
    List<Selection.Choice> choices = run.list(List.of(watcher));
    int names = 0;
    int places = 0;
    for (Selection.Choice choice : choices) {
      names = Math.max(names, choice.deployable().name().length());
      places = Math.max(places, choice.deployable().where().length());
    }
    for (Selection.Choice choice : choices) {
      if (show.json()) {
        console.data(Listing.json(choice));
      } else {
        console.data(
            Clean.line(
                (choice.runs() ? "+ " : "- ")
                    + padded(choice.deployable().name(), names)
                    + "  "
                    + padded(choice.deployable().where(), places)
                    + "  "
                    + choice.because()));
      }
    }
    return ExitCode.DONE;
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /// What could not begin has failed all the same, and is told the same way.
  private static Event couldNotBegin(Problem e) {
    return new Event.Finished(
        Instant.now(),
        Duration.ZERO,
        Event.Tally.NONE,
        List.of(),
        Optional.of(Event.Failure.of(e)));
  }
}
