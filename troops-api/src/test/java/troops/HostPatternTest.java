package troops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HostPatternTest {
  private static final long SEED = 20_260_101;

  @Test
  void agreesWithTheSlowObviousMatcher() {
    Random random = new Random(SEED);
    int matched = 0;
    for (int i = 0; i < 200_000; i++) {
      String pattern = text(random, "ab.*", 8);
      String name = text(random, "abAB.", 10);
      if (pattern.isEmpty() || pattern.equals(".")) {
        continue;
      }
      HostPattern parsed = HostPattern.parse(pattern);
      boolean expected = slow(parsed.text(), name.toLowerCase(Locale.ROOT));
      assertThat(parsed.matches(name)).as("%s on %s", pattern, name).isEqualTo(expected);
      matched += expected ? 1 : 0;
    }
    assertThat(matched).isGreaterThan(5000);
  }

  private static String text(Random random, String letters, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(letters.charAt(random.nextInt(letters.length())));
    }
    return text.toString();
  }

  private static boolean slow(String pattern, String name) {
    if (pattern.isEmpty()) {
      return name.isEmpty();
    }
    if (pattern.charAt(0) == '*') {
      for (int i = 0; i <= name.length(); i++) {
        if (slow(pattern.substring(1), name.substring(i))) {
          return true;
        }
      }
      return false;
    }
    return !name.isEmpty()
        && pattern.charAt(0) == name.charAt(0)
        && slow(pattern.substring(1), name.substring(1));
  }

  @Test
  void isQuickOnPatternsThatMakeANaiveMatcherSlow() {
    HostPattern pattern = HostPattern.parse("a*".repeat(50) + "b");
    assertThat(pattern.matches("a".repeat(5000))).isFalse();
    assertThat(pattern.matches("a".repeat(5000) + "b")).isTrue();
  }

  @Test
  void takesNoLetterOfAPatternForARegularExpression() {
    assertThat(HostPattern.parse("a.b").matches("axb")).isFalse();
    assertThat(HostPattern.parse("a.*").matches("a.")).isTrue();
    assertThat(HostPattern.parse("a.*").matches("a")).isFalse();
  }
}
