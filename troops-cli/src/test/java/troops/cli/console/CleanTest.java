package troops.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CleanTest {
  /// Unicode's property Bidi_Control (PropList.txt).
  private static final String BIDI_CONTROLS =
      "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069";

  @Test
  void letsNoControlCharacterThrough() {
    for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
      if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
        continue;
      }
      String line = "a" + Character.toString(c) + "b";
      boolean control = Character.getType(c) == Character.CONTROL && c != '\t';
      boolean ends = c == 0x2028 || c == 0x2029;
      boolean turns = BIDI_CONTROLS.indexOf(c) >= 0;
      if (control || ends || turns) {
        assertThat(Clean.line(line))
            .as("U+%04X", c)
            .matches(Pattern.compile("a(\\^[@-_?]|\\\\u[0-9a-f]{4})b"));
      } else {
        assertThat(Clean.line(line)).as("U+%04X", c).isSameAs(line);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0000, ^@",
    "0007, ^G",
    "0008, ^H",
    "000a, ^J",
    "001b, ^[",
    "001f, ^_",
    "007f, ^?",
    "0085, \\u0085",
    "009b, \\u009b",
    "061c, \\u061c",
    "200f, \\u200f",
    "2028, \\u2028",
    "202e, \\u202e",
    "2066, \\u2066",
  })
  void showsControlCharactersAsCatDoes(String code, String shown) {
    String c = Character.toString(Integer.parseInt(code, 16));
    assertThat(Clean.line("x" + c + "y")).isEqualTo("x" + shown + "y");
  }

  @Test
  void takesACarriageReturnAtTheEndForALineEnd() {
    assertThat(Clean.line("x\r")).isEqualTo("x");
    assertThat(Clean.line("x\ry")).isEqualTo("x^My");
    assertThat(Clean.line("x\r\r")).isEqualTo("x^M");
    assertThat(Clean.line("")).isEmpty();
    assertThat(Clean.line("a\tb größe 日本 🎉")).isEqualTo("a\tb größe 日本 🎉");
  }

  @Test
  void leavesNothingOfAnEscapeSequence() {
    assertThat(Clean.line("\u001b]0;title\u0007\u001b[2J\u009b31m"))
        .isEqualTo("^[]0;title^G^[[2J\\u009b31m");
  }
}
