package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockTableTest {
  private static final List<String> TABLE =
      List.of(
          "1: POSIX  ADVISORY  WRITE 1234 fe:00:77 0 EOF",
          "1: -> POSIX  ADVISORY  WRITE 1235 fe:00:77 0 EOF",
          "2: FLOCK  ADVISORY  WRITE 1236 fe:00:77 0 EOF",
          "3: OFDLCK ADVISORY  READ  -1 fe:00:77 0 EOF",
          "",
          "nonsense");

  @TempDir Path state;

  @Test
  void findsWhoHoldsALock() {
    assertThat(LockTable.names(TABLE, 1234, "77")).isTrue();
    assertThat(LockTable.names(TABLE, 1234, "7")).isFalse();
    assertThat(LockTable.names(TABLE, 123, "77")).isFalse();
    assertThat(LockTable.names(TABLE, 1235, "77")).as("it waits").isFalse();
    assertThat(LockTable.names(TABLE, 1236, "77")).as("another kind of lock").isFalse();
  }

  @Test
  void namesTheHolderAsLongAsItHoldsTheLock() {
    long pid = ProcessHandle.current().pid();
    Holder holder = new Holder(pid, 1767225600, "ann", "0123456789abcdef", "a-run", List.of());
    assertThat(Lock.holder(state)).isEmpty();
    try (Lock lock = Lock.take(state, holder, Duration.ZERO, line -> {})) {
      assertThat(Lock.holder(state)).contains(holder);
      assertThat(lock.predecessor()).isEmpty();
    }
    assertThat(Lock.holder(state)).isEmpty();
  }

  @Test
  void knowsWhatAHolderHasSettledMeanwhileAndWhenItIsAnotherOne() {
    Holder holder = Holder.of("ann", "", "");
    try (Lock lock = Lock.take(state, holder, Duration.ZERO, line -> {})) {
      lock.settle("0123456789abcdef", "a-run");
      assertThat(Lock.stillHolding(state, holder).orElseThrow().run()).isEqualTo("a-run");
      Holder other = new Holder(1, holder.since(), "ann", "", "", List.of());
      assertThat(Lock.stillHolding(state, other)).isEmpty();
    }
    assertThat(Lock.stillHolding(state, holder)).isEmpty();
  }

  /// It may have been killed, and another process may have its number by now.
  @Test
  void namesNobodyOnceTheLockIsFree() throws Exception {
    long pid = ProcessHandle.current().pid();
    Holder holder = new Holder(pid, 1767225600, "ann", "0123456789abcdef", "a-run", List.of());
    Lock.take(state, holder, Duration.ZERO, line -> {}).close();
    java.nio.file.Files.writeString(state.resolve("lock.holder"), holder.text());
    assertThat(Lock.holder(state)).isEmpty();
  }
}
