package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Previews, and whether they were right; drift; what scripts do without the libraries.
class PreviewTest {
  private static final String HEAD =
      """
      import debianadmin.*;
      import troops.*;
      final Path out = Path.of(System.getenv("OUT"));
      """;

  private static final String TWO_FILES =
      HEAD
          + """
          @Deployable void files() {
            Place.text(out + "/a", "a\\n");
            Place.text(out + "/b", "b\\n");
          }
          """;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void begin() {
    bench = Bench.in(directory);
  }

  private Result drift(String... options) {
    String[] words = new String[options.length + 2];
    words[0] = "drift";
    words[1] = "--repository=" + bench.work();
    System.arraycopy(options, 0, words, 2, options.length);
    return bench.troops(words);
  }

  private void write(String name, String text) {
    try {
      Files.writeString(bench.out().resolve(name), text);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void driftIsWhatHasMovedAwayFromWhatWasDeployed() {
    bench.script(TWO_FILES);
    Result first = bench.deploy();
    assertThat(first.err()).contains("create ").doesNotContain("drift");
    assertThat(drift().code()).isZero();

    write("a", "changed by hand\n");
    Result found = drift("--diff");
    assertThat(found.code()).as(found.all()).isEqualTo(2);
    assertThat(found.err())
        .contains("  would update " + bench.out() + "/a (1 line), drift\n", "-changed by hand")
        .contains("preview: 1 change to make, drift; nothing was changed");
    assertThat(drift("--json").out()).contains("\"origin\":\"drift\"");

    Result again = bench.deploy();
    assertThat(again.err()).contains(", drift\n").contains("succeeded: 1 change, drift put right");
    assertThat(drift().code()).isZero();
  }

  @Test
  void driftLooksAtWhatWasDeployedAndNotAtWhatCameSince() {
    bench.script(TWO_FILES).deploy();
    bench.script(TWO_FILES.replace("/a", "/other"));
    Result none = drift();
    assertThat(none.code()).as(none.all()).isZero();
    assertThat(bench.deploy().err()).contains("/other").doesNotContain("drift");
    assertThat(bench.record()).anyMatch(line -> line.contains("\"origin\":\"new\""));
  }

  @Test
  void driftIsLookedForWithTheRolesThatWereDeployed() {
    bench.script(TWO_FILES.replace("@Deployable", "@Deployable(roles = \"files\")"));
    bench.deploy("--role=files");
    write("a", "changed by hand\n");
    assertThat(drift().code()).isEqualTo(2);
    assertThat(bench.deploy().err()).contains("no deployable is for this node");
  }

  @Test
  void driftNeedsSomethingThatWasDeployed() {
    bench.script(TWO_FILES);
    Result nothing = drift();
    assertThat(nothing.code()).isEqualTo(1);
    assertThat(nothing.err())
        .contains("failed: nothing was deployed here from " + bench.work() + " yet")
        .contains("hint: troops deploy --check");
    bench.deploy("--worktree");
    Result worktree = drift();
    assertThat(worktree.code()).isEqualTo(1);
    assertThat(worktree.err()).contains("is no revision: it was taken from the work tree");
  }

  @Test
  void theRecordSaysWhetherThePreviewWasRight() {
    bench.script(TWO_FILES);
    bench.deploy("--check");
    assertThat(bench.deploy().err()).contains("the preview was right\nsucceeded: 2 changes");
    assertThat(bench.record()).anyMatch(line -> line.contains("\"right\":true"));
    assertThat(bench.deploy().err()).doesNotContain("the preview");

    write("a", "changed by hand\n");
    bench.deploy("--check");
    write("a", "a\n");
    write("b", "changed by hand\n");
    assertThat(bench.deploy().err())
        .contains("the preview was wrong:\n")
        .contains("  announced, not made: files: update " + bench.out() + "/a\n")
        .contains("  made, not announced: files: update " + bench.out() + "/b\n");
  }

  @Test
  void codeThatChangesThingsByItselfEndsThePreviewOfItsDeployable() {
    bench.script(
        HEAD
            + """
            final List<String> names = List.of("x", "own");
            @Deployable void own() throws IOException {
              Place.text(out + "/before", "");
              for (String name : names) {
                if (name.equals("own")) {
                  Files.writeString(out.resolve(name), "x");
                }
              }
              Place.text(out + "/after", "");
            }
            @Deployable void asks() throws IOException {
              if (!Files.exists(out)) {
                Files.createDirectory(out);
              }
              Place.text(out + "/other", "");
            }
            """);
    Result preview = bench.deploy("--check", "--detailed-exitcode");
    assertThat(preview.code()).as(preview.all()).isEqualTo(2);
    assertThat(preview.err())
        .contains("would create " + bench.out() + "/before")
        .contains("  unknown: Files.writeString (deploy.java:9): a preview doesn't run it\n")
        .contains("  unknown: own: what follows in it can't be told\n")
        .contains("would create " + bench.out() + "/other")
        .doesNotContain("/after");
    assertThat(bench.out()).isEmptyDirectory();
    assertThat(bench.deploy().err())
        .contains("the preview was right, but for 1 change that it couldn't tell");
    assertThat(bench.out().resolve("own")).exists();
  }

  @Test
  void aPreviewDoesNotRunInitialisersAndMainsThatChangeThingsByThemselves() {
    bench.script(
        HEAD
            + """
            static class Own {
              static final Path MADE = make();
              static Path make() {
                try {
                  return Files.createFile(Path.of(System.getenv("OUT"), "own"));
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              }
            }
            @Deployable void first() { IO.println(Own.MADE); }
            @Deployable void second() { IO.println(Own.MADE); }
            """);
    Result preview = bench.deploy("--check");
    assertThat(preview.code()).as(preview.all()).isZero();
    assertThat(preview.err())
        .contains("unknown: first: what follows", "unknown: second: what follows");
    assertThat(bench.out()).isEmptyDirectory();

    bench.script(
        HEAD
            + "void main() throws IOException { Files.createFile(out.resolve(\"own\")); }\n"
            + "@Deployable void x() {}\n");
    assertThat(bench.deploy("--check").err())
        .contains("unknown: main: which deployables run here depends on what it does next");
    assertThat(bench.out()).isEmptyDirectory();
  }

  @Test
  void whatIsMarkedRunsInAPreviewWhichSaysSo() {
    bench.script(
        HEAD
            + """
            @Deployable void temporary() throws IOException {
              Place.text(out + "/" + name(), "");
            }
            @Previewable String name() throws IOException {
              Path file = Files.createTempFile(null, null);
              Files.delete(file);
              return "made";
            }
            """);
    Result preview = bench.deploy("--check");
    assertThat(preview.err())
        .contains("would create " + bench.out() + "/made")
        .contains("not vouched for: Files.createTempFile, deploy.java:8: it is marked @Previewable")
        .contains("preview: 1 change to make; nothing was changed");
    assertThat(bench.deploy().err()).contains("the preview was right").doesNotContain("vouched");
  }
}
