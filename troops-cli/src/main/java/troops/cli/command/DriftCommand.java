package troops.cli.command;

import java.nio.file.Path;
import java.util.List;
import troops.cli.console.Console;
import troops.cli.event.EventSink;
import troops.cli.node.Redeployment;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.DriftRequest;
import troops.cli.run.Run;
import troops.cli.run.Toolbox;
import troops.cli.state.NodePlaces;

/// `troops drift`: tells how this machine has moved away from what was deployed.
final class DriftCommand {
  private final Toolbox tools;
  private final Session session;

  DriftCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
  }

  ExitCode execute(List<String> words) {
    NodePlaces places = tools.directories().node();
    Path here = places.exist() ? places.shared() : Path.of(".");
    DriftOptions options = DriftOptions.parse(words, session.caller().user(), here);
    Show show = options.show();
    Console console = session.outlet().console(show.colour());
    if (options.help()) {
      console.data(DriftOptions.explanation());
      return ExitCode.DONE;
    }
    boolean onNode = places.areMeantBy(options.request().repository());
    Service service = new Service(places, session);
    if (onNode && service.carriesOutRuns()) {
      return service.carryOut("drift", words);
    }
    if (!onNode && session.caller().connected()) {
      throw new Problem(
          Kind.USAGE,
          "the service of a node knows the node's own repository only",
          "see troops drift --help");
    }
    EventSink watcher = show.watcher(console);
    try {
      Run.Outcome outcome = onNode ? node(options, watcher) : here(options, watcher);
      return console.hasLostData() ? ExitCode.FAILED : show.exitCode(outcome);
    } catch (Problem e) {
      watcher.hear(DeployCommand.couldNotBegin(e));
      return e.kind().exitCode();
    } finally {
      session.trace().lines().forEach(console::say);
    }
  }

  private Run.Outcome here(DriftOptions options, EventSink watcher) {
    return new Run(
            tools, new DriftRequest(tools.directories()).here(options.request()), session.trace())
        .carryOut(List.of(watcher));
  }

  private Run.Outcome node(DriftOptions options, EventSink watcher) {
    Redeployment again =
        new Redeployment(tools, session.trace(), List.of(watcher, session.aftermath()));
    return again.carryOut(again.forTheSameRoles(options.request()), true);
  }
}
