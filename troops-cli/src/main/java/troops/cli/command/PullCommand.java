package troops.cli.command;

import java.util.List;
import java.util.Optional;
import machine.Machine;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;
import troops.cli.event.EventSink;
import troops.cli.node.NodeRun;
import troops.cli.node.NodeSettings;
import troops.cli.node.Pull;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.run.Toolbox;
import troops.cli.state.NodePlaces;

/// `troops pull`: deploys what is new at the node's remotes.
final class PullCommand {
  private final Toolbox tools;
  private final Session session;
  private final NodePlaces places;

  PullCommand(Toolbox tools, Session session) {
    this.tools = tools;
    this.session = session;
    this.places = tools.directories().node();
  }

  ExitCode execute(List<String> words) {
    PullOptions options = PullOptions.parse(words, session.caller().user());
    Console console = session.outlet().console(options.show().colour());
    if (options.help()) {
      console.data(PullOptions.explanation());
      return ExitCode.DONE;
    }
    check(options);
    Service service = new Service(places, session);
    if (!options.unattended() && service.carriesOutRuns()) {
      return service.carryOut("pull", words);
    }
    EventSink watcher = options.show().watcher(console);
    try {
      return pull(options, watcher, console);
    } catch (Problem e) {
      if (options.unattended() && e.kind() != Kind.BUSY) {
        session.aftermath().couldNotBegin(options.wish().asked(), e);
      }
      if (!isJournal(options)) {
        watcher.hear(DeployCommand.couldNotBegin(e));
      }
      return e.kind().exitCode();
    } finally {
      session.trace().lines().forEach(console::say);
    }
  }

  /// Whether what is said goes to the journal anyway (systemd.exec(5), `JOURNAL_STREAM`), where the
  /// aftermath says it better.
  private boolean isJournal(PullOptions options) {
    return options.unattended() && session.environment().containsKey("JOURNAL_STREAM");
  }

  private void check(PullOptions options) {
    if (options.unattended() && (session.caller().connected() || !Machine.isRoot())) {
      throw new Problem(Kind.USAGE, "--unattended is for the timer, which is root", "leave it out");
    }
    if (options.repository().filter(path -> !places.areMeantBy(path)).isPresent()) {
      throw new Problem(
          Kind.USAGE,
          "only a node's own repository pulls: " + places.shared(),
          "git -C " + options.repository().get() + " pull && troops deploy does it elsewhere");
    }
    places.check();
  }

  private ExitCode pull(PullOptions options, EventSink watcher, Console console) {
    NodeSettings settings = NodeSettings.read(tools.directories().settings());
    List<EventSink> watchers =
        isJournal(options) ? List.of(session.aftermath()) : List.of(watcher, session.aftermath());
    Pull pull = new Pull(tools.on(options.terms()), settings, session.trace(), watchers);
    NodeRun.Result result = pull.carryOut(options.wish());
    if (result.candidate().isEmpty()) {
      if (!options.unattended()) {
        String what = result.before().revision().map(it -> it.shortened()).orElse("nothing");
        console.say(Style.GOOD, "nothing new: " + what + " is deployed");
      }
      return ExitCode.DONE;
    }
    if (pull.isUntidy()) {
      session.aftermath().later(pull::tidy);
    }
    Optional<Problem> unpublished = result.unpublished();
    if (unpublished.isPresent()) {
      console.say(Style.BAD, result.reason().orElse(""));
      return ExitCode.FAILED;
    }
    return options.show().exitCode(result.outcome().orElseThrow());
  }
}
