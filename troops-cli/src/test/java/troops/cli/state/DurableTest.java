package troops.cli.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
  @TempDir Path root;

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void writesAndReplacesAFileAndLeavesNothingBesideIt() throws IOException {
    Path file = root.resolve("state");
    Durable.write(file, bytes("old"));
    Durable.write(file, bytes("new"));
    assertThat(file).hasContent("new");
    Durable.cache(file, bytes("newer"));
    assertThat(file).hasContent("newer");
    assertThat(names()).containsExactly("state");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void leavesNothingBehindWhenItFails() throws IOException {
    Path directory = Files.createDirectories(root.resolve("state/inside")).resolveSibling(".");
    assertThatThrownBy(() -> Durable.write(root.resolve("state"), bytes("new")))
        .isInstanceOf(IOException.class);
    assertThat(directory).isDirectory();
    assertThat(names()).containsExactly("state");
    assertThatThrownBy(() -> Durable.write(root.resolve("missing/state"), bytes("new")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void neverShowsAReaderHalfAFile() throws Exception {
    Path file = root.resolve("state");
    byte[] a = bytes("a".repeat(100_000));
    byte[] b = bytes("b".repeat(50_000));
    Durable.cache(file, a);
    try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
      Callable<Void> writer =
          () -> {
            for (int i = 0; i < 100; i++) {
              Durable.cache(file, i % 2 == 0 ? a : b);
            }
            return null;
          };
      List<Future<Void>> writers =
          IntStream.range(0, 2).mapToObj(i -> threads.submit(writer)).toList();
      while (!writers.stream().allMatch(Future::isDone)) {
        byte[] seen = Files.readAllBytes(file);
        assertThat(seen.length).isIn(a.length, b.length);
        assertThat(seen[0]).isEqualTo(seen[seen.length - 1]);
      }
      for (Future<Void> done : writers) {
        done.get();
      }
    }
    assertThat(names()).containsExactly("state");
  }
}
