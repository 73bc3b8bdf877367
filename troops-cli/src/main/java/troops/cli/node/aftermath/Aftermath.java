package troops.cli.node.aftermath;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import machine.Mode;
import org.jspecify.annotations.Nullable;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;
import troops.cli.repository.Deployed;
import troops.cli.repository.Revision;
import troops.cli.state.Directories;
import troops.cli.state.Holder;
import troops.cli.state.Lock;
import troops.cli.state.RunFiles;

/// Who hears of a node's run besides whoever asked for it: the system's journal while it goes on,
/// and the administrator's programs when it has ended, once whoever asked has their answer.
public final class Aftermath implements EventSink {
  private final Directories directories;
  private @Nullable Journal journal;
  private Optional<Event.Started> started = Optional.empty();
  private Optional<Event.Finished> finished = Optional.empty();
  private final List<Runnable> housekeeping = new ArrayList<>();
  private Runnable before = () -> {};
  private boolean over;

  /// Nobody has heard of anything yet.
  ///
  /// @param directories where the node keeps things
  public Aftermath(Directories directories) {
    this.directories = directories;
  }

  @Override
  public synchronized void hear(Event event) {
    if (event instanceof Event.Started begun) {
      started = Optional.of(begun);
    } else if (event instanceof Event.Finished ended) {
      finished = Optional.of(ended);
    }
    journal().hear(event);
  }

  private Journal journal() {
    Journal now = journal;
    if (now == null) {
      now = new Journal(directories.node().journal());
      journal = now;
    }
    return now;
  }

  /// Leaves work for later, when nobody waits. It is done while the node's lock is held, unless
  /// another run has it: then it is left for another time.
  ///
  /// @param work the work; if it fails, that is no matter
  public synchronized void later(Runnable work) {
    housekeeping.add(work);
  }

  /// Leaves something to be done first if the process ends with its run: its answer.
  ///
  /// @param answer what is done
  public synchronized void first(Runnable answer) {
    before = answer;
  }

  /// Hears that something that nobody watches could not even begin: somebody has to be told.
  ///
  /// @param asked who asked
  /// @param problem why it could not begin
  public synchronized void couldNotBegin(Event.Asked asked, Problem problem) {
    if (started.isPresent()) {
      return;
    }
    String revision =
        known(new Deployed(directories.state())::revision).orElse(Revision.none()).id();
    Instant now = Instant.now();
    started =
        Optional.of(
            new Event.Started(
                "",
                now,
                Node.local().identity(),
                asked,
                Mode.APPLY,
                new Event.Deployed(
                    directories.node().shared().toString(), "", revision, false, "")));
    hear(
        new Event.Finished(
            now,
            Duration.ZERO,
            Event.Tally.NONE,
            List.of(),
            Optional.of(Event.Failure.of(problem))));
  }

  /// What is damaged must not keep anybody from hearing of it.
  private static <T> Optional<T> known(Supplier<Optional<T>> question) {
    try {
      return question.get();
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  @Override
  public void processEnds() {
    before.run();
    tell();
  }

  /// Tells whoever is to be told, and then tidies up. Does nothing if there was no run, or all is
  /// done.
  public void finish() {
    tell();
    if (started.isPresent()) {
      tidy();
    }
  }

  private void tell() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    if (started.isPresent() && finished.isPresent()) {
      AfterRun.of(directories.settings()).call(ended(), warning -> journal().hear(warning));
    }
    Journal now = journal;
    if (now != null) {
      now.close();
    }
  }

  private Ended ended() {
    Event.Started begun = started.orElseThrow();
    return new Ended(
        begun,
        finished.orElseThrow(),
        known(new Deployed(directories.state())::branch).orElse(""),
        begun.run().isEmpty()
            ? Optional.empty()
            : Optional.of(new RunFiles(directories.runs()).file(begun.run())));
  }

  private void tidy() {
    Deployed deployed = new Deployed(directories.state());
    if (deployed.isUntidy()) {
      later(deployed::tidy);
    }
    if (housekeeping.isEmpty()) {
      return;
    }
    try {
      Lock lock = Lock.take(directories.state(), Holder.tidying(), Duration.ZERO, line -> {});
      try {
        housekeeping.forEach(Runnable::run);
      } finally {
        lock.close();
      }
    } catch (Problem e) {
      // Another run is going on already, or git refuses: it isn't urgent.
    }
  }
}
