package troops.cli.requirement.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Requirement;

/// Whatever stands in the file, the answer is requirements or a problem, and comes soon.
class RequirementsFuzzTest {
  private static final List<String> WORDS =
      List.of(
          "a",
          "b.c",
          "1",
          "1.0-rc1",
          ":",
          ":",
          ":",
          ".",
          "..",
          "-",
          "+",
          " ",
          "\t",
          "#",
          " # ",
          "==",
          "~=",
          ">=",
          "<",
          "!=",
          "=",
          "^",
          "[",
          "]",
          "(",
          ")",
          ",",
          ";",
          "; exclude ",
          "*",
          "@",
          "%",
          "\\",
          "\\\n",
          "\n",
          "\r\n",
          "\r",
          "-r ",
          "-c ",
          "--load ",
          "--repository ",
          "-e ",
          "git+",
          "ssh://",
          "git@",
          "@v1",
          "#subdirectory=",
          "./",
          "../",
          "x.txt",
          "https://",
          "example.com",
          "--allow-http",
          "${",
          "}",
          "'",
          "\"",
          "/",
          "\u0000",
          "\u00A0",
          "\uD83D\uDE00",
          "\uFEFF",
          "é",
          "jar",
          "pom",
          "999999999999999999999");

  @TempDir Path directory;

  @Test
  void answersAnythingWithRequirementsOrAProblem() {
    Random random = new Random(20260101);
    assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(16); length > 0; length--) {
              text.append(WORDS.get(random.nextInt(WORDS.size())));
            }
            read(text.toString());
          }
        });
  }

  @Test
  void takesItsTimeAndItsMemoryInLineWithTheLength() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(30),
        () -> {
          for (String word : WORDS) {
            read(word.repeat(200_000));
            read(("a:b:" + word).repeat(50_000));
            read("a:b " + (word + ",").repeat(50_000));
          }
        });
  }

  private void read(String text) {
    try {
      List<Requirement> list = RequirementsReader.read(new Folder(directory), text).list();
      assertThat(list).allSatisfy(each -> assertThat(each.line()).isNotEmpty());
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
      assertThat(problem.hint()).isNotEmpty();
      assertThat(problem.message()).matches("(?s)[a-z.]+:\\d+:\\d+: .+");
    }
  }
}
