package troops.cli.run;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Machine;
import machine.Mode;
import machine.NotPreviewable;
import org.jspecify.annotations.Nullable;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;
import troops.cli.script.DeployableMethod;
import troops.cli.script.Script;

/// A script at work: `main`, then the deployables that are for this node, up to the first that
/// throws. Runs on a thread of its own, because a script may never come back.
final class Deployment implements Runnable {
  private final Stage stage;
  private final Script script;
  private final Node node;
  private final Request request;
  private final EventSink sink;
  private final RunListener listener;
  private final SourcePlaces places;
  private final Trace trace;
  private final LineStream out;
  private final LineStream err;

  private volatile String running = "main";
  private volatile Event.Tally tally = Event.Tally.NONE;
  private volatile List<String> notRun = List.of();
  private @Nullable Selection selection;
  private Optional<Event.Failure> failure = Optional.empty();
  private boolean selectOnly;

  /// One of the scripts of a run.
  ///
  /// @param script the script
  /// @param last whether no other comes after it
  /// @param before what was chosen of the script before it; nothing if there is none
  /// @param doubtful whether the script before it would change something, but hasn't: what this one
  ///   needs of that isn't there
  record Stage(Script script, boolean last, List<Selection.Choice> before, boolean doubtful) {}

  /// A deployment that has not begun.
  ///
  /// @param request what was asked for
  /// @param node the node
  /// @param stage the script, and its place among others
  /// @param listener hears of changes; what is said besides goes where it tells its own
  /// @param trace notes where the time goes
  Deployment(Request request, Node node, Stage stage, RunListener listener, Trace trace) {
    this.request = request;
    this.node = node;
    this.stage = stage;
    this.script = stage.script();
    this.listener = listener;
    this.sink = listener.sink();
    this.places = listener.places();
    this.trace = trace;
    this.out = new LineStream(line -> sink.hear(new Event.Output(line, false, "")));
    this.err = new LineStream(line -> sink.hear(new Event.Output(line, true, "")));
  }

  /// From now on, what the script writes to the standard streams becomes events, and there is
  /// nothing to read: the same script runs where nobody sits before it.
  void takeStreams() {
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    System.setIn(InputStream.nullInputStream());
  }

  /// To carry out `main` only, which settles what would run.
  void selectOnly() {
    selectOnly = true;
  }

  @Override
  public void run() {
    Thread.currentThread().setContextClassLoader(script.loader());
    notRun = script.deployables().stream().map(DeployableMethod::name).toList();
    try {
      script.main();
      node.settle();
      endLines();
      Selection chosen = new Selection(node, script.deployables(), stage.before());
      selection = chosen;
      trace.mark("script classes, main");
      notRun = List.of();
      (stage.last() ? chosen.warnings(request.roles()) : chosen.undefined()).forEach(sink::hear);
      if (!selectOnly) {
        if (stage.last()) {
          for (String name : request.only()) {
            chosen.require(name);
          }
        }
        runAll(chosen.chosen(request.only()));
      }
    } catch (Problem e) {
      failure = Optional.of(Event.Failure.of(e));
    } catch (Throwable e) {
      if (isNotPreviewable(e)) {
        String because = "which deployables run here depends on what it does next";
        sink.hear(new Event.Unknown("main", because, ""));
      } else {
        fail("main", e);
      }
    }
    endLines();
    tally = tally.plus(listener.takeTally());
  }

  /// What is missing because this is a preview is no failure; but what would be then can't be told.
  private void fail(String name, Throwable thrown) {
    Event.Failure why = Failures.of(name, thrown, places);
    if (stage.doubtful()) {
      String where = why.place().map(place -> ", " + place.where()).orElse("");
      listener.unknown(
          name, "what prepare.java would change is not there yet: " + why.message() + where);
    } else {
      failure = Optional.of(why);
    }
  }

  private void runAll(List<Selection.Choice> chosen) {
    if (chosen.isEmpty() && stage.last() && request.only().isEmpty()) {
      sink.hear(
          script.deployables().isEmpty()
              ? new Event.Warned(
                  "the script has no deployables",
                  "mark methods with @Deployable (import troops.*;)")
              : new Event.Warned(
                  "no deployable is for this node",
                  "see which there are, and for whom, with --list"));
    }
    List<String> left = new ArrayList<>();
    chosen.forEach(choice -> left.add(choice.deployable().name()));
    for (Selection.Choice choice : chosen) {
      if (failure.isEmpty()) {
        left.removeFirst();
        notRun = List.copyOf(left);
        runOne(choice);
      }
    }
  }

  private void runOne(Selection.Choice choice) {
    DeployableMethod deployable = choice.deployable();
    running = deployable.name();
    sink.hear(new Event.DeployableStarted(running, deployable.where(), choice.because()));
    long begin = System.nanoTime();
    try {
      script.call(deployable);
    } catch (Problem e) {
      failure = Optional.of(Event.Failure.of(e));
    } catch (Throwable e) {
      if (isNotPreviewable(e)) {
        sink.hear(new Event.Unknown(running, "what follows in it can't be told", ""));
      } else {
        fail(running, e);
      }
    }
    endLines();
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    Event.Tally its = listener.takeTally();
    tally = tally.plus(its);
    sink.hear(
        new Event.DeployableFinished(
            running, failure.isEmpty(), its, listener.takeReasons(), took));
    trace.mark(running);
  }

  /// Whether a preview has come to something that it doesn't run. Initialisers of classes wrap what
  /// is thrown; of a class whose initialiser has failed before, only the words are left.
  private boolean isNotPreviewable(Throwable thrown) {
    if (request.mode() != Mode.PREVIEW) {
      return false;
    }
    String name = NotPreviewable.class.getName();
    for (Throwable at = thrown; at != null; at = at.getCause()) {
      if (at instanceof NotPreviewable
          || (at instanceof LinkageError && at.toString().contains(name))) {
        return true;
      }
    }
    return false;
  }

  /// Passes on what the script has written without ending the line.
  void endLines() {
    out.end();
    err.end();
  }

  /// Makes sure that the changes outlive a power cut.
  void sync() {
    try {
      Machine.current().sync();
    } catch (RuntimeException e) {
      if (failure.isEmpty()) {
        failure = Optional.of(Failures.of(running, e, places));
      }
    }
  }

  /// Finds places in its sources.
  SourcePlaces places() {
    return places;
  }

  /// What is being carried out.
  String running() {
    return running;
  }

  /// What was done by all deployables that have ended, and by the one that hasn't.
  Event.Tally tally() {
    tally = tally.plus(listener.takeTally());
    return tally;
  }

  /// The deployables that have not begun.
  List<String> notRun() {
    return notRun;
  }

  /// The programs that it has started and that are running, for people.
  List<String> stillRunning() {
    return listener.running();
  }

  Optional<Event.Failure> failure() {
    return failure;
  }

  Optional<Selection> selection() {
    return Optional.ofNullable(selection);
  }
}
