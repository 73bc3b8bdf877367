package troops.cli.requirement.version;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
  private static final List<String> PIECES =
      List.of(
          "0",
          "1",
          "2",
          "10",
          "007",
          ".",
          ".",
          "-",
          "_",
          "alpha",
          "a1",
          "b",
          "beta",
          "m2",
          "rc",
          "CR",
          "SNAPSHOT",
          "final",
          "ga",
          "sp",
          "jre",
          "x",
          "RELEASE",
          "99999999999999999999");

  @Test
  void ordersAsMavenDoes() throws InvalidVersionSpecificationException {
    GenericVersionScheme maven = new GenericVersionScheme();
    Random random = new Random(20260101);
    for (int i = 0; i < 100_000; i++) {
      String one = text(random);
      String other = text(random);
      assertThat(Integer.signum(new Version(one).compareTo(new Version(other))))
          .as("%s beside %s", one, other)
          .isEqualTo(
              Integer.signum(
                  VersionTest.<org.eclipse.aether.version.Version>compare(
                      maven.parseVersion(one), maven.parseVersion(other))));
    }
  }

  private static <T extends Comparable<? super T>> int compare(T one, T other) {
    return one.compareTo(other);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder().append(random.nextInt(3));
    for (int i = random.nextInt(6); i > 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @CsvSource({
    "1.0, false, 1.0",
    "33.0-jre, false, 33.0-jre",
    "6.0.Final, false, 6.0.Final",
    "2.0-alpha, true, 2.0",
    "2.0.0-M1, true, 2.0.0",
    "3.0b2, true, 3.0",
    "3.0-b, false, 3.0-b",
    "1.2-rc.1, true, 1.2",
    "1-SNAPSHOT, true, 1",
    "22-ea+1, true, 22",
    "1.0-20240101.preview, true, 1.0-20240101",
    "alpha, true, ''"
  })
  void tellsWhatComesBeforeARelease(String text, boolean before, String release) {
    assertThat(new Version(text).isPreRelease()).isEqualTo(before);
    assertThat(new Version(text).release()).isEqualTo(new Version(release));
  }
}
