package debianadmin.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EditTest {
  private static String made(Edit edit, String text) {
    String once = edit.in(text);
    assertThat(edit.in(once)).as("made twice").isEqualTo(once);
    return once;
  }

  @Test
  void addsALineAtTheEnd() {
    assertThat(made(new Line("b", ""), "a\n")).isEqualTo("a\nb\n");
    assertThat(made(new Line("b", ""), "")).isEqualTo("b\n");
  }

  @Test
  void endsTheLastLineBeforeItAddsOne() {
    assertThat(made(new Line("b", ""), "a")).isEqualTo("a\nb\n");
  }

  @Test
  void putsALineInThePlaceOfTheLastThatMatches() {
    assertThat(made(new Line("x=3", "^#?x="), "#x=1\nx=2\ny\n")).isEqualTo("#x=1\nx=3\ny\n");
    assertThat(made(new Line("x=3", "^x="), "y\n")).isEqualTo("y\nx=3\n");
    assertThat(made(new Line("x=3", "^x="), "y\nx=2")).isEqualTo("y\nx=3");
  }

  @Test
  void leavesATextThatHasTheLineAsItIs() {
    assertThat(new Line("x=3", "^x=").in("x=3\nx=2")).isEqualTo("x=3\nx=2");
    assertThat(new Line("x", "").in("xy\nx")).isEqualTo("xy\nx");
  }

  @Test
  void takesALineForAnotherIfItDiffersInASpace() {
    assertThat(made(new Line("x", ""), " x\n")).isEqualTo(" x\nx\n");
  }

  @Test
  void endsLinesAsTheFirstOneDoes() {
    assertThat(made(new Line("b", ""), "a\r\n")).isEqualTo("a\r\nb\r\n");
    assertThat(made(new Line("b", "^a"), "a\r\n")).isEqualTo("b\r\n");
    assertThat(made(new WithoutLine("a"), "b\r\na\r\n")).isEqualTo("b\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb", "a\n", "a\rb", "a\0"})
  void refusesWhatIsNoLine(String line) {
    assertThatThrownBy(() -> new Line(line, "")).hasMessageStartingWith("not a line: ");
  }

  @Test
  void removesEachLineThatMatches() {
    assertThat(made(new WithoutLine("^x"), "x1\ny\nx2\n")).isEqualTo("y\n");
    assertThat(made(new WithoutLine("^x"), "y\nx")).isEqualTo("y\n");
    assertThat(made(new WithoutLine("^x"), "x\nx\n")).isEmpty();
    assertThat(new WithoutLine("^x").in("a\n\nb")).isEqualTo("a\n\nb");
  }

  @Test
  void refusesARegularExpressionThatIsNone() {
    assertThatThrownBy(() -> new WithoutLine("(").in("a"))
        .hasMessageStartingWith("not a regular expression: '('");
    assertThatThrownBy(() -> new Line("a", "[").in("b"))
        .hasMessageStartingWith("not a regular expression: '['");
    assertThatThrownBy(() -> new WithoutLine("")).hasMessageContaining("every line");
  }

  @Test
  void addsABlockAtTheEnd() {
    assertThat(made(new Block("app", "1\n2\n", "#"), "a\n"))
        .isEqualTo("a\n# BEGIN app\n1\n2\n# END app\n");
    assertThat(made(new Block("app", "1", "//"), "a"))
        .isEqualTo("a\n// BEGIN app\n1\n// END app\n");
    assertThat(made(new Block("app", "", "#"), "")).isEqualTo("# BEGIN app\n# END app\n");
  }

  @Test
  void changesABlockInItsPlace() {
    assertThat(made(new Block("app", "2\n", "#"), "a\n# BEGIN app\n1\n# END app\nb\n"))
        .isEqualTo("a\n# BEGIN app\n2\n# END app\nb\n");
    assertThat(made(new Block("app", "2\n", "#"), "  // BEGIN app\n2\n// END app"))
        .isEqualTo("# BEGIN app\n2\n# END app");
  }

  @Test
  void tellsBlocksApartByTheirNames() {
    String one = "# BEGIN app\n1\n# END app\n";
    assertThat(made(new Block("app two", "2", "#"), one))
        .isEqualTo(one + "# BEGIN app two\n2\n# END app two\n");
    assertThat(made(new WithoutBlock("two"), one)).isEqualTo(one);
    assertThat(made(new WithoutBlock("two"), "# BEGIN app two\n# END app two\n"))
        .isEqualTo("# BEGIN app two\n# END app two\n");
  }

  @Test
  void removesABlockWithItsComments() {
    assertThat(made(new WithoutBlock("app"), "a\n; BEGIN app\n1\n; END app\nb\n"))
        .isEqualTo("a\nb\n");
    assertThat(made(new WithoutBlock("app"), "a\n# BEGIN app\n# END app")).isEqualTo("a\n");
  }

  @Test
  void refusesABlockWhoseCommentsAreDamaged() {
    Edit edit = new Block("app", "1", "#");
    assertThatThrownBy(() -> edit.in("a\n# BEGIN app\nb\n"))
        .hasMessage("the block app begins in line 2, but doesn't end");
    assertThatThrownBy(() -> edit.in("# END app\n# BEGIN app\n"))
        .hasMessage("the block app ends in line 1, but doesn't begin before");
    assertThatThrownBy(() -> edit.in("# BEGIN app\n# BEGIN app\n# END app\n"))
        .hasMessage("the block app begins twice, in lines 1 and 2");
    assertThatThrownBy(() -> edit.in("# BEGIN app\n# END app\n# BEGIN app\n# END app\n"))
        .hasMessage("the block app begins twice, in lines 1 and 3");
  }

  @Test
  void refusesABlockThatWouldNotBeFoundAgain() {
    assertThatThrownBy(() -> new Block("", "1", "#")).hasMessageStartingWith("not the name");
    assertThatThrownBy(() -> new Block("a\nb", "1", "#")).hasMessageStartingWith("not the name");
    assertThatThrownBy(() -> new Block("app", "1", "")).hasMessageStartingWith("not a sign");
    assertThatThrownBy(() -> new Block("app", "1", "# #")).hasMessageStartingWith("not a sign");
    assertThatThrownBy(() -> new Block("app", "# BEGIN app\n# END app", "#"))
        .hasMessageContaining("holds the comments");
    assertThatThrownBy(() -> new Block("app", "# END app", "#"))
        .hasMessageContaining("ends in line 1");
  }
}
