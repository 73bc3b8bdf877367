package troops.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import machine.Change;
import org.junit.jupiter.api.Test;

class DiffTest {
  private static List<String> diff(String before, String after) {
    return Diff.of("/etc/motd", new Change.Text(before, after)).stream()
        .flatMap(line -> line.lines())
        .toList();
  }

  @Test
  void showsThreeLinesAroundADifference() {
    assertThat(diff("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\nfive\n6\n7\n8\n9\n"))
        .containsExactly(
            "--- /etc/motd",
            "+++ /etc/motd",
            "@@ -2,7 +2,7 @@",
            " 2",
            " 3",
            " 4",
            "-5",
            "+five",
            " 6",
            " 7",
            " 8");
  }

  @Test
  void noticesALastLineWithoutAnEnd() {
    assertThat(diff("a", "a\n"))
        .containsExactly(
            "--- /etc/motd",
            "+++ /etc/motd",
            "@@ -1,1 +1,1 @@",
            "-a",
            "\\ No newline at end of file",
            "+a");
    assertThat(diff("a\nb", "a\nB"))
        .containsExactly(
            "--- /etc/motd",
            "+++ /etc/motd",
            "@@ -1,2 +1,2 @@",
            " a",
            "-b",
            "\\ No newline at end of file",
            "+B",
            "\\ No newline at end of file");
  }

  @Test
  void showsFilesThatBeginOrEnd() {
    assertThat(diff("", "a\n"))
        .containsExactly("--- /dev/null", "+++ /etc/motd", "@@ -0,0 +1,1 @@", "+a");
    assertThat(diff("a\n", "")).contains("-a");
    assertThat(diff("a\n", "a\n")).isEmpty();
    assertThat(diff("\n", "\n\n")).contains("+");
  }
}
