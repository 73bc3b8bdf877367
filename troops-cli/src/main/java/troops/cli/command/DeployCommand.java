package troops.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import troops.cli.console.Clean;
import troops.cli.console.Console;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.node.Redeployment;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.Run;
import troops.cli.run.Selection;
import troops.cli.run.Toolbox;
import troops.cli.state.NodePlaces;

/// `troops deploy`: carries out a repository's deploy.java on this machine.
final class DeployCommand {
  private final Toolbox tools;
  private final Session session;

  DeployCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  ExitCode execute(List<String> words) {
    NodePlaces places = tools.directories().node();
    Path here = places.exist() ? places.shared() : Path.of(".");
    DeployOptions options = DeployOptions.parse(words, session.caller().user(), here);
    Show show = options.show();
    Console console = session.outlet().console(show.colour());
    if (options.help()) {
      console.data(DeployOptions.explanation());
      return ExitCode.DONE;
    }
    boolean onNode = places.areMeantBy(options.request().repository());
    if (onNode) {
      checkForNode(options);
      Service service = new Service(places, session);
      if (service.carriesOutRuns()) {
        return service.carryOut("deploy", words);
      }
    } else if (session.caller().connected()) {
      throw usage("the service of a node deploys the node's own repository only");
    }
    EventSink watcher = show.watcher(console);
    session.trace().mark("command line");
    try {
      ExitCode code = onNode ? node(options, watcher, console) : here(options, watcher, console);
      if (console.hasLostData() && code == ExitCode.DONE) {
        console.say("troops: what belongs on standard output could not be written there");
        return ExitCode.FAILED;
      }
      return code;
    } catch (Problem e) {
      watcher.hear(couldNotBegin(e));
      return e.kind().exitCode();
    } finally {
      for (String line : session.trace().lines()) {
        console.say(line);
      }
    }
  }

  /// What a node deploys moves by push and pull only.
  private static void checkForNode(DeployOptions options) {
    if (options.request().worktree() || !options.request().revision().equals("HEAD")) {
      throw usage(
          "a node deploys what its branch says: push or pull to change that (or name another"
              + " --repository)");
    }
  }

  private static Problem usage(String message) {
    return new Problem(Kind.USAGE, message, "see troops deploy --help");
  }

  private ExitCode here(DeployOptions options, EventSink watcher, Console console) {
    Run run = new Run(tools.on(options.terms()), options.request(), session.trace());
    return options.list()
        ? list(run, watcher, console, options.show())
        : options.show().exitCode(run.carryOut(List.of(watcher)));
  }

  /// Carries out again what is deployed on this node.
  private ExitCode node(DeployOptions options, EventSink watcher, Console console) {
    Redeployment again =
        new Redeployment(
            tools.on(options.terms()), session.trace(), List.of(watcher, session.aftermath()));
    return options.list()
        ? list(again.run(options.request()), watcher, console, options.show())
        : options.show().exitCode(again.carryOut(options.request(), options.limited()));
  }

  private static ExitCode list(Run run, EventSink watcher, Console console, Show show) {
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
  static Event couldNotBegin(Problem e) {
    return new Event.Finished(
        Instant.now(),
        Duration.ZERO,
        Event.Tally.NONE,
        List.of(),
        Optional.of(Event.Failure.of(e)));
  }
}
