package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A node whose clock was set back: what it has noted before lies in the future.
@ExtendWith(TestBed.class)
class ClockTest {
  private static final String SCRIPT =
      """
      void main() {}

      @Deployable
      void place() {
          Place.text("/srv/number", "NUMBER\\n");
      }
      """;

  /// Moves all that was noted into the year 2099.
  private static final String LATER =
      """
      cd /var/lib/troops
      for record in runs/*; do
        sed 's/"20[0-9][0-9]-/"2099-/g' "$record" >"runs/2099${record#runs/20??}"
        rm "$record"
      done
      printf '%s\\n' "$1" 3 4070908800 4070908800 'no luck' >state/attempts
      printf '999999\\n4070908800\\nubuntu\\n%s\\n20990101-000000.000-1\\n\\n' "$1" >state/lock.holder
      find . -exec touch --no-dereference --date=2099-01-01 {} +
      """;

  @Test
  void runsKeepTheirOrderThoughTheClockWasSetBack(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    DebianNode node = ordeal.node();
    node.run("sh", "-c", "printf '[runs]\\nkeep = 3\\n' >>/etc/troops/config").ok();
    node.run("sh", "-euc", LATER, "sh", ordeal.good()).ok();
    Result next = ordeal.goesOn();
    assertThat(next.err()).contains("the run before this one ended without a word");
    for (int i = 0; i < 3; i++) {
      ordeal.goesOn();
      String newest = ordeal.good().substring(0, 10);
      List<String> log = node.troops("log").ok().out().lines().toList();
      assertThat(log.get(1)).as(log.toString()).contains(newest, "succeeded");
      assertThat(node.troops("log", "last").ok().out()).contains(newest);
      assertThat(node.troops("status").ok().out())
          .contains("last run    succeeded")
          .doesNotContain("no luck");
    }
    // The newest are kept, whatever the clock said when they began.
    assertThat(node.troops("log").ok().out().lines()).hasSize(4);
  }
}
