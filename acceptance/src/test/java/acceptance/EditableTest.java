package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Requirements that are sources, from their line to the script that calls what they are built to.
class EditableTest {
  private static final Path REPOSITORY = Bench.DISTRIBUTION.resolve("../../..").normalize();

  private static final String GREETS =
      """
      import troops.*;

      @Deployable
      void greets() { IO.println(greeting.Greeting.text()); }
      """;

  @TempDir Path directory;

  private Bench greeting(String text) {
    return Bench.in(directory)
        .file("requirements.txt", "-e ./libraries/greeting\n")
        .file("deploy.java", GREETS)
        .file("libraries/greeting/greeting/Greeting.java", source(text));
  }

  private static String source(String text) {
    return "package greeting;\npublic class Greeting {\n  public static String text() { return \""
        + text
        + "\"; }\n}\n";
  }

  @Test
  void anEditIsSeenByTheNextRunOfTheWorkTreeAndByNoOther() {
    Bench bench = greeting("hello").commit();
    Result first = bench.deploy();
    assertThat(first.out()).as(first.all()).isEqualTo("hello\n");
    assertThat(first.err())
        .contains("building ./libraries/greeting")
        .doesNotContain("left out, for they don't stand");
    bench.file("libraries/greeting/greeting/Greeting.java", source("goodbye"));
    assertThat(bench.deploy("--worktree").out()).isEqualTo("goodbye\n");
    Result again = bench.deploy("--worktree");
    assertThat(again.out()).isEqualTo("goodbye\n");
    assertThat(again.err()).doesNotContain("building");
    assertThat(bench.deploy().out()).isEqualTo("hello\n");
  }

  @Test
  void whatDoesNotCompileIsShownAndNothingRuns() {
    Bench bench = greeting("hello").commit();
    bench.file("libraries/greeting/greeting/Greeting.java", "package greeting;\nclass Greeting {");
    Result failed = bench.deploy("--worktree");
    assertThat(failed.code()).isEqualTo(1);
    assertThat(failed.out()).isEmpty();
    assertThat(failed.err())
        .contains(
            "./libraries/greeting doesn't compile: 1 error, the first at greeting/Greeting.java:2")
        .contains("greeting/Greeting.java:2:17: reached end of file while parsing");
  }

  @Test
  void aForkOfTheLibraryItselfIsOneLine() throws IOException {
    Bench bench = Bench.in(directory);
    copy(REPOSITORY.resolve("pom.xml"), bench.work().resolve("fork/pom.xml"));
    copy(REPOSITORY.resolve("debian-admin/pom.xml"), bench.work().resolve("fork/library/pom.xml"));
    copy(
        REPOSITORY.resolve("debian-admin/src/main"), bench.work().resolve("fork/library/src/main"));
    Path apt = bench.work().resolve("fork/library/src/main/java/debianadmin/Apt.java");
    String text = Files.readString(apt);
    int end = text.lastIndexOf('}');
    Files.writeString(
        apt,
        text.substring(0, end)
            + "  /// Not in the library.\n  public static String mended() { return \"mended\"; }\n}\n");
    bench.file(
        "deploy.java",
        """
        import debianadmin.*;
        import troops.*;

        @Deployable
        void mended() {
          Place.text(System.getenv("OUT") + "/mended", Apt.mended());
        }
        """);
    bench.file("requirements.txt", "org.debianadmin:debian-admin\n-e ./fork/library\n").commit();
    Result result = bench.deploy();
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(bench.out().resolve("mended")).hasContent("mended");

    Result tree = bench.troops("requirements", "tree", "--repository=" + bench.work());
    assertThat(tree.out().lines().findFirst())
        .as(tree.all())
        .contains("org.debianadmin:debian-admin:" + version(tree) + " (built from ./fork/library)");
    Result locked = bench.troops("requirements", "lock", "--repository=" + bench.work());
    assertThat(locked.code()).as(locked.all()).isZero();
    bench.commit();
    Result strict = bench.deploy("--require-lock");
    assertThat(strict.code()).as(strict.all()).isZero();
  }

  private static String version(Result tree) {
    return tree.out().split("[ :]", -1)[2];
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        Path target = to.resolve(from.relativize(file).toString()).normalize();
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }
}
