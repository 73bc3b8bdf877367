package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResolutionCacheTest {
  @TempDir Path root;
  Setting setting;

  @BeforeEach
  void makeSetting() throws IOException {
    setting = new Setting(root);
    setting.remote.publish("x:top:1", "x:bottom:1").publish("x:bottom:1");
  }

  private Path entry() throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("cache"))) {
      return files.iterator().next();
    }
  }

  @Test
  void answersTheSecondTimeWithoutMaven() throws IOException {
    ClassPath first = setting.resolve("x:top:1", "org.debianadmin:debian-admin");
    setting.removeLibraries();
    assertThat(setting.resolve("# a comment more", "x:top:1", "org.debianadmin:debian-admin"))
        .isEqualTo(first);
    assertThat(first.debianAdmin()).isTrue();
  }

  @Test
  void fetchesADeletedJarAgain() throws IOException {
    ClassPath first = setting.resolve("x:top:1");
    Files.delete(first.jars().getLast());
    assertThat(setting.resolve("x:top:1")).isEqualTo(first);
    assertThat(setting.said).singleElement().asString().startsWith("downloading x:bottom:1 (");
    assertThat(first.jars().getLast()).exists();
  }

  @Test
  void fetchesATruncatedJarAgain() throws IOException {
    ClassPath first = setting.resolve("x:top:1");
    Path jar = first.jars().getLast();
    byte[] whole = Files.readAllBytes(jar);
    Files.write(jar, new byte[] {'P', 'K'});
    assertThat(setting.resolve("x:top:1")).isEqualTo(first);
    assertThat(jar).hasBinaryContent(whole);
  }

  @Test
  void leavesAloneWhatThePersonInstalledThemselves() throws IOException {
    ClassPath first = setting.resolve("x:top:1");
    Path jar = first.jars().getLast();
    Files.write(jar, new byte[] {'P', 'K'});
    Files.writeString(jar.resolveSibling("_remote.repositories"), jar.getFileName() + ">=\n");
    assertThat(setting.resolve("x:top:1")).isEqualTo(first);
    assertThat(jar).hasBinaryContent(new byte[] {'P', 'K'});
  }

  @Test
  void takesADamagedEntryForNone() throws IOException {
    ClassPath first = setting.resolve("x:top:1");
    String whole = Files.readString(entry());
    for (int length = 0; length < whole.length(); length += 7) {
      Files.writeString(entry(), whole.substring(0, length));
      assertThat(find()).as("cut at %d", length).isFalse();
    }
    for (int i = 0; i < whole.length(); i++) {
      char other = whole.charAt(i) == '1' ? '2' : '1';
      Files.writeString(entry(), whole.substring(0, i) + other + whole.substring(i + 1));
      assertThat(find()).as("changed at %d", i).isFalse();
    }
    assertThat(setting.resolve("x:top:1")).isEqualTo(first);
    assertThat(Files.readString(entry())).isEqualTo(whole);
  }

  private boolean find() {
    String key = "bundled 0.1.0\nlocal repository " + setting.local.root() + "\nx:top:1\n";
    return new ResolutionCache(root.resolve("cache")).find(key).isPresent();
  }

  @Test
  void knowsOneQuestionFromAnother() throws IOException {
    setting.resolve("x:top:1");
    setting.removeLibraries();
    assertThat(setting.failure("x:bottom:1").message()).contains("lib/resolver");
  }

  @Test
  void servesSeveralAtOnce() throws Exception {
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      ResolutionCache cache = new ResolutionCache(root.resolve("shared"));
      ClassPath classPath = new ClassPath(true, List.of(setting.remote.file("x:top:1", "jar")));
      List<Future<?>> done =
          IntStream.range(0, 400)
              .<Future<?>>mapToObj(i ->
                  pool.submit(() -> {
                    cache.remember("key", classPath);
                    assertThat(cache.find("key")).contains(classPath);
                  }))
              .toList();
      for (Future<?> each : done) {
        each.get();
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(root.resolve("shared"))) {
        assertThat(files).hasSize(1);
      }
    }
  }
}
