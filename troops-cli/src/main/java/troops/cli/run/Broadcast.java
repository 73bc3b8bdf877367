package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;

/// Hands events on to each of those who hear, one after the other; nothing comes after the run's
/// end. Each has a lock of its own: a terminal that nobody reads must not keep the record from
/// being written.
final class Broadcast implements EventSink {
  private final List<EventSink> sinks;
  private boolean finished;
  private Optional<Problem> lost = Optional.empty();
  private long last = System.nanoTime();

  Broadcast(List<EventSink> sinks) {
    this.sinks = new ArrayList<>(sinks);
  }

  @Override
  public void hear(Event event) {
    List<EventSink> all;
    synchronized (this) {
      if (finished) {
        return;
      }
      finished = event instanceof Event.Finished;
      last = System.nanoTime();
      all = List.copyOf(sinks);
    }
    boolean kept = event instanceof Event.Kept;
    for (EventSink sink : all) {
      if (!kept || sink.wantsKept()) {
        tell(sink, event);
      }
    }
  }

  private void tell(EventSink sink, Event event) {
    try {
      sink.hear(event);
    } catch (Problem e) {
      // A full disk, say. It must not look like the script's doing.
      synchronized (this) {
        sinks.remove(sink);
        lost = Optional.of(e);
      }
    }
  }

  @Override
  public synchronized boolean wantsKept() {
    for (EventSink sink : sinks) {
      if (sink.wantsKept()) {
        return true;
      }
    }
    return false;
  }

  /// Why one of those who hear can't any more.
  synchronized Optional<Problem> lost() {
    return lost;
  }

  /// How long nothing was heard, in nanoseconds.
  synchronized long silence() {
    return System.nanoTime() - last;
  }

  synchronized boolean isFinished() {
    return finished;
  }
}
