package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `prepare.java`: what is carried out before requirements are looked for.
class PrepareTest {
  private static final String PREPARE =
      """
      import debianadmin.*;
      import troops.*;

      void main() { Troops.defineRole("everywhere", "*"); }

      @Deployable(roles = "everywhere")
      void ground() { Place.text(System.getenv("OUT") + "/ground", "prepared\\n"); }
      """;

  private static final String DEPLOY =
      """
      import java.nio.file.*;
      import troops.*;

      void main() { Troops.addRole("late"); }

      @Deployable(roles = "everywhere")
      void house() throws Exception {
        System.out.print(Files.readString(Path.of(System.getenv("OUT"), "ground")));
      }
      """;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(directory);
  }

  @Test
  void comesFirstAndIsShownAndRecordedLikeTheScript() {
    bench.file("prepare.java", PREPARE).file("deploy.java", DEPLOY).commit();
    Result result = bench.deploy();
    assertThat(result.out()).as(result.all()).isEqualTo("prepared\n");
    assertThat(result.err())
        .containsSubsequence(
            "prepare.ground  prepare.java:7\n",
            "  create " + bench.out() + "/ground (1 line, mode 0644)",
            "house  deploy.java:8\n",
            "succeeded: 1 change");
    assertThat(bench.record())
        .anyMatch(line -> line.contains("\"where\":\"prepare.java:7\""))
        .anyMatch(line -> line.contains("\"where\":\"deploy.java:8\""));
    // The second time, all of it is found in the caches.
    Result again = bench.deploy("-v");
    assertThat(again.err())
        .as(again.all())
        .containsSubsequence("prepare.ground", "nothing to do", "house", "succeeded");
    assertThat(bench.deploy("--list").out())
        .isEqualTo(
            """
            + prepare.ground  prepare.java:7  role everywhere (host *)
            + house           deploy.java:8   role everywhere (host *)
            """);
  }

  @Test
  void comesBeforeRequirementsAreLookedFor() {
    bench
        .file("prepare.java", PREPARE)
        .file("deploy.java", DEPLOY)
        .file("requirements.txt", "--no-index\norg.example:nowhere:1.0\n")
        .commit();
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .containsSubsequence(
            "prepare.ground",
            "failed: requirements.txt:2: org.example:nowhere:1.0 is in none of the repositories",
            "changed before it failed: 1 change\n");
    assertThat(bench.out().resolve("ground")).hasContent("prepared");
    assertThat(bench.record().getLast()).contains("\"kind\":\"unresolved-requirement\"");
  }

  @Test
  void endsTheRunIfItFailsBeforeTheScriptIsCompiled() {
    bench
        .file("prepare.java", PREPARE.replace("Place.", "int none = 1 / 0; Place."))
        .file("deploy.java", "this is no Java\n")
        .commit();
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: prepare.ground, prepare.java:7\n")
        .contains("java.lang.ArithmeticException: / by zero")
        .doesNotContain("compile");
  }

  @Test
  void theScriptsErrorsNoLongerMeanThatNothingWasChanged() {
    bench.file("prepare.java", PREPARE).file("deploy.java", "this is no Java\n").commit();
    assertThat(bench.deploy().err())
        .contains("failed: the script doesn't compile")
        .contains("changed before it failed: 1 change\n")
        .doesNotContain("nothing was changed");
    assertThat(bench.deploy().err()).contains("hint: nothing was changed on the machine\n");
  }

  @Test
  void hasTheSameLimitsAsTheScript() {
    bench
        .file(
            "prepare.java", "import troops.*;\n@Deployable\nvoid ground() {\n  while (true);\n}\n")
        .file("deploy.java", DEPLOY)
        .commit();
    Result late = bench.deploy("--time-limit=1s");
    assertThat(late.code()).isEqualTo(1);
    assertThat(late.err())
        .contains("failed: prepare.ground, prepare.java:4\n")
        .contains("not done within its time limit of 1 s")
        .doesNotContain("house");
    bench.file("prepare.java", "void main() { System.exit(0); }\n").commit();
    Result exit = bench.deploy();
    assertThat(exit.code()).isEqualTo(1);
    assertThat(exit.err())
        .contains("failed: main, prepare.java:1\n")
        .contains("the script ended the process itself");
  }

  @Test
  void standsAlone() {
    bench
        .file("Site.java", "class Site { static String NAME = \"here\"; }")
        .file("prepare.java", "void main() { System.out.println(Site.NAME); }\n")
        .script("void main() {}\n");
    assertThat(bench.deploy().err()).contains("prepare.java:1:34: cannot find symbol");
    bench.file("prepare.java", "import org.example.Library;\nvoid main() {}\n").commit();
    assertThat(bench.deploy().err())
        .contains("prepare.java:1:19: package org.example does not exist")
        .contains("hint: prepare.java comes before requirements.txt and stands alone");
    bench
        .file("prepare.java", "class Ground {}\n")
        .file("deploy.java", "Ground ground;\n")
        .commit();
    assertThat(bench.deploy().err()).contains("deploy.java:1:1: cannot find symbol");
  }

  @Test
  void isNoUseWithoutADeployJava() {
    bench.file("prepare.java", PREPARE).commit();
    assertThat(bench.deploy().err()).contains("has no deploy.java");
    assertThat(bench.out()).isEmptyDirectory();
  }

  @Test
  void whatWouldBePreparedMakesAPreviewOfTheRestUncertain() {
    bench.file("prepare.java", PREPARE).file("deploy.java", DEPLOY).commit();
    Result preview = bench.deploy("--check");
    assertThat(preview.code()).as(preview.all()).isZero();
    assertThat(preview.err())
        .contains("  would create " + bench.out() + "/ground (1 line, mode 0644)")
        .contains(
            "  unknown: house: what prepare.java would change is not there yet:"
                + " java.nio.file.NoSuchFileException: "
                + bench.out()
                + "/ground, deploy.java:8\n")
        .contains("preview: 1 change to make, 1 unknown; nothing was changed");
    assertThat(bench.out()).isEmptyDirectory();

    assertThat(bench.deploy().code()).isZero();
    assertThat(bench.deploy("--check").err()).contains("preview: nothing to do");
    bench.file("deploy.java", DEPLOY.replace("\"ground\"", "\"cellar\"")).commit();
    assertThat(bench.deploy("--check").code()).isEqualTo(1);
  }

  @Test
  void itsDeployablesAreChosenByNameLikeOthers() {
    bench
        .file("prepare.java", PREPARE)
        .file(
            "deploy.java",
            DEPLOY + "@Deployable void garden() { System.out.println(\"green\"); }\n")
        .commit();
    assertThat(bench.deploy("--only=garden").out()).isEqualTo("green\n");
    assertThat(bench.out()).isEmptyDirectory();
    Result only = bench.deploy("--only=ground");
    assertThat(only.out()).as(only.all()).isEmpty();
    assertThat(only.err()).doesNotContain("warning");
    assertThat(bench.out().resolve("ground")).exists();
    assertThat(bench.deploy("--only=x").err())
        .contains("hint: there are: prepare.ground, house, garden");
  }
}
