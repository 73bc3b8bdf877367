package troops.cli.run;

import java.time.Duration;
import java.util.function.Supplier;
import machine.Command;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;

/// Says that a run is still at work when nothing was seen for nearly ten seconds, so that nobody
/// takes a long installation for a dead connection.
final class Heartbeat {
  private static final Duration SILENCE = Duration.ofSeconds(9);

  private final Broadcast sink;
  private final Supplier<String> deployable;
  private @Nullable Command command;
  private long begin;

  /// Begins to listen.
  ///
  /// @param sink what is said; what it says besides goes there
  /// @param deployable answers what is being carried out; an empty string while nothing is yet
  Heartbeat(Broadcast sink, Supplier<String> deployable) {
    this.sink = sink;
    this.deployable = deployable;
    Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
  }

  synchronized void started(Command started) {
    command = started;
    begin = System.nanoTime();
  }

  synchronized void ended() {
    command = null;
  }

  private void beat() {
    String name = "";
    long since = System.nanoTime();
    try {
      while (!sink.isFinished()) {
        Thread.sleep(Duration.ofMillis(500));
        String now = deployable.get();
        if (!now.equals(name)) {
          name = now;
          since = System.nanoTime();
        }
        if (sink.silence() > SILENCE.toNanos()) {
          sink.hear(new Event.Waiting(line(name, since)));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String line(String name, long since) {
    Command running = command;
    if (running != null) {
      return "still running: " + running.words().getFirst() + seconds(begin);
    }
    return (name.isEmpty() ? "still getting ready" : "still at " + name) + seconds(since);
  }

  private static String seconds(long since) {
    return " (" + (System.nanoTime() - since) / 1_000_000_000 + " s)";
  }
}
