package troops.cli.state;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A program that holds the lock until its standard input ends or it is killed. Tests start it in a
/// process of its own: `HeldLock STATE [child]`.
final class HeldLock {
  private HeldLock() {}

  public static void main(String[] words) throws IOException {
    long pid = ProcessHandle.current().pid();
    Holder holder = new Holder(pid, 1767225600, "ann", "0123456789abcdef", "20260101-1", List.of());
    try (Lock lock = Lock.take(Path.of(words[0]), holder, Duration.ZERO, line -> {})) {
      if (words.length > 1) {
        Process child = new ProcessBuilder("sleep", "300").start();
        lock.started(child.pid());
        System.out.println("child " + child.pid());
      }
      System.out.println("held");
      int end = System.in.read();
      System.out.println("let go " + end);
    }
  }
}
