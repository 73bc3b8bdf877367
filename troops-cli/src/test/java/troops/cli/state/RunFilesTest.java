package troops.cli.state;

import static java.util.Comparator.reverseOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class RunFilesTest {
  @TempDir Path root;

  @Test
  void namesRunsSoThatTheirOrderIsThatOfTime() {
    List<String> ids = new ArrayList<>();
    Instant begin = Instant.parse("2026-01-31T23:59:59.900Z");
    for (int i = 0; i < 200; i++) {
      // Process ids grow in number of digits, wrap, and say nothing about time.
      ids.add(RunFiles.id(begin.plusMillis(7L * i), 32_768 - 100 * i));
    }
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    assertThat(ids.getFirst()).isEqualTo("20260131-235959.900-32768");
    assertThat(RunFiles.id(begin, 1)).isNotEqualTo(RunFiles.id(begin, 2));
  }

  @Test
  void namesRunsInTheirOrderThoughTheClockWasSetBack() throws IOException {
    RunFiles files = new RunFiles(root);
    Instant begin = Instant.parse("2026-01-31T23:59:59.999Z");
    assertThat(files.next(begin, 1)).isEqualTo("20260131-235959.999-1");
    for (String name : List.of("20260131-235959.999-9.jsonl", "z")) {
      Files.createFile(root.resolve(name));
    }
    assertThat(files.next(begin.minus(Duration.ofDays(9000)), 3))
        .isEqualTo("20260201-000000.000-3");
    assertThat(files.next(begin.plusSeconds(2), 3)).isEqualTo("20260201-000001.999-3");
  }

  @Test
  void keepsTheLinesOfARun() throws IOException {
    RunFiles files = new RunFiles(root.resolve("runs"));
    try (RunFiles.Writer writer = files.begin("20260101-000000.000-1")) {
      writer.append("{\"type\":\"started\"}\n".getBytes(StandardCharsets.UTF_8));
      writer.append("{\"node\":\"knöten\"}\n".getBytes(StandardCharsets.UTF_8));
      writer.sync();
      assertThat(root.resolve("runs/20260101-000000.000-1.jsonl")).exists();
    }
    assertThat(Files.readAllLines(files.file("20260101-000000.000-1")))
        .containsExactly("{\"type\":\"started\"}", "{\"node\":\"knöten\"}");
  }

  private List<String> names() throws IOException {
    try (Stream<Path> left = Files.list(root)) {
      return left.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static RunFiles.Retention atMost(int count) {
    return new RunFiles.Retention(count, Duration.ofDays(36_500));
  }

  @Test
  void removesTheOldestBeyondTheNumberThatIsKeptAndNothingElse() throws IOException {
    for (int i = 0; i < 30; i++) {
      Files.createFile(root.resolve("20260101-%06d.000-1.jsonl".formatted(i)));
    }
    Files.createFile(root.resolve("0-notes.txt"));
    new RunFiles(root, atMost(20)).begin("20260102-000000.000-1").close();
    assertThat(names())
        .hasSize(21)
        .startsWith("0-notes.txt", "20260101-000011.000-1.jsonl")
        .endsWith("20260102-000000.000-1.jsonl");
  }

  @Test
  void keepsWhatIsNotTooMuch() throws IOException {
    for (int i = 0; i < 19; i++) {
      Files.createFile(root.resolve("20260101-%06d.000-1.jsonl".formatted(i)));
    }
    new RunFiles(root, atMost(20)).begin("20260102-000000.000-1").close();
    assertThat(names()).hasSize(20);
    new RunFiles(root, atMost(20)).begin("20260102-000000.000-1").close();
    assertThat(names()).as("its own record counts once it is there").hasSizeBetween(19, 20);
  }

  @Test
  void removesWhatIsTooOld() throws IOException {
    Instant now = Instant.now();
    for (int days = 1; days <= 10; days++) {
      String old = RunFiles.id(now.minus(Duration.ofDays(days)), 7);
      Files.createFile(root.resolve(old + ".jsonl"));
    }
    RunFiles files =
        new RunFiles(root, new RunFiles.Retention(1000, Duration.ofHours(5 * 24 + 12)));
    String run = RunFiles.id(now, 1);
    files.begin(run).close();
    assertThat(files.newestFirst()).hasSize(6).startsWith(run).isSortedAccordingTo(reverseOrder());
  }

  /// Where the clock was set back, it is the oldest.
  @Test
  void neverRemovesTheRecordOfTheRunThatBegins() throws IOException {
    RunFiles files = new RunFiles(root, new RunFiles.Retention(1, Duration.ZERO));
    try (RunFiles.Writer writer = files.begin("19700101-000000.000-1")) {
      writer.append("a\n".getBytes(StandardCharsets.UTF_8));
    }
    files.begin("19700101-000000.000-1").close();
    assertThat(Files.readAllLines(files.file("19700101-000000.000-1"))).containsExactly("a");
    files.begin("20260102-000000.000-1").close();
    assertThat(names()).containsExactly("20260102-000000.000-1.jsonl");
  }

  @Test
  void refusesToKeepNothing() {
    assertThatThrownBy(() -> new RunFiles.Retention(0, Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new RunFiles.Retention(1, Duration.ofDays(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new RunFiles(root).kept())
        .isEqualTo(new RunFiles.Retention(1000, Duration.ofDays(365)));
  }

  @Test
  void namesNoRunsWhereNoneWasRecorded() throws IOException {
    assertThat(new RunFiles(root.resolve("nowhere")).newestFirst()).isEmpty();
    Files.createFile(root.resolve("file"));
    assertThatThrownBy(() -> new RunFiles(root.resolve("file")).newestFirst())
        .isInstanceOf(Problem.class)
        .hasMessageStartingWith("cannot read " + root.resolve("file"));
  }

  @Test
  void saysWhereItCouldNotRecord() throws IOException {
    Files.createDirectory(root.resolve("x.jsonl"));
    assertThatThrownBy(() -> new RunFiles(root).begin("x"))
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.UNREADABLE);
              assertThat(e.message())
                  .startsWith("cannot record the run in " + root.resolve("x.jsonl"));
            });
  }
}
