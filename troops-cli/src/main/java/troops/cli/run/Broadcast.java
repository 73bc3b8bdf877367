package troops.cli.run;

import java.util.List;
import troops.cli.event.Event;
import troops.cli.event.EventSink;

/// Hands events on, in one order for all; nothing comes after the run's end.
final class Broadcast implements EventSink {
  private final List<EventSink> sinks;
  private boolean finished;
  private long last = System.nanoTime();

  Broadcast(List<EventSink> sinks) {
    this.sinks = List.copyOf(sinks);
  }

  @Override
  public synchronized void hear(Event event) {
    if (finished) {
      return;
    }
    finished = event instanceof Event.Finished;
    last = System.nanoTime();
    for (EventSink sink : sinks) {
      sink.hear(event);
    }
  }

  /// How long nothing was heard, in nanoseconds.
  synchronized long silence() {
    return System.nanoTime() - last;
  }

  synchronized boolean isFinished() {
    return finished;
  }
}
