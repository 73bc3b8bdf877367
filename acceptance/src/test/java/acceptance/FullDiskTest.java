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
    ordeal.holds(commit, told);
    if (told.code() != 0) {
      assertThat(told.err())
          .containsAnyOf("! [remote rejected] main -> main (", "! [remote rejected] main (");
      assertThat(told.err()).containsIgnoringCase("no space left on device");
    }
    ordeal.node().freeDisk();
  }

  @Test
  void aDiskThatIsFullIsNamedAndHarmsNothing(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    for (long left : LEFT) {
      ordeal.node().fillDisk(left);
      String commit = ordeal.commit();
      isSaid(ordeal, commit, ordeal.ask(false).finish());
      ordeal.goesOn();
    }
  }

  @Test
  void aDiskThatFillsUpAtAnyStepIsNamedAndHarmsNothing(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    Steps.trace(ordeal.node());
    int count = 0;
    for (String step : Steps.of(ordeal, false)) {
      String commit = ordeal.commit();

      isSaid(ordeal, commit, Steps.at(step, ordeal, false, () -> ordeal.node().fillDisk(0)));
      // The next push is fresh too; what comes after that need not be seen each time.
      if (Form.LONG || ++count % 4 == 0) {
        ordeal.goesOn();
      }
    }
  }
}
