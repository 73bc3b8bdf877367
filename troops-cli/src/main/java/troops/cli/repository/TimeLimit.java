package troops.cli.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Ends a git that takes too long, or does nothing for half a minute, whoever waits for it: a named
/// pipe among the objects stops it for ever.
final class TimeLimit {
  private static final Duration LIMIT = Duration.ofHours(2);

  /// How long it may do nothing at all.
  private static final Duration IDLE = Duration.ofSeconds(30);

  private static final Duration LOOK = Duration.ofSeconds(3);

  private TimeLimit() {}

  /// Watches over a git.
  ///
  /// @return the same process
  static Process on(Process process) {
    Thread.ofPlatform()
        .daemon()
        .name("time limit of git")
        .start(() -> {
          try {
            if (hasEnded(process)) {
              return;
            }
          } catch (InterruptedException e) {
            // Nobody does that; it is ended all the same.
          }
          // Not Process.destroyForcibly(): that closes streams that are still to be read.
          process.descendants().forEach(ProcessHandle::destroyForcibly);
          process.toHandle().destroyForcibly();
        });
    return process;
  }

  /// Waits until it has ended, has done nothing for too long, or its time is up.
  private static boolean hasEnded(Process process) throws InterruptedException {
    long begin = System.nanoTime();
    long busy = begin;
    Map<Long, Duration> before = Map.of();
    while (!process.waitFor(LOOK.toSeconds(), TimeUnit.SECONDS)) {
      long now = System.nanoTime();
      Map<Long, Duration> times = times(process);
      if (!times.equals(before) || waitsForDisk(process)) {
        busy = now;
        before = times;
      }
      if (now - busy >= IDLE.toNanos() || now - begin >= LIMIT.toNanos()) {
        return false;
      }
    }
    return true;
  }

  /// Whether one of them waits for a disk (proc_pid_stat(5), state D): a large file may be synced.
  private static boolean waitsForDisk(Process process) {
    return Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .anyMatch(one -> {
          try {
            Path file = Path.of("/proc/" + one.pid() + "/stat");
            String stat = Files.readString(file, StandardCharsets.ISO_8859_1);
            return stat.startsWith(" D ", stat.lastIndexOf(')') + 1);
          } catch (IOException e) {
            return false;
          }
        });
  }

  /// What a process and all that it has started have had of the processor.
  private static Map<Long, Duration> times(Process process) {
    Map<Long, Duration> times = new HashMap<>();
    Stream.concat(Stream.of(process.toHandle()), process.descendants())
        .forEach(one -> times.put(one.pid(), one.info().totalCpuDuration().orElse(Duration.ZERO)));
    return times;
  }
}
