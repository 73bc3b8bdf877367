package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Libraries that a script loads while it is at work.
class LoadTest {
  private static final String SCRIPT =
      """
      import java.util.*;
      import troops.*;

      @Deployable
      void greets() throws Exception {
        System.out.println(ServiceLoader.load(Runnable.class).findFirst().isPresent());
        ClassLoader loader = Troops.load("org.example:greeting:1.0");
        Troops.load("org.example:greeting:1.0");
        Class<?> greeting = Class.forName("greeting.Greeting");
        System.out.println(greeting == loader.loadClass("greeting.Greeting"));
        Thread thread = new Thread(() -> ServiceLoader.load(Runnable.class).forEach(Runnable::run));
        thread.start();
        thread.join();
      }
      """;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(directory);
    Path libraries = bench.work().resolve("libraries");
    Path words =
        new SmallLibrary(
                "org.example:words:1.0",
                "words/Words.java",
                "package words; public class Words { public static String HELLO = \"hello\"; }")
            .publish(libraries);
    new SmallLibrary(
            "org.example:greeting:1.0",
            "greeting/Greeting.java",
            """
            package greeting;
            public class Greeting implements Runnable {
              public void run() { System.out.println(words.Words.HELLO); }
            }
            """)
        .with("META-INF/services/java.lang.Runnable", "greeting.Greeting\n")
        .needing("org.example:words:1.0")
        .publish(libraries, words);
    bench.file("requirements.txt", "--repository ./libraries\n--no-index\n");
  }

  @Test
  void areFoundByNameAndByServiceLoaders() {
    bench.file("deploy.java", SCRIPT).commit();
    for (int run = 0; run < 2; run++) {
      Result result = bench.deploy();
      assertThat(result.out()).as(result.all()).isEqualTo("false\ntrue\nhello\n");
    }
    assertThat(bench.deploy("--check").out()).isEqualTo("false\ntrue\nhello\n");
  }

  @Test
  void mustBeLockedWhereThereIsALock() {
    bench.file("deploy.java", SCRIPT).commit();
    Result unlocked = bench.deploy("--require-lock");
    assertThat(unlocked.code()).isEqualTo(1);
    assertThat(unlocked.err())
        .contains("failed: greets, deploy.java:7\n")
        .contains("deploy.java:7: there is no requirements.lock, and libraries are to be locked")
        .contains("hint: add the line --load org.example:greeting:1.0 to requirements.txt");
    bench.file(
        "requirements.txt",
        "--repository ./libraries\n--no-index\n--load org.example:greeting:1.0\n");
    Result locked = bench.troops("requirements", "lock", "--repository=" + bench.work());
    assertThat(locked.out())
        .as(locked.all())
        .contains("+ org.example:greeting:1.0\n+ org.example:words:1.0\n");
    bench.commit();
    Result result = bench.deploy("--require-lock");
    assertThat(result.out()).as(result.all()).isEqualTo("false\ntrue\nhello\n");
  }

  @Test
  void areRefusedInWordsWithThePlaceThatAsks() {
    bench.file("deploy.java", SCRIPT.replace("greeting:1.0", "nowhere:1.0")).commit();
    assertThat(bench.deploy().err())
        .contains("failed: greets, deploy.java:7\n")
        .contains("  deploy.java:7: org.example:nowhere:1.0 is in none of the repositories\n")
        .contains("hint: check spelling and version");
    bench.file("prepare.java", SCRIPT).commit();
    assertThat(bench.deploy().err())
        .contains("failed: prepare.greets, prepare.java:7\n")
        .contains("prepare.java comes before libraries are looked for: org.example:greeting:1.0")
        .contains("hint: load it in deploy.java");
  }
}
