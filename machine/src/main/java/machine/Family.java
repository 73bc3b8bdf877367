package machine;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// A process and all that it started, to be ended together. Who was started by a process that has
/// ended before isn't known to belong to it: a daemon.
final class Family {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final Process process;
  private final Set<ProcessHandle> all = new LinkedHashSet<>();

  Family(Process process) {
    this.process = process;
    all.add(process.toHandle());
    gather();
  }

  /// Asks all to end (SIGTERM), and kills whoever is still there after a while.
  ///
  /// @param grace how long they have; nothing, if this thread is interrupted
  void end(Duration grace) {
    all.forEach(ProcessHandle::destroy);
    boolean interrupted = false;
    try {
      awaitAll(System.nanoTime() + grace.toNanos());
    } catch (InterruptedException e) {
      interrupted = true;
    }
    gather();
    for (ProcessHandle one : all) {
      if (isThere(one)) {
        one.destroyForcibly();
      }
    }
    try {
      process.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Waits for the end of the process and of all that it started, without asking any of them to
  /// end: a signal that ends apt takes dpkg with it, in the middle of a package.
  void await() {
    boolean interrupted = false;
    boolean gone = false;
    while (!gone) {
      try {
        gone = awaitAll(System.nanoTime() + Duration.ofHours(1).toNanos());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // Those that were found before as well: the children of who has ended have another parent.
  private void gather() {
    for (ProcessHandle one : List.copyOf(all)) {
      one.descendants().forEach(all::add);
    }
  }

  private boolean awaitAll(long deadline) throws InterruptedException {
    boolean there = isAnyThere();
    while (there && deadline - System.nanoTime() > 0) {
      Thread.sleep(PAUSE);
      gather();
      there = isAnyThere();
    }
    return !there;
  }

  private boolean isAnyThere() {
    return process.isAlive() || all.stream().anyMatch(Family::isThere);
  }

  // Whoever has ended stays in the list of processes until the parent asks for the exit code, which
  // may be never: state Z or X (proc_pid_stat(5)).
  private static boolean isThere(ProcessHandle one) {
    if (!one.isAlive()) {
      return false;
    }
    try {
      Path stat = Path.of("/proc/" + one.pid() + "/stat");
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      int state = line.lastIndexOf(')') + 2;
      return state >= line.length() || "ZX".indexOf(line.charAt(state)) < 0;
    } catch (IOException e) {
      return one.isAlive();
    }
  }
}
