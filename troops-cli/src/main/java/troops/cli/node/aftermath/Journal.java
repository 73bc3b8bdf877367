package troops.cli.node.aftermath;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import machine.Change;
import org.jspecify.annotations.Nullable;
import troops.cli.console.Outlet;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Event;
import troops.cli.event.EventSink;

/// Says in the system's journal what the console says, line by line, each with the run, its
/// revision and who asked for it as fields: `journalctl TROOPS_RUN=…`.
///
/// A run neither waits for it nor fails because of it: events are put in a queue, and sent by a
/// thread of its own that begins half a second later, when the run ends, or at [#close()]. Where no
/// journal listens, nothing happens. When it takes the lines too slowly, some are left out, and
/// that is said; the record has them all.
public final class Journal implements EventSink, AutoCloseable {
  private static final Duration DELAY = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);
  private static final int LONGEST_QUEUE = 50_000;

  private final Path socket;
  private final Queue<Event> queue = new ArrayDeque<>();
  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final ConsoleRendering rendering =
      new ConsoleRendering(
          new Outlet(said, said, false, false, 0).console("never"),
          new ConsoleRendering.Detail(false, false));
  private int leftOut;
  private boolean hurried;
  private boolean closed;
  private @Nullable Thread thread;
  private Optional<Event.Started> run = Optional.empty();

  /// A journal.
  ///
  /// @param socket where it listens
  public Journal(Path socket) {
    this.socket = socket;
  }

  @Override
  public synchronized void hear(Event event) {
    if (closed) {
      return;
    }
    if (thread == null) {
      thread = Thread.ofPlatform().daemon().name("journal").start(this::send);
    }
    if (queue.size() >= LONGEST_QUEUE && !(event instanceof Event.Finished)) {
      leftOut++;
      return;
    }
    queue.add(withoutText(event));
    // The process may end right after the run.
    hurried |= event instanceof Event.Finished;
    if (hurried) {
      notifyAll();
    }
  }

  /// The texts before and after a change are not said, so they needn't be kept.
  private static Event withoutText(Event event) {
    if (event instanceof Event.Changed e && e.change().text().isPresent()) {
      return new Event.Changed(withoutText(e.change()), e.made(), e.where(), e.origin());
    }
    return event instanceof Event.Difference e && e.change().text().isPresent()
        ? new Event.Difference(e.kind(), withoutText(e.change()))
        : event;
  }

  private static Change withoutText(Change change) {
    return Change.of(change.verb(), change.subject(), change.detail());
  }

  private void send() {
    try {
      pause();
      if (!Files.exists(socket)) {
        discard();
        return;
      }
      try (DatagramSocket datagrams = new DatagramSocket(socket)) {
        for (List<Event> next = take(); !next.isEmpty(); next = take()) {
          for (Event event : next) {
            entries(event, datagrams);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IllegalArgumentException | IllegalStateException e) {
      // The record has it all; a run has no use for the failure of its journal.
      discard();
    }
  }

  private synchronized void pause() throws InterruptedException {
    long end = System.nanoTime() + DELAY.toNanos();
    for (long left = DELAY.toMillis();
        left > 0 && !hurried;
        left = Duration.ofNanos(end - System.nanoTime()).toMillis()) {
      wait(left);
    }
  }

  private synchronized void discard() {
    closed = true;
    queue.clear();
  }

  /// What there is to send; waits for it. Nothing once there will be no more.
  private synchronized List<Event> take() throws InterruptedException {
    while (queue.isEmpty() && leftOut == 0 && !closed) {
      // A run that goes on: a tenth of a second later is soon enough, and gathers lines.
      wait(100);
    }
    if (leftOut > 0) {
      queue.add(new Event.Warned(leftOut + " events are left out here; the record has them", ""));
      leftOut = 0;
    }
    List<Event> all = List.copyOf(queue);
    queue.clear();
    return all;
  }

  /// An entry for each line that the console would say.
  private void entries(Event event, DatagramSocket datagrams) {
    if (event instanceof Event.Started started) {
      run = Optional.of(started);
    }
    said.reset();
    rendering.hear(event);
    for (String line : said.toString(StandardCharsets.UTF_8).lines().toList()) {
      JournalEntry entry =
          new JournalEntry()
              .with("MESSAGE", line)
              .with("PRIORITY", priority(event))
              .with("SYSLOG_IDENTIFIER", "troops");
      run.ifPresent(started ->
          entry
              .with("TROOPS_RUN", started.run())
              .with("TROOPS_REVISION", started.what().revision())
              .with("TROOPS_USER", started.asked().user())
              .with("TROOPS_VIA", started.asked().via()));
      datagrams.send(entry.bytes());
    }
  }

  /// The level as syslog(3) counts it: error, warning, informational.
  private static String priority(Event event) {
    if (event instanceof Event.Finished finished && finished.failure().isPresent()) {
      return "3";
    }
    return event instanceof Event.Warned ? "4" : "6";
  }

  /// Sends what has not been sent yet, for three seconds at most.
  @Override
  public void close() {
    Thread sender;
    synchronized (this) {
      closed = true;
      hurried = true;
      sender = thread;
      notifyAll();
    }
    if (sender != null) {
      try {
        boolean ignored = sender.join(LAST_WORDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
