package troops.cli.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;
import troops.cli.problem.Kind;

/// Watches over a script: it may hang, leave threads behind, or end the process.
final class Supervisor {
  private static final Duration GRACE = Duration.ofSeconds(40);

  private final Deployment deployment;
  private final Broadcast sink;
  private final SourcePlaces places;
  private final ThreadGroup group = new ThreadGroup("script");
  private @Nullable Thread thread;

  Supervisor(Deployment deployment, Broadcast sink, SourcePlaces places) {
    this.deployment = deployment;
    this.sink = sink;
    this.places = places;
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
                  if (!sink.isFinished()) {
                    boolean script = ended(record);
                    if (script) {
                      // Whatever the script asked for, the run has failed.
                      Runtime.getRuntime().halt(Kind.ENDED.exitCode().number());
                    }
                  }
                },
                "end of the run"));
  }

  private boolean ended(Consumer<Event.Failure> record) {
    deployment.endLines();
    for (Map.Entry<Thread, StackTraceElement[]> entry : Thread.getAllStackTraces().entrySet()) {
      StackTraceElement[] trace = entry.getValue();
      if (exits(trace) && places.in(trace).isPresent()) {
        record.accept(
            Failures.ended(
                Kind.ENDED,
                "the script ended the process itself (System.exit): throw an exception to fail,"
                    + " return to succeed",
                deployment.running(),
                trace,
                places));
        return true;
      }
    }
    record.accept(
        Failures.ended(
            Kind.ENDED, "the run was ended by a signal", deployment.running(), trace(), places));
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

  private StackTraceElement[] trace() {
    Thread running = thread;
    return running == null ? new StackTraceElement[0] : running.getStackTrace();
  }

  /// Carries the deployment out.
  ///
  /// @param limit how long it may take
  /// @return why it was cut short, if it was
  Optional<Event.Failure> carryOut(Duration limit) {
    Thread running = new Thread(group, deployment, "deployment");
    thread = running;
    running.start();
    try {
      if (!running.join(limit)) {
        StackTraceElement[] trace = running.getStackTrace();
        running.interrupt();
        running.join(GRACE);
        return Optional.of(
            Failures.ended(
                Kind.OUT_OF_TIME,
                "not done within its time limit of " + limit.toSeconds() + " s; it was ended here",
                deployment.running(),
                trace,
                places));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(
          Failures.ended(
              Kind.ENDED, "the run was interrupted", deployment.running(), trace(), places));
    }
    warnOfThreads();
    return Optional.empty();
  }

  private void warnOfThreads() {
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
