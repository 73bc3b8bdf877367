package troops.cli.history;

import java.time.Duration;

/// How long to wait before looking again: a moment first, then longer, up to a tenth of a second.
final class Pause {
  private static final Duration FIRST = Duration.ofMillis(5);
  private static final Duration LONGEST = Duration.ofMillis(100);

  private Duration next = FIRST;

  /// Waits.
  ///
  /// @return false if the thread was interrupted
  boolean take() {
    try {
      Thread.sleep(next);
      next = next.multipliedBy(2).compareTo(LONGEST) < 0 ? next.multipliedBy(2) : LONGEST;
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  void reset() {
    next = FIRST;
  }
}
