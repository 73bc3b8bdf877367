package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nodes whose disk is full.
@ExtendWith(TestBed.class)
class FullDiskTest {
  private static final String SCRIPT =
      """
      void main() {}

      @Deployable
      void place() {
          Place.text("/srv/number", "NUMBER\\n".repeat(10_000));
      }
      """;

  private static final List<Long> LEFT =
      List.of(0L, 4096L, 8192L, 12_288L, 16_384L, 24_576L, 32_768L, 65_536L, 262_144L);

  /// It went well, or the push was rejected with the reason; and when there is room again, all is
  /// well.
  private static void isSaid(Ordeal ordeal, String commit, Result told) {
    System.err.println("=== " + told.err());
    ordeal.holds(commit, told);
    if (told.code() != 0) {
      assertThat(told.err())
          .containsAnyOf("! [remote rejected] main -> main (", "! [remote rejected] main (");
      assertThat(told.err()).containsIgnoringCase("no space left on device");
    }
    ordeal.node().freeDisk();
    ordeal.goesOn();
  }

  @Test
  void aDiskThatIsFullIsNamedAndHarmsNothing(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    for (long left : LEFT) {
      ordeal.node().fillDisk(left);
      String commit = ordeal.commit();
      isSaid(ordeal, commit, ordeal.ask(false).finish());
    }
  }

  @Test
  void aDiskThatFillsUpAtAnyStepIsNamedAndHarmsNothing(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    Steps.trace(ordeal.node());
    for (String step : Steps.of(ordeal, false)) {
      String commit = ordeal.commit();

      isSaid(ordeal, commit, Steps.at(step, ordeal, false, () -> ordeal.node().fillDisk(0)));
    }
  }
}
