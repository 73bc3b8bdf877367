package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nodes whose power is cut while they deploy.
@ExtendWith(TestBed.class)
class PowerCutTest {
  private static final String SCRIPT =
      """
      void main() {}

      @Deployable
      void place() {
          Place.text("/srv/number", "NUMBER\\n");
      }
      """;

  @Test
  void aPowerCutHarmsNothingWheneverItComes(Bed bed) {
    long seed = Long.getLong("troops.seed", System.nanoTime());
    Random random = new Random(seed);
    // First: each node keeps what was mounted when it was booted.
    GitHost host = bed.gitHost("repos.example.com");
    DebianNode node = bed.plan("shellbox-1.example.com").ready().disk(300).boot();
    Ordeal ordeal = Ordeal.of(bed, node, SCRIPT).withRemote(host);
    node.run("sync").ok();
    long begin = System.nanoTime();
    ordeal.goesOn();
    long usual = System.nanoTime() - begin;
    for (int i = 1; i <= (Form.LONG ? 50 : 6); i++) {
      try {
        cut(ordeal, random, (long) (usual * 1.1));
      } catch (AssertionError e) {
        throw new AssertionError("cut " + i + " with -Dtroops.seed=" + seed, e);
      }
    }
  }

  private static void cut(Ordeal ordeal, Random random, long longest) {
    DebianNode node = ordeal.node();
    String commit = ordeal.commit();
    long end = System.nanoTime() + (long) (random.nextDouble() * longest);
    Program asking = ordeal.ask(random.nextInt(4) == 0);
    while (asking.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    boolean ended = !asking.isAlive();
    node.powerCut();
    if (!ended) {
      asking.kill();
    }
    Result told = asking.finish();
    node.boot();
    Ordeal.Facts facts = ordeal.holds(commit, told);
    ordeal.isTold(commit, facts);
    if (random.nextBoolean()) {
      // The same once more: what lies there of it must not be in the way.
      Result again = ordeal.ask(false).finish();
      assertThat(again.code()).as(again.all()).isZero();
      ordeal.holds(commit, again);
    }
    ordeal.goesOn();
  }
}
