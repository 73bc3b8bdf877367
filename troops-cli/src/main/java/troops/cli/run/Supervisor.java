package troops.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;
import troops.cli.problem.Kind;

/// Watches over a script: it may hang, leave threads behind, or end the process.
final class Supervisor {
  private static final Duration IMPATIENCE = Duration.ofSeconds(1);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration PROGRAMS_GRACE = Duration.ofMinutes(15);
  private static final Duration LAST_WORDS = Duration.ofSeconds(3);

  private final Broadcast sink;
  private final ThreadGroup group = new ThreadGroup("script");
  private volatile @Nullable Watched watched;
  private volatile boolean ending;
  private volatile boolean rehearsing;

  /// What is watched, once the script is ready.
  private record Watched(Deployment deployment, Thread thread) {
    Optional<Event.Place> place(StackTraceElement[] trace) {
      return Failures.place(deployment.running(), trace, deployment.places());
    }
  }

  Supervisor(Broadcast sink) {
    this.sink = sink;
  }

  /// Makes sure that the run is recorded as failed if the process ends before it: because the
  /// script calls `System.exit`, or because of a signal. After a signal, what is being done is
  /// brought to an end first, as gently as apt and dpkg need. `Runtime.halt` can't be caught.
  ///
  /// @param record records the failure
  void guard(Consumer<Event.Failure> record) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  if (!sink.isFinished()) {
                    end(record);
                  }
                },
                "end of the run"));
  }

  private void end(Consumer<Event.Failure> record) {
    boolean script = exits();
    AtomicReference<Event.Failure> failure = new AtomicReference<>();
    inTime(() -> failure.set(why(script)));
    Watched now = watched;
    if (!script && now != null) {
      ending = true;
      endGently(now);
    }
    inTime(() -> record.accept(failure.get() == null ? why(script) : failure.get()));
    sink.processEnds();
    if (script) {
      // Whatever the script asked for, the run has failed.
      halt();
    }
  }

  private void endGently(Watched now) {
    now.thread().interrupt();
    try {
      if (!now.thread().join(IMPATIENCE)) {
        inTime(() -> sink.hear(new Event.Waiting("stopping: waiting for what is running to end")));
        awaitEnd(now.thread(), now.deployment());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Ends the process at once, with everything that it holds.
  static void halt() {
    Runtime.getRuntime().halt(Kind.ENDED.exitCode().number());
  }

  /// Does something that may never come to an end, because somebody doesn't read what is written,
  /// and goes on after a few seconds.
  ///
  /// @return whether it came to an end
  static boolean inTime(Runnable work) {
    Thread thread = Thread.ofPlatform().daemon().name("last words").start(work);
    try {
      return thread.join(LAST_WORDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// From now on the script runs in another process, in a copy of this machine, and ends with this
  /// one.
  void rehearses() {
    rehearsing = true;
  }

  /// Why the process ends before the run does.
  private Event.Failure why(boolean script) {
    Watched now = watched;
    if (rehearsing) {
      return Failures.ended(
          Kind.ENDED, "the rehearsal was ended by a signal", Optional.empty(), List.of());
    }
    if (now == null) {
      return Failures.ended(
          Kind.ENDED,
          "the run was ended by a signal before the script began",
          Optional.empty(),
          List.of());
    }
    now.deployment().endLines();
    String message =
        script
            ? "the script ended the process itself (System.exit): throw an exception to fail,"
                + " return to succeed"
            : "the run was ended by a signal";
    return Failures.ended(
        Kind.ENDED, message, now.place(trace(now)), now.deployment().stillRunning());
  }

  /// Where the script is: where it exits, if it does.
  private static StackTraceElement[] trace(Watched now) {
    for (StackTraceElement[] trace : Thread.getAllStackTraces().values()) {
      if (exits(trace) && now.deployment().places().in(trace).isPresent()) {
        return trace;
      }
    }
    return now.thread().getStackTrace();
  }

  /// Whether somebody has called `System.exit`: a signal doesn't go that way.
  private static boolean exits() {
    for (StackTraceElement[] trace : Thread.getAllStackTraces().values()) {
      if (exits(trace)) {
        return true;
      }
    }
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
  /// @param limit how long it may take
  /// @return why it was cut short, if it was
  Optional<Event.Failure> carryOut(Deployment deployment, Duration limit) {
    Thread thread = new Thread(group, deployment, "deployment");
    Watched now = new Watched(deployment, thread);
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
        if (!thread.join(IMPATIENCE)) {
          String what = "the time limit is over: ending what the script has started";
          inTime(() -> sink.hear(new Event.Waiting(what)));
          awaitEnd(thread, deployment);
        }
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
    while (ending) {
      // Whoever brings the run to an end also says how it ended; then the process is over.
      LockSupport.park();
    }
    return Optional.empty();
  }

  /// A script that doesn't heed the interruption has a few seconds; programs have more, for apt and
  /// dpkg must not be left half-way.
  private static void awaitEnd(Thread thread, Deployment deployment) throws InterruptedException {
    long begin = System.nanoTime();
    boolean over = thread.join(GRACE);
    while (!over
        && !deployment.stillRunning().isEmpty()
        && System.nanoTime() - begin < PROGRAMS_GRACE.toNanos()) {
      over = thread.join(GRACE);
    }
  }

  /// Whether the script is still at it, though its time is over.
  boolean isStillRunning() {
    Watched now = watched;
    return now != null && now.thread().isAlive();
  }

  /// Watches nothing until the next script begins.
  void rest() {
    watched = null;
  }

  /// Tells of threads that the scripts have started and left running.
  void warnOfThreads() {
    Thread[] left = new Thread[group.activeCount() + 1];
    int count = group.enumerate(left);
    List<String> names = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (!left[i].isDaemon()) {
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
