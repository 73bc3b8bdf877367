package troops.cli.run;

import java.time.Duration;
import machine.Command;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;

/// Says that a program is still running when nothing was heard for ten seconds, so that nobody
/// takes a long installation for a dead connection.
final class Heartbeat {
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final Broadcast sink;
  private @Nullable Command command;
  private long begin;
  private @Nullable Thread thread;

  Heartbeat(Broadcast sink) {
    this.sink = sink;
  }

  synchronized void started(Command started) {
    command = started;
    begin = System.nanoTime();
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("heartbeat").start(this::beat);
    }
  }

  synchronized void ended() {
    command = null;
  }

  private void beat() {
    try {
      while (!sink.isFinished()) {
        Thread.sleep(Duration.ofMillis(500));
        if (sink.silence() > SILENCE.toNanos()) {
          String line = line();
          if (!line.isEmpty()) {
            sink.hear(new Event.Waiting(line));
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized String line() {
    Command running = command;
    if (running == null) {
      return "";
    }
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    return "still running: " + running.words().getFirst() + " (" + seconds + " s)";
  }
}
