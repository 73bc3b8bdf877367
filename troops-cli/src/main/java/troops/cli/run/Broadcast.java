package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;

/// Hands events on, in one order for all; nothing comes after the run's end.
final class Broadcast implements EventSink {
  private final List<EventSink> sinks;
  private boolean finished;
  private Optional<Problem> lost = Optional.empty();
  private long last = System.nanoTime();

  Broadcast(List<EventSink> sinks) {
    this.sinks = new ArrayList<>(sinks);
  }

  @Override
  public synchronized void hear(Event event) {
    if (finished) {
      return;
    }
    boolean kept = event instanceof Event.Kept;
    finished = event instanceof Event.Finished;
    last = System.nanoTime();
    for (EventSink sink : List.copyOf(sinks)) {
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
      sinks.remove(sink);
      lost = Optional.of(e);
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
