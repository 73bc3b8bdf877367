package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

@Timeout(120)
class LockTest {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Holder US =
      new Holder(ProcessHandle.current().pid(), 1769990400, "bob", "ffff", "run-2", List.of());

  @TempDir Path root;
  final List<ProcessHandle> started = Collections.synchronizedList(new ArrayList<>());
  final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void endProcesses() {
    started.forEach(ProcessHandle::destroyForcibly);
  }

  private Process other(String... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home", ""), "bin", "java").toString());
    command.addAll(List.of("-Xshare:auto", "-XX:TieredStopAtLevel=1", "-cp"));
    command.add(System.getProperty("java.class.path", ""));
    command.add(HeldLock.class.getName());
    command.add(root.toString());
    command.addAll(List.of(words));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    started.add(process.toHandle());
    return process;
  }

  /// Reads up to the line that says that the lock is held; answers the id of the child, or 0.
  private long awaitHeld(Process process) throws IOException {
    BufferedReader lines = process.inputReader(StandardCharsets.UTF_8);
    long child = 0;
    String line = lines.readLine();
    while (line != null && !line.equals("held")) {
      child = Long.parseLong(line.substring("child ".length()));
      ProcessHandle.of(child).ifPresent(started::add);
      line = lines.readLine();
    }
    assertThat(line).isEqualTo("held");
    return child;
  }

  private Lock take(Duration patience) {
    return Lock.take(root, US, patience, heard::add);
  }

  private static String named(Process process) {
    return "the run of 0123456789 by ann (process "
        + process.pid()
        + ", since 2026-01-01T00:00:00Z)";
  }

  @Test
  void refusesASecondRunAndNamesTheFirst() throws Exception {
    Process other = other();
    awaitHeld(other);
    assertThatThrownBy(() -> take(Duration.ZERO))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.BUSY);
              assertThat(e.kind().exitCode()).isEqualTo(ExitCode.BUSY);
              assertThat(e.message())
                  .isEqualTo("one run at a time: the lock is held by " + named(other));
              assertThat(e.hint()).contains("--lock-wait");
            });
    assertThat(heard).isEmpty();
    assertThat(other.isAlive()).isTrue();
  }

  @Test
  void waitsForTheFirstRunAndSaysSoOnce() throws Exception {
    Process other = other();
    awaitHeld(other);
    Thread ender =
        Thread.ofPlatform()
            .start(() -> {
              while (heard.isEmpty()) {
                Thread.onSpinWait();
              }
              try {
                other.getOutputStream().close();
              } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
              }
            });
    try (Lock lock = take(LONG)) {
      assertThat(lock.predecessor()).isEmpty();
      assertThat(heard.getFirst()).isEqualTo("waiting for " + named(other));
      assertThat(heard).filteredOn(line -> line.contains("ann")).hasSize(1);
    }
    ender.join();
  }

  @Test
  void namesTheRunThatWasKilled() throws Exception {
    Process other = other();
    awaitHeld(other);
    other.destroyForcibly();
    try (Lock lock = take(LONG)) {
      Holder before = lock.predecessor().orElseThrow();
      assertThat(before.pid()).isEqualTo(other.pid());
      assertThat(before.run()).isEqualTo("20260101-1");
      assertThat(before).hasToString(named(other));
    }
    try (Lock lock = take(Duration.ZERO)) {
      assertThat(lock.predecessor()).as("this one was let go of in order").isEmpty();
    }
  }

  @Test
  void waitsForWhatAKilledRunHasLeftRunning() throws Exception {
    Process other = other("child");
    long child = awaitHeld(other);
    other.destroyForcibly();
    assertThat(other.waitFor(30, TimeUnit.SECONDS)).isTrue();
    String orphan = "process " + child + ", which a run that was killed has left";
    assertThatThrownBy(() -> take(Duration.ZERO))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.BUSY);
              assertThat(e.message()).endsWith("the lock is held by " + orphan);
            });
    heard.clear();
    Thread ender =
        Thread.ofPlatform()
            .start(() -> {
              while (heard.isEmpty()) {
                Thread.onSpinWait();
              }
              ProcessHandle.of(child).ifPresent(ProcessHandle::destroyForcibly);
            });
    try (Lock lock = take(LONG)) {
      assertThat(lock.predecessor().orElseThrow().pid()).isEqualTo(other.pid());
      assertThat(heard).containsExactly("waiting for " + orphan);
    }
    ender.join();
  }

  @Test
  void takesNoLaterProcessForAnOrphan() throws Exception {
    long pid = ProcessHandle.current().pid();
    Holder killed = new Holder(1, 2026, "ann", "0123", "1", List.of(pid + "/1", "999999999/5"));
    Files.writeString(root.resolve("lock.holder"), killed.text());
    try (Lock lock = take(Duration.ZERO)) {
      assertThat(lock.predecessor()).contains(killed);
      assertThat(heard).isEmpty();
    }
  }

  @Test
  void tidyingThatWasKilledIsNoRunThatWasKilled() throws Exception {
    Holder killed = new Holder(7, 0, Holder.tidying().user(), "", "", List.of());
    assertThat(killed).hasToString("root, who tidies up (process 7, since 1970-01-01T00:00:00Z)");
    Files.writeString(root.resolve("lock.holder"), killed.text());
    try (Lock lock = take(Duration.ZERO)) {
      assertThat(lock.predecessor()).isEmpty();
    }
  }

  @Test
  void notesProgramsWhileTheyRun() throws Exception {
    long pid = ProcessHandle.current().pid();
    Path side = root.resolve("lock.holder");
    try (Lock lock = take(Duration.ZERO)) {
      lock.started(pid);
      Holder now = Holder.parse(Files.readString(side)).orElseThrow();
      assertThat(now.children()).containsExactly(Holder.child(pid));
      assertThat(Holder.isRunning(now.children().getFirst())).isTrue();
      lock.ended(pid);
      assertThat(Holder.parse(Files.readString(side)).orElseThrow()).isEqualTo(US);
    }
    assertThat(side).doesNotExist();
    try (var left = Files.list(root)) {
      assertThat(left).containsExactly(root.resolve("lock"));
    }
  }

  @Test
  void takesADamagedSideFileForNone() throws Exception {
    String whole = US.text();
    for (int length = 0; length < whole.length(); length++) {
      String text = whole.substring(0, length);
      assertThat(Holder.parse(text)).as(text).isEmpty();
    }
    assertThat(Holder.parse(whole)).contains(US);
    Files.writeString(root.resolve("lock.holder"), "nonsense\n\n\n\n\n\n\n");
    try (Lock lock = take(Duration.ZERO)) {
      assertThat(lock.predecessor()).isEmpty();
    }
  }

  @Test
  void saysWhyTheLockCannotBeTaken() throws Exception {
    Files.createDirectory(root.resolve("lock"));
    assertThatThrownBy(() -> take(Duration.ZERO))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.UNREADABLE);
              assertThat(e.message()).startsWith("cannot take the lock " + root.resolve("lock"));
            });
  }
}
