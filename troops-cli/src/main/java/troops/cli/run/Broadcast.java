package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;

/// Hands events on to each of those who hear, one after the other; nothing comes after the run's
/// end. Each has a lock of its own: a terminal that nobody reads must not keep the record from
/// being written. So what several threads say at once, two may hear in two orders.
final class Broadcast implements EventSink {
  private final List<Hearer> hearers = new ArrayList<>();
  private boolean finished;
  private Optional<Problem> lost = Optional.empty();
  private long last = System.nanoTime();

  Broadcast(List<EventSink> sinks) {
    sinks.forEach(sink -> hearers.add(new Hearer(sink)));
  }

  @Override
  public void hear(Event event) {
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = event instanceof Event.Finished;
      if (isShown(event)) {
        last = System.nanoTime();
      }
    }
    boolean kept = event instanceof Event.Kept;
    for (Hearer hearer : hearers) {
      if (!kept || hearer.sink.wantsKept()) {
        hearer.hear(event);
      }
    }
  }

  /// Whether people see it, unless they asked for more.
  private static boolean isShown(Event event) {
    boolean program = event instanceof Event.Output output && !output.program().isEmpty();
    return !program && !(event instanceof Event.Kept);
  }

  @Override
  public void processEnds() {
    hearers.forEach(hearer -> hearer.sink.processEnds());
  }

  /// One of those who hear.
  private final class Hearer {
    private final EventSink sink;
    private boolean ended;

    Hearer(EventSink sink) {
      this.sink = sink;
    }

    synchronized void hear(Event event) {
      if (ended) {
        return;
      }
      ended = event instanceof Event.Finished;
      try {
        sink.hear(event);
      } catch (Problem e) {
        // A full disk, say. It must not look like the script's doing.
        ended = true;
        lose(e);
      }
    }
  }

  private synchronized void lose(Problem problem) {
    lost = Optional.of(problem);
  }

  @Override
  public boolean wantsKept() {
    for (Hearer hearer : hearers) {
      if (hearer.sink.wantsKept()) {
        return true;
      }
    }
    return false;
  }

  /// Why one of those who hear can't any more.
  synchronized Optional<Problem> lost() {
    return lost;
  }

  /// How long people have seen nothing, in nanoseconds.
  synchronized long silence() {
    return System.nanoTime() - last;
  }

  synchronized boolean isFinished() {
    return finished;
  }
}
