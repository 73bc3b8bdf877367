package troops.cli.node.aftermath;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Mode;
import org.jspecify.annotations.Nullable;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Problem;
import troops.cli.repository.Deployed;
import troops.cli.repository.Revision;
import troops.cli.state.Directories;
import troops.cli.state.RunFiles;

/// Who hears of a node's run besides whoever asked for it: the system's journal while it goes on,
/// and the administrator's programs when it has ended, once whoever asked has their answer.
public final class Aftermath implements EventSink {
  private final Directories directories;
  private @Nullable Journal journal;
  private Optional<Event.Started> started = Optional.empty();
  private Optional<Event.Finished> finished = Optional.empty();
  private final List<Runnable> housekeeping = new ArrayList<>();
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

  /// Leaves work for later, when nobody waits.
  ///
  /// @param work the work; if it fails, the journal hears of it
  public synchronized void later(Runnable work) {
    housekeeping.add(work);
  }

  /// Hears that something that nobody watches could not even begin: somebody has to be told.
  ///
  /// @param asked who asked
  /// @param problem why it could not begin
  public synchronized void couldNotBegin(Event.Asked asked, Problem problem) {
    if (started.isPresent()) {
      return;
    }
    Deployed deployed = new Deployed(directories.state());
    String revision = deployed.revision().orElse(Revision.none()).id();
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

  @Override
  public void processEnds() {
    finish();
  }

  /// Tells whoever is to be told. Does nothing if there was no run, or all is done.
  public void finish() {
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
    }
    if (started.isPresent() && finished.isPresent()) {
      Deployed deployed = new Deployed(directories.state());
      Optional<String> branch = deployed.branch();
      branch.ifPresent(born -> later(deployed::tidy));
      Ended ended =
          new Ended(
              started.get(),
              finished.get(),
              branch.orElse(""),
              new RunFiles(directories.runs()).file(started.get().run()));
      AfterRun.of(directories.settings()).call(ended, warning -> journal().hear(warning));
    }
    for (Runnable work : housekeeping) {
      try {
        work.run();
      } catch (Problem e) {
        journal().hear(new Event.Warned(e.message(), e.hint()));
      }
    }
    Journal now = journal;
    if (now != null) {
      now.close();
    }
  }
}
