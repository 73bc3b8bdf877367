package troops.cli.node.control;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import machine.Mode;
import troops.cli.console.Console;
import troops.cli.console.Console.Style;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.node.NodeRun;
import troops.cli.node.NodeSettings;
import troops.cli.problem.Problem;
import troops.cli.repository.Candidate;
import troops.cli.repository.Deployed;
import troops.cli.repository.ObjectReader;
import troops.cli.repository.Revision;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;

/// A push that is being received: accepted exactly when its deployment succeeds.
public final class Receiving {
  /// git puts `remote: ` before each line, and eight blanks behind it.
  private static final int WIDTH = 71;

  /// However long another run takes: whoever pushes can always go away.
  private static final Duration LOCK_WAIT = Duration.ofDays(7);

  /// More than a run itself stays silent: this is for what comes before it, and after.
  private static final Duration SILENCE = Duration.ofMillis(9800);

  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Toolbox tools;
  private final Trace trace;
  private final Connection connection;
  private final Console console;
  private final long begin = System.nanoTime();
  private final AtomicBoolean reported = new AtomicBoolean();

  /// A push.
  ///
  /// @param tools what the tool brings
  /// @param trace notes where the time goes
  /// @param connection whoever pushes
  public Receiving(Toolbox tools, Trace trace, Connection connection) {
    this.tools = tools;
    this.trace = trace;
    this.connection = connection;
    this.console = connection.answer().outlet(false, false, WIDTH).console("never");
  }

  /// Receives it, and answers for each ref.
  ///
  /// @param others hear of what happens besides
  public void receive(List<EventSink> others) {
    Push push;
    try {
      push = Push.parse(connection.words().subList(1, connection.words().size()));
    } catch (Problem e) {
      tell(e);
      return;
    }
    Thread.ofPlatform().daemon().name("pulse").start(this::beat);
    Deployed deployed = new Deployed(tools.directories().state());
    try (ObjectReader objects = deployed.objects()) {
      Optional<Push.Update> update = push.judge(deployed.branch());
      if (update.isPresent()) {
        deploy(push, update.get(), objects.early(), others);
      }
    } catch (Problem e) {
      tell(e);
      push.failAll(e.message());
    } finally {
      report(push);
      trace.mark("answered");
      trace.lines().forEach(console::say);
    }
  }

  /// A large commit is taken over, and read, in silence.
  private void beat() {
    try {
      while (!reported.get()) {
        Thread.sleep(100);
        if (connection.answer().silence() > SILENCE.toNanos()) {
          long seconds = (System.nanoTime() - begin) / 1_000_000_000;
          console.say("still at work (" + seconds + " s)");
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void deploy(Push push, Push.Update update, ObjectReader objects, List<EventSink> others) {
    List<EventSink> watchers = new ArrayList<>(others);
    watchers.add(new ConsoleRendering(console, new ConsoleRendering.Detail(false, false)));
    // Behind those who must hear of the end, for it waits for whoever reads; before what is to be
    // kept of it.
    watchers.add(others.size(), new Refusal(push, update));
    try {
      NodeSettings settings = NodeSettings.read(tools.directories().settings());
      trace.mark("settings");
      NodeRun.Wish wish =
          new NodeRun.Wish(
              push.mode(),
              List.of(),
              push.roles(),
              LOCK_WAIT,
              Optional.empty(),
              false,
              new Event.Asked(connection.user(), "push"));
      NodeRun run = new NodeRun(tools, settings, trace, watchers);
      Optional<Revision> seen =
          Push.isNone(update.before())
              ? Optional.empty()
              : Optional.of(new Revision(update.before()));
      NodeRun.Result result =
          run.carryOut(wish, update.after(), seen, now -> candidate(push, update, now), objects);
      trace.mark("lock let go");
      answer(push, update, result);
    } catch (Problem e) {
      tell(e);
      push.fail(update, e.message());
    }
  }

  /// Refuses the push as soon as a run has failed: what was asked for, or its rehearsal before it.
  private final class Refusal implements EventSink {
    private final Push push;
    private final Push.Update update;
    private String what = "deployment";

    Refusal(Push push, Push.Update update) {
      this.push = push;
      this.update = update;
    }

    @Override
    public void hear(Event event) {
      if (event instanceof Event.Started started && started.mode() != Mode.APPLY) {
        what = started.mode() == Mode.PREVIEW ? "check" : "rehearsal";
      } else if (event instanceof Event.Started) {
        what = "deployment";
      }
      if (event instanceof Event.Finished finished) {
        connection.answer().keepAll();
        finished.failure().ifPresent(this::refuse);
      }
    }

    /// At once: a run that can't be ended any other way ends with its process.
    private void refuse(Event.Failure failure) {
      push.fail(update, what + " failed: " + failure.message());
      report(push);
      connection.answer().flush(LAST_WORDS);
    }
  }

  /// What there is to know besides the message, which git tells as the reason.
  private void tell(Problem problem) {
    problem.details().forEach(line -> console.say(Style.PLAIN, "    " + line));
    if (!problem.hint().isEmpty()) {
      console.say(Style.PLAIN, "hint: " + problem.hint());
    }
  }

  /// While it waited for the lock, another push may have been first.
  private Optional<Candidate> candidate(Push push, Push.Update update, NodeRun.Situation now) {
    if (now.branch().filter(branch -> !branch.equals(update.branch())).isPresent()) {
      push.fail(update, "another push was first: this node deploys " + now.branch().orElseThrow());
      return Optional.empty();
    }
    boolean deployed = now.revision().filter(it -> it.id().equals(update.after())).isPresent();
    if (deployed && push.mode() == Mode.APPLY) {
      console.say(
          Style.PLAIN,
          "already deployed: "
              + update.after().substring(0, 10)
              + " (troops deploy on the node carries it out again)");
      return Optional.empty();
    }
    return Optional.of(
        new Candidate(
            update.branch(), new Revision(update.after()), tools.directories().node().shared()));
  }

  private void answer(Push push, Push.Update update, NodeRun.Result result) {
    Optional<String> reason = result.reason();
    if (reason.isPresent()) {
      push.fail(update, reason.get());
    } else if (result.candidate().isEmpty()) {
      if (!push.isAnswered(update)) {
        push.accept(update, result.before().revision());
      }
    } else if (push.mode() != Mode.APPLY) {
      push.checked(update);
    } else {
      push.accept(update, result.before().revision());
    }
  }

  private void report(Push push) {
    if (reported.compareAndSet(false, true)) {
      push.report().forEach(connection.answer()::report);
    }
  }
}
