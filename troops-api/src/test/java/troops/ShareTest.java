package troops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  private static final int NODES = 100_000;

  /// Names as fleets have them: alike but for a number, which is what weak hashes stumble over.
  private static String node(int i) {
    return switch (i % 4) {
      case 0 -> "web-" + i;
      case 1 -> "db" + i + "a";
      case 2 -> "ip-10-0-" + i / 256 + "-" + i % 256;
      default -> Integer.toHexString(i);
    };
  }

  private static double[] places(String name) {
    double[] places = new double[NODES];
    for (int i = 0; i < NODES; i++) {
      places[i] = Share.place(node(i), name);
    }
    return places;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 1, 5, 10, 25, 33.3, 50, 90, 99})
  void hasAsManyNodesAsAsked(double percent) {
    double p = percent / 100;
    // Five standard deviations of the binomial distribution: once in 1.7 million names by chance.
    double bound = 5 * Math.sqrt(NODES * p * (1 - p));
    for (String name : List.of("new-kernel", "green", "a", "b")) {
      long have = 0;
      for (double place : places(name)) {
        have += place < percent ? 1 : 0;
      }
      assertThat((double) have).as(name).isCloseTo(NODES * p, within(bound));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"new-kernel", "green", "", "1", "2"})
  void spreadsNodesEvenly(String name) {
    int[] buckets = new int[100];
    for (double place : places(name)) {
      assertThat(place).isBetween(0.0, Math.nextDown(100.0));
      buckets[(int) place]++;
    }
    double expected = NODES / 100.0;
    double chiSquare = 0;
    for (int have : buckets) {
      chiSquare += (have - expected) * (have - expected) / expected;
    }
    // 99 degrees of freedom: mean 99, above 190 or below 45 once in a million.
    assertThat(chiSquare).isBetween(45.0, 190.0);
  }

  @ParameterizedTest
  @CsvSource({"new-kernel, new-kernel2", "a, b", "green, blue", "x1, x2"})
  void makesNamesIndependentOfEachOther(String one, String other) {
    double[] a = places(one);
    double[] b = places(other);
    int[] cells = new int[100];
    for (int i = 0; i < NODES; i++) {
      cells[((int) (a[i] / 10)) * 10 + (int) (b[i] / 10)]++;
    }
    double expected = NODES / 100.0;
    double chiSquare = 0;
    for (int have : cells) {
      chiSquare += (have - expected) * (have - expected) / expected;
    }
    assertThat(chiSquare).isLessThan(190);
  }

  @Test
  void lettingMoreInKeepsWhoWasIn() {
    double[] percents = {0, 0.5, 1, 2, 5, 10, 20, 50, 75, 99.9, 100};
    double[] places = places("new-kernel");
    for (int i = 0; i < NODES; i++) {
      // A place that a second question can't move: what is below p is below each q > p.
      assertThat(Share.place(node(i), "new-kernel")).isEqualTo(places[i]);
      boolean had = false;
      for (double percent : percents) {
        boolean has = places[i] < percent;
        assertThat(!had || has).isTrue();
        had = has;
      }
      assertThat(places[i] < 0).isFalse();
      assertThat(places[i] < 100).isTrue();
    }
  }

  /// These never change: a node that got the new kernel must keep it with each later Troops.
  @ParameterizedTest
  @CsvSource({
    "'web-1', 'new-kernel', 75.33867696637313",
    "'web-2', 'new-kernel', 69.13134751561238",
    "'shellbox-1', 'green', 81.12463236986804",
    "'localhost', 'x', 50.32157820139568",
    "'', '', 30.929118745757567",
    "'knoten-ü', 'größe', 4.98552303511347",
    "'web-1.example.com', 'new-kernel', 10.30655669579591",
  })
  void givesEachNodeItsPlaceForEver(String node, String name, double place) {
    assertThat(Share.place(node, name)).isEqualTo(place);
  }

  @Test
  void tellsNodeAndNameApart() {
    assertThat(Share.place("ab", "c")).isNotEqualTo(Share.place("a", "bc"));
    assertThat(Share.place("a", "b")).isNotEqualTo(Share.place("b", "a"));
  }
}
