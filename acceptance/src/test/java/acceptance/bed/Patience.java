package acceptance.bed;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// How long tests wait for what should come at once.
public final class Patience {
  /// Longer than anything takes on a busy machine.
  public static final Duration LIMIT = Duration.ofMinutes(3);

  private Patience() {}

  /// Waits until something holds.
  public static void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never came true: " + what);
      }
      LockSupport.parkNanos(20_000_000);
    }
  }
}
