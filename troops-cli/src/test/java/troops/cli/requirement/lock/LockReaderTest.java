package troops.cli.requirement.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.LockedFile;

class LockReaderTest {
  private static final String SUM = "0123456789abcdef".repeat(4);
  private static final Lock LOCK =
      new Lock(
          List.of("a:b >= 1", "-c x:bom:1"),
          true,
          Map.of("git+https://example.com/fork.git@v1.2", "4f2a91c0de".repeat(4)),
          List.of(
              new LockedFile(SUM, "a/b/1.0/b-1.0.jar"),
              new LockedFile(SUM, "org/x/c-d/2/c-d-2-linux-x86_64.jar"),
              new LockedFile(SUM, "a/b/1.0/b-1.0.pom")),
          List.of(
              new LockedFile(SUM, "a/annotations/1.0/annotations-1.0.jar"),
              new LockedFile(SUM, "a/parent/1.0/parent-1.0.pom")),
          List.of(
              new Lock.Load("x:y:1", true, List.of(new LockedFile(SUM, "x/y/1/y-1.jar"))),
              new Lock.Load(
                  "x:z:1",
                  false,
                  List.of(
                      new LockedFile(SUM, "x/z/1/z-1.jar"),
                      new LockedFile(SUM, "x/y/1/y-1.jar")))));

  @Test
  void readsWhatALockWrites() {
    assertThat(LockReader.parse(LOCK.text())).isEqualTo(LOCK);
    assertThat(LockReader.parse(LOCK.text().replace("\n", "\r\n"))).isEqualTo(LOCK);
    assertThat(LockReader.parse("\n# other\n\n" + SUM.toUpperCase(Locale.ROOT) + " *a/b/1/b-1.jar"))
        .extracting(Lock::files)
        .isEqualTo(List.of(new LockedFile(SUM, "a/b/1/b-1.jar")));
  }

  @Test
  void knowsTheCoordinatesOfAFile() {
    LockedFile file = LOCK.files().get(1);
    assertThat(file.group()).isEqualTo("org.x");
    assertThat(file.artifact()).isEqualTo("c-d");
    assertThat(file.version()).isEqualTo("2");
    assertThat(file.classifier()).isEqualTo("linux-x86_64");
    assertThat(file.extension()).isEqualTo("jar");
    assertThat(file.coordinates()).isEqualTo("org.x:c-d:2:linux-x86_64");
    assertThat(LOCK.files().get(2).coordinates()).isEqualTo("a:b:1.0 pom");
    assertThat(LOCK.jars()).hasSize(2);
    assertThat(LOCK.jarsToBuild()).hasSize(1);
    assertThat(LOCK.all()).hasSize(7);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      ignoreLeadingAndTrailingWhitespace = false,
      textBlock =
          """
          hello|1|64 hexadecimal digits
          SUM0  a/b/1/b-1.jar|65|64 hexadecimal digits
          0123  a/b/1/b-1.jar|5|64 hexadecimal digits
           SUM  a/b/1/b-1.jar|1|64 hexadecimal digits
          \\SUM  a/b/1/b-1.jar|1|64 hexadecimal digits
          sha256:SUM  a/b/1/b-1.jar|1|64 hexadecimal digits
          SHA256 (a/b/1/b-1.jar) = SUM|1|64 hexadecimal digits
          SUM|65|two blanks
          SUM a/b/1/b-1.jar|65|two blanks
          SUM\ta/b/1/b-1.jar|65|two blanks
          SUM  |67|the path is missing
          SUM   a/b/1/b-1.jar|67|no file of a Maven repository
          SUM  /a/b/1/b-1.jar|67|no file of a Maven repository
          SUM  ../a/b/1/b-1.jar|67|no file of a Maven repository
          SUM  a/../b/1/b-1.jar|67|no file of a Maven repository
          SUM  a/./b/1/b-1.jar|67|no file of a Maven repository
          SUM  a//b/1/b-1.jar|67|no file of a Maven repository
          SUM  a/b/../b-...jar|67|no file of a Maven repository
          SUM  a/b/1/../../x.jar|67|no file of a Maven repository
          SUM  a\\b\\1\\b-1.jar|67|no file of a Maven repository
          SUM  b-1.jar|67|no file of a Maven repository
          SUM  b/1/b-1.jar|67|no file of a Maven repository
          SUM  a/b/1/c-1.jar|67|no file of a Maven repository
          SUM  a/b/1/b-2.jar|67|no file of a Maven repository
          SUM  a/b/1/b-1|67|no file of a Maven repository
          SUM  a/b/1/b-1.|67|no file of a Maven repository
          SUM  a/b/1/b-1x.jar|67|no file of a Maven repository
          SUM  a/b/1/|67|no file of a Maven repository
          SUM  a/b/1/b-1.jar |67|no file of a Maven repository
          SUM  a/b/1/b-1.jar # x|67|no file of a Maven repository
          SUM  ä/b/1/b-1.jar|67|no file of a Maven repository
          SUM  a/b/1-SNAPSHOT/b-1-SNAPSHOT.jar|67|a snapshot is another one tomorrow
          SUM  x/y/1/y-1.jar|67|this file is named twice
          # commit 4f2a91c git+https://example.com/x|10|a commit has an id of 40 or 64
          # commit git+https://example.com/x|10|a commit has an id of 40 or 64
          # commit COMMIT|10|a commit has an id of 40 or 64
          # commit COMMIT git+https://example.com/known|51|these sources are named twice
          <<<<<<< HEAD|1|git left a conflict here
          =======|1|git left a conflict here
          >>>>>>> other|1|git left a conflict here
          """)
  void saysWhereALineIsWrong(String line, int column, String what) {
    String commit = "4f2a91c0de".repeat(4);
    String known = SUM + " *x/y/1/y-1.jar\n# commit " + commit + " git+https://example.com/known\n";
    String text = known + line.replace("SUM", SUM).replace("COMMIT", commit) + "\n";
    Problem problem = catchThrowableOfType(Problem.class, () -> LockReader.parse(text));
    assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    assertThat(problem.message()).startsWith("requirements.lock:3:" + column + ": ").contains(what);
    assertThat(problem.hint()).isNotEmpty();
  }

  @Test
  void namesTheDifferenceToWhatIsRequired() {
    LOCK.check(List.of("a:b >= 1", "-c x:bom:1"));
    Problem problem =
        catchThrowableOfType(
            Problem.class, () -> LOCK.check(List.of("a:b >= 2", "c:d:1", "-c x:bom:1")));
    assertThat(problem.message()).startsWith("requirements.lock doesn't fit requirements.txt");
    assertThat(problem.details()).containsExactly("+ a:b >= 2", "+ c:d:1", "- a:b >= 1");
    assertThatThrownBy(() -> LOCK.check(List.of("-c x:bom:1", "a:b >= 1")))
        .isInstanceOf(Problem.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../../../x", "a/b/1/..", "a/b/1/b-1.jar/..", ""})
  void letsNoPathLeadOutOfARepository(String path) {
    assertThatThrownBy(() -> new LockedFile(SUM, path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void answersAnythingWithALockOrAProblem() {
    List<String> words =
        List.of(
            SUM,
            "# commit ",
            "0123456789".repeat(4),
            "# Only to build what -e names:\n",
            "0123",
            " ",
            "  ",
            " *",
            "a",
            "/",
            "..",
            ".",
            "-",
            "b-1",
            ".jar",
            "a/b/1/b-1.jar",
            "#",
            "# requires ",
            "# loads ",
            "# needs the debian-admin of Troops",
            "\n",
            "\r\n",
            "\\",
            "\u0000",
            "é",
            "\uD83D\uDE00",
            "<<<<<<<",
            "=",
            "\t");
    Random random = new Random(20260101);
    assertTimeoutPreemptively(
        Duration.ofMinutes(1),
        () -> {
          for (int i = 0; i < 60_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
              text.append(words.get(random.nextInt(words.size())));
            }
            parse(text.toString());
          }
          words.forEach(word -> parse(word.repeat(200_000)));
        });
  }

  private static void parse(String text) {
    try {
      Lock lock = LockReader.parse(text);
      assertThat(lock.files()).allSatisfy(file -> assertThat(file.artifact()).isNotEmpty());
    } catch (Problem problem) {
      assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    }
  }
}
