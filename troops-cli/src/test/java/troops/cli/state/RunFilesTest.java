package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
  void keepsTheLinesOfARun() throws IOException {
    RunFiles files = new RunFiles(root.resolve("runs"));
    try (RunFiles.Writer writer = files.begin("20260101-000000.000-1")) {
      writer.append("{\"type\":\"started\"}\n".getBytes(StandardCharsets.UTF_8));
      writer.append("{\"node\":\"knöten\"}\n".getBytes(StandardCharsets.UTF_8));
      writer.sync();
      assertThat(root.resolve("runs/20260101-000000.000-1.jsonl")).exists();
    }
    assertThat(files.read("20260101-000000.000-1"))
        .containsExactly("{\"type\":\"started\"}", "{\"node\":\"knöten\"}");
    assertThatThrownBy(() -> files.read("nothing")).isInstanceOf(IOException.class);
  }

  @Test
  void removesTheOldestBeyondAThousandAndNothingElse() throws IOException {
    for (int i = 0; i < 1010; i++) {
      Files.createFile(root.resolve("20260101-%06d-1.jsonl".formatted(i)));
    }
    Files.createFile(root.resolve("0-notes.txt"));
    new RunFiles(root).begin("20260102-000000-1").close();
    try (Stream<Path> left = Files.list(root)) {
      List<String> names = left.map(file -> String.valueOf(file.getFileName())).sorted().toList();
      assertThat(names).hasSizeBetween(1000, 1002);
      assertThat(names).startsWith("0-notes.txt").doesNotContain("20260101-000009-1.jsonl");
      assertThat(names).contains("20260101-000011-1.jsonl").endsWith("20260102-000000-1.jsonl");
    }
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
