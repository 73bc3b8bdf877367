package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Troops keeps: caches that may be damaged, a lock that lets one run go at a time, and
/// records.
class StateTest {
  private static final String WAITS =
      """
      import machine.*;
      import troops.*;

      @Deployable
      void waits() {
        Command.of("sh", "-c", "until [ -e " + System.getenv("OUT") + "/go ]; do sleep 0.1; done").run();
      }
      """;

  private static final String SAYS =
      """
      import troops.*;

      @Deployable
      void says() { System.out.println("said"); }
      """;

  @TempDir Path directory;

  @Test
  void aSecondRunWaitsAndSaysForWhom() throws Exception {
    Bench bench = Bench.in(directory).script(WAITS);
    Process first = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("the first run", () -> bench.saidSoFar().contains("deploying"));
    Bench.await("the lock", () -> holder(bench).contains(Long.toString(first.pid())));
    try {
      Result impatient = bench.deploy("--lock-wait=0");
      assertThat(impatient.code()).isEqualTo(75);
      assertThat(impatient.err())
          .contains("one run at a time: the lock is held by the run of ")
          .contains(" (process " + first.pid() + ", since ")
          .contains("hint: try again later, or wait longer with --lock-wait=SECONDS");
      assertThat(bench.deploy("--list", "--lock-wait=0").code()).isZero();
    } finally {
      Files.createFile(bench.out().resolve("go"));
    }
    assertThat(bench.finish(first).code()).isZero();
    assertThat(bench.deploy().err()).doesNotContain("without a word");
  }

  @Test
  void aWaitingRunGoesOnWhenTheOtherHasEnded() throws Exception {
    Bench bench = Bench.in(directory).script(WAITS);
    Process first = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("the lock", () -> holder(bench).contains(Long.toString(first.pid())));
    Thread opener =
        Thread.ofVirtual()
            .start(() -> {
              try {
                Thread.sleep(1000);
                Files.createFile(bench.out().resolve("go"));
              } catch (InterruptedException | IOException e) {
                throw new IllegalStateException(e);
              }
            });
    Result second = bench.deploy("--lock-wait=1m");
    opener.join();
    assertThat(second.code()).isZero();
    assertThat(second.err()).contains("waiting for the run of ");
    assertThat(bench.finish(first).code()).isZero();
  }

  @Test
  void aKilledRunIsNamedAndWhatItLeftRunningIsWaitedFor() throws Exception {
    Bench bench = Bench.in(directory).script(WAITS);
    Process first = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("its program", () -> holder(bench).contains("/"));
    first.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    Result early = bench.deploy("--lock-wait=1");
    assertThat(early.code()).isEqualTo(75);
    assertThat(early.err()).contains("which a run that was killed has left");

    Files.createFile(bench.out().resolve("go"));
    Result later = bench.deploy("--lock-wait=1m");
    assertThat(later.code()).as(later.all()).isZero();
    assertThat(later.err())
        .contains("warning: the run before this one ended without a word: the run of ")
        .contains("(process " + first.pid());
    assertThat(bench.deploy().err()).doesNotContain("without a word");
  }

  private static String holder(Bench bench) {
    try {
      return Files.readString(bench.troopsDirectory().resolve("state/lock.holder"));
    } catch (IOException e) {
      return "";
    }
  }

  @Test
  void whateverIsDamagedInTheCacheIsMadeAgain() throws Exception {
    Bench bench = Bench.in(directory).file("what", "some text").script(SAYS);
    assertThat(bench.deploy().out()).isEqualTo("said\n");
    List<Path> files = cached(bench);
    assertThat(files).hasSizeGreaterThan(5);
    for (Path file : files) {
      byte[] good = Files.readAllBytes(file);
      byte[] half = java.util.Arrays.copyOf(good, good.length / 2);
      Files.write(file, half);
      assertRuns(bench, "half of " + file);
      byte[] other = good.clone();
      other[good.length / 2] ^= 1;
      Files.write(file, other);
      assertRuns(bench, "a changed " + file);
      Files.delete(file);
      assertRuns(bench, "without " + file);
    }
  }

  private static void assertRuns(Bench bench, String how) {
    Result result = bench.deploy();
    assertThat(result.code()).as(how + "\n" + result.all()).isZero();
    assertThat(result.out()).as(how).isEqualTo("said\n");
    assertThat(result.err()).as(how).doesNotContain("warning", "fault");
  }

  private static List<Path> cached(Bench bench) throws IOException {
    try (Stream<Path> files = Files.walk(bench.troopsDirectory().resolve("cache"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void twoProcessesMayBuildTheSameScriptAtOnce() throws Exception {
    Bench bench = Bench.in(directory).script(SAYS);
    for (int round = 0; round < 3; round++) {
      bench.file("deploy.java", SAYS + "// " + round + "\n").commit();
      Process other = bench.start("deploy", "--list", "--repository=" + bench.work());
      Result mine = bench.deploy("--list");
      assertThat(mine.code()).as(mine.all()).isZero();
      Result its = bench.finish(other);
      assertThat(its.code()).as(its.all()).isZero();
      assertThat(its.out()).isEqualTo(mine.out());
    }
  }

  @Test
  void aChangedJarIsNoticedAndTheToolStillStarts() throws Exception {
    Path copy = directory.resolve("copy");
    Bench bench = Bench.in(directory).script(SAYS);
    assertThat(
            bench
                .run(directory, List.of("cp", "-a", Bench.DISTRIBUTION.toString(), copy.toString()))
                .code())
        .isZero();
    bench.with(copy.resolve("bin/troops"));
    assertThat(bench.deploy("-v").err()).doesNotContain("start-up cache");
    Path jar = jar(copy);
    // As an upgrade by hand would: the same name, another content, newer.
    Path fresh = copy.resolve("fresh.jar");
    Files.copy(jar, fresh);
    Files.move(fresh, jar, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(
        jar, java.nio.file.attribute.FileTime.fromMillis(System.currentTimeMillis() + 2000));
    Result quiet = bench.deploy();
    assertThat(quiet.code()).isZero();
    assertThat(quiet.err()).doesNotContain("start-up cache");
    assertThat(bench.deploy("-v").err())
        .contains("troops: starting without the start-up cache: troops-cli.jar is newer");
    try (Stream<Path> caches = Files.walk(copy)) {
      for (Path cache : caches.filter(file -> file.toString().endsWith(".aot")).toList()) {
        Files.delete(cache);
      }
    }
    assertThat(bench.deploy("--verbose").err())
        .contains("troops: starting without the start-up cache: there is none");
  }

  /// The jar that the launcher starts: a source tree may hold older builds beside it.
  private static Path jar(Path copy) throws IOException {
    String launcher = Files.readString(copy.resolve("bin/troops"));
    int begin = launcher.indexOf("lib=$home/") + "lib=$home/".length();
    String lib = launcher.substring(begin, launcher.indexOf('\n', begin));
    return copy.resolve(lib).resolve("troops-cli.jar");
  }

  @Test
  void everyRunIsRecordedAndTheRecordOfOneSaysWhatHappened() {
    Bench bench = Bench.in(directory).script(SAYS);
    bench.deploy();
    assertThat(bench.record())
        .satisfiesExactly(
            line -> assertThat(line).startsWith("{\"type\":\"started\",\"run\":\""),
            line -> assertThat(line).contains("\"because\":\"every node\""),
            line ->
                assertThat(line)
                    .contains("\"stream\":\"stdout\",\"program\":\"\",\"line\":\"said\""),
            line -> assertThat(line).startsWith("{\"type\":\"deployable-finished\""),
            line -> assertThat(line).contains("\"outcome\":\"succeeded\""));
  }
}
