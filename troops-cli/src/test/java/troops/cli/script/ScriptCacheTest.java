package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.CacheKey;

class ScriptCacheTest {
  private static final String KEY = CacheKey.of(List.of("a"));

  @TempDir Path root;
  ScriptCache cache = new ScriptCache(Path.of("/"));

  @BeforeEach
  void makeCache() {
    cache = new ScriptCache(root);
  }

  private static CompiledScript script(int size) {
    return new CompiledScript(
        "deploy",
        Map.of("deploy", new byte[size], "größe.X", new byte[] {1, 2}),
        List.of(
            new DeployableMethod("deploy", "tmux", false, List.of("a", "b"), "deploy.java", 7),
            new DeployableMethod("größe.X", "web", true, List.of(), "größe/X.java", 1)),
        List.of("test/X.java"),
        Map.of("deploy", new byte[] {3}),
        List.of(new Unvouched("Files.delete", "it is marked", "deploy.java:9")));
  }

  private static void assertSame(CompiledScript found, CompiledScript expected) {
    assertThat(found.mainClass()).isEqualTo(expected.mainClass());
    assertThat(found.deployables()).isEqualTo(expected.deployables());
    assertThat(found.leftOut()).isEqualTo(expected.leftOut());
    assertThat(found.unvouched()).isEqualTo(expected.unvouched());
    assertThat(found.guarded()).containsOnlyKeys(expected.guarded().keySet());
    assertThat(found.previewed().get("deploy")).isEqualTo(expected.guarded().get("deploy"));
    assertThat(found.previewed()).containsOnlyKeys(expected.classes().keySet());
    assertThat(found.classes()).containsOnlyKeys(expected.classes().keySet());
    found
        .classes()
        .forEach((name, bytes) -> assertThat(bytes).isEqualTo(expected.classes().get(name)));
  }

  @Test
  void givesBackWhatWasKept() {
    assertThat(cache.find(KEY)).isEmpty();
    cache.keep(KEY, script(100_000));
    assertSame(cache.find(KEY).orElseThrow(), script(100_000));
    assertThat(cache.find(CacheKey.of(List.of("b")))).isEmpty();
  }

  @Test
  void countsADamagedEntryAsNone() throws IOException {
    cache.keep(KEY, script(10));
    Path file = root.resolve("scripts").resolve(KEY);
    byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= 0x10;
      Files.write(file, damaged);
      assertThat(cache.find(KEY)).isEmpty();
      Files.write(file, Arrays.copyOf(whole, i));
      assertThat(cache.find(KEY)).isEmpty();
    }
    cache.keep(KEY, script(10));
    assertSame(cache.find(KEY).orElseThrow(), script(10));
  }

  @Test
  void isWrittenBySeveralAtOnce() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        all.add(
            threads.submit(() -> {
              for (int j = 0; j < 50; j++) {
                new ScriptCache(root).keep(KEY, script(20_000));
                assertSame(new ScriptCache(root).find(KEY).orElseThrow(), script(20_000));
              }
            }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    }
    try (var files = Files.list(root.resolve("scripts"))) {
      assertThat(files).hasSize(1);
    }
  }

  @Test
  void makesAKeyOfEveryPart() {
    assertThat(KEY).matches("[0-9a-f]{40}");
    assertThat(
            List.of(
                CacheKey.of(List.of()),
                CacheKey.of(List.of("")),
                CacheKey.of(List.of("", "")),
                CacheKey.of(List.of("ab", "c")),
                CacheKey.of(List.of("a", "bc")),
                CacheKey.of(List.of("a", "b", "c")),
                CacheKey.of(List.of("c", "ab"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void saysWhyItCannotKeepAScript() throws IOException {
    Files.createDirectories(root.resolve("scripts").resolve(KEY).resolve("in the way"));
    assertThatThrownBy(() -> cache.keep(KEY, script(1)))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNREADABLE));
  }
}
