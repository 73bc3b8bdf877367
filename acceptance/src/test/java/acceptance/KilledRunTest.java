package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs that are killed: at each of their steps, and at random.
@ExtendWith(TestBed.class)
class KilledRunTest {
  private static final String TWO_FILES =
      """
      void main() {}

      @Deployable
      void first() {
          Place.text("/srv/first", "NUMBER\\n");
      }

      @Deployable
      void second() {
          Place.text("/srv/second", "NUMBER\\n");
      }
      """;

  /// Notices when what a killed run has started goes on beside it.
  private static final String PACKAGES =
      """
      void main() {
          var other = machine.Command.of("pgrep", "--list-full", "--exact", "apt-get|dpkg").ask();
          if (other.ok()) {
              throw new Error("beside it runs " + other.stdout());
          }
      }

      @Deployable
      void slow() {
          Place.text("/srv/first", "NUMBER\\n");
          if (NUMBER % 2 == 0) {
              Apt.install("slow");
          } else {
              Apt.remove("slow");
          }
          Place.text("/srv/second", "NUMBER\\n");
      }
      """;

  /// Offers a package that takes its time.
  private static final String OFFER =
      """
      mkdir -p /tmp/slow/DEBIAN
      cd /tmp/slow
      printf 'Package: slow\\nVersion: 1\\nArchitecture: all\\nMaintainer: tester <tester@example.com>\\nDescription: slow\\n' >DEBIAN/control
      printf '#!/bin/sh\\nsleep 0.7\\n' | tee DEBIAN/postinst >DEBIAN/prerm
      chmod +x DEBIAN/postinst DEBIAN/prerm
      dpkg-deb --build . /srv/apt/slow.deb
      {
        printf '\\n'
        cat DEBIAN/control
        printf 'Filename: ./slow.deb\\nSize: %s\\n' "$(stat -c %s /srv/apt/slow.deb)"
        printf 'SHA256: %s\\n' "$(sha256sum /srv/apt/slow.deb | cut -d ' ' -f 1)"
      } >>/srv/apt/Packages
      apt-get update
      """;

  private static void kill(Ordeal ordeal, boolean pull, String step, boolean all) {
    String commit = ordeal.commit();
    Result told = Steps.at(step, ordeal, pull, () -> Steps.kill(ordeal.node(), all));
    Ordeal.Facts facts = ordeal.holds(commit, told);
    if (told.code() != 0 && !pull) {
      assertThat(told.err()).contains("! [remote rejected] main -> main (");
    }
    ordeal.isTold(commit, facts);
    Result next = ordeal.goesOn();
    if (facts.held()) {
      assertThat(next.err()).contains("the run before this one ended without a word");
    }
  }

  @Test
  void aPushThatIsKilledAtAnyStepHarmsNothing(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), TWO_FILES);
    Steps.trace(ordeal.node());
    List<String> steps = Steps.of(ordeal, false);
    assertThat(steps).contains("request", "lock", "first", "record ended", "lock let go");
    boolean all = false;
    for (String step : steps) {
      kill(ordeal, false, step, all);
      all = !all;
      if (Form.LONG) {
        kill(ordeal, false, step, all);
      }
    }
  }

  @Test
  void aPullThatIsKilledAtAnyStepHarmsNothing(Bed bed) {
    Ordeal ordeal =
        Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), TWO_FILES)
            .withRemote(bed.gitHost("repos.example.com"));
    Steps.trace(ordeal.node());
    List<String> steps = Steps.of(ordeal, true);
    assertThat(steps).contains("fetch", "second", "copy of the branch moved");
    // From there on, it is what a push is.
    int its = steps.indexOf("commit taken over");
    for (String step : Form.LONG ? steps : steps.subList(0, its)) {
      kill(ordeal, true, step, true);
    }
  }

  @Test
  void killsAtRandomHarmNothing(Bed bed) {
    long seed = Long.getLong("troops.seed", System.nanoTime());
    int kills = Form.LONG ? Integer.getInteger("troops.kills", 500) : 30;
    Random random = new Random(seed);
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), PACKAGES);
    ordeal.node().run("sh", "-ec", OFFER).ok();
    ordeal.withRemote(bed.gitHost("repos.example.com"));
    long begin = System.nanoTime();
    ordeal.goesOn();
    long usual = System.nanoTime() - begin;
    for (int i = 1; i <= kills; i++) {
      try {
        killOnce(ordeal, random, (long) (usual * 1.2));
      } catch (AssertionError e) {
        throw new AssertionError("kill " + i + " with -Dtroops.seed=" + seed, e);
      }
    }
    ordeal.forgetsHalfPacks();
    System.out.println(kills + " kills at random harmed nothing");
  }

  private static void killOnce(Ordeal ordeal, Random random, long longest) {
    String commit = ordeal.commit();
    long end = System.nanoTime() + (long) (random.nextDouble() * longest);
    Program asking = ordeal.ask(random.nextInt(3) == 0);
    while (asking.isAlive() && System.nanoTime() < end) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    Steps.kill(ordeal.node(), random.nextBoolean());
    Result told = asking.finish();
    assertThat(told.err()).doesNotContain("beside it runs");
    ordeal.isTold(commit, ordeal.holds(commit, told));
    if (random.nextInt(3) == 0) {
      ordeal.goesOn();
    }
  }
}
