package troops.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;
import troops.cli.problem.Kind;

/// Watches over a script: it may hang, leave threads behind, or end the process.
final class Supervisor {
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final Broadcast sink;
  private final ThreadGroup group = new ThreadGroup("script");
  private volatile @Nullable Watched watched;

  /// What is watched, once the script is ready.
  private record Watched(Deployment deployment, SourcePlaces places, Thread thread) {
    Optional<Event.Place> place(StackTraceElement[] trace) {
      return Failures.place(deployment.running(), trace, places);
    }
  }

  Supervisor(Broadcast sink) {
    this.sink = sink;
  }

  /// Makes sure that the run is recorded as failed if the process ends before it: because the
  /// script calls `System.exit`, or because of a signal. `Runtime.halt` can't be caught.
  ///
  /// @param record records the failure
  void guard(Consumer<Event.Failure> record) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!sink.isFinished() && ended(record)) {
                    // Whatever the script asked for, the run has failed.
                    Runtime.getRuntime().halt(Kind.ENDED.exitCode().number());
                  }
                },
                "end of the run"));
  }

  /// Records why the process ends.
  ///
  /// @return whether it was the script
  private boolean ended(Consumer<Event.Failure> record) {
    Watched now = watched;
    if (now == null) {
      record.accept(
          Failures.ended(
              Kind.ENDED,
              "the run was ended by a signal before the script began",
              Optional.empty(),
              List.of()));
      return false;
    }
    now.deployment().endLines();
    for (StackTraceElement[] trace : Thread.getAllStackTraces().values()) {
      if (exits(trace) && now.places().in(trace).isPresent()) {
        record.accept(
            Failures.ended(
                Kind.ENDED,
                "the script ended the process itself (System.exit): throw an exception to fail,"
                    + " return to succeed",
                now.place(trace),
                now.deployment().stillRunning()));
        return true;
      }
    }
    record.accept(
        Failures.ended(
            Kind.ENDED,
            "the run was ended by a signal",
            now.place(now.thread().getStackTrace()),
            now.deployment().stillRunning()));
    return false;
  }

  private static boolean exits(StackTraceElement[] trace) {
    for (StackTraceElement element : trace) {
      if (element.getClassName().equals("java.lang.Runtime")
          && element.getMethodName().equals("exit")) {
        return true;
      }
    }
    return false;
  }

  /// Carries the deployment out.
  ///
  /// @param deployment the deployment
  /// @param places finds places in its sources
  /// @param limit how long it may take
  /// @return why it was cut short, if it was
  Optional<Event.Failure> carryOut(Deployment deployment, SourcePlaces places, Duration limit) {
    Thread thread = new Thread(group, deployment, "deployment");
    Watched now = new Watched(deployment, places, thread);
    watched = now;
    thread.start();
    try {
      if (!thread.join(limit)) {
        StackTraceElement[] trace = thread.getStackTrace();
        String message =
            "not done within its time limit of " + limit.toSeconds() + " s; it was ended here";
        Event.Failure failure =
            Failures.ended(Kind.OUT_OF_TIME, message, now.place(trace), List.of());
        thread.interrupt();
        thread.join(GRACE);
        return Optional.of(failure);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(
          Failures.ended(
              Kind.ENDED,
              "the run was interrupted",
              now.place(thread.getStackTrace()),
              deployment.stillRunning()));
    }
    warnOfThreads(thread);
    return Optional.empty();
  }

  private void warnOfThreads(Thread thread) {
    Thread[] left = new Thread[group.activeCount() + 1];
    int count = group.enumerate(left);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!left[i].equals(thread) && !left[i].isDaemon()) {
        names.add("'" + left[i].getName() + "'");
      }
    }
    if (!names.isEmpty()) {
      sink.hear(
          new Event.Warned(
              "the script left threads running, which end now: " + String.join(", ", names),
              "wait for them (Thread.join), or what they do may not get done"));
    }
  }
}
