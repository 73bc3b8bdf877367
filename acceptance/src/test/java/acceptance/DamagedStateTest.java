package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Nodes whose own files were damaged, or are those of another moment.
@ExtendWith(TestBed.class)
class DamagedStateTest {
  private static final String SCRIPT =
      """
      void main() {}

      @Deployable
      void place() {
          Place.text("/srv/number", "NUMBER\\n");
      }
      """;

  /// All files that a run reads, but for objects, of which there is one of each kind.
  private static final String FILES =
      """
      cd /var/lib/troops
      printf '1\\n1\\nubuntu\\n\\n\\n\\n' >state/lock.holder
      printf '%s\n' "$(git --git-dir=state/deployed.git rev-parse HEAD)" 1 1 1 no >state/attempts
      find state cache runs repo/main.git -type f ! -path '*/objects/*' ! -path '*/hooks/*' ! -path '*/info/*' ! -name description
      for git in state/deployed.git repo/main.git; do
        for object in HEAD HEAD^{tree} HEAD:deploy.java; do
          id=$(git -c safe.directory='*' --git-dir=$git rev-parse --verify --quiet "$object")
          find $git/objects -type f -path "*/$(printf %s "$id" | cut -c 1-2)/$(printf %s "$id" | cut -c 3-)"
        done
        for end in pack idx; do
          find $git/objects/pack -name "*.$end" | head -n 1
        done
      done
      """;

  private static final String DAMAGE =
      """
      cd /var/lib/troops
      cp --preserve "$1" /root/whole
      case $2 in
        empty) : >"$1" ;;
        garbage) printf 'gar\\000bage\\377\\n\\n\\n' >"$1" ;;
      esac
      """;

  /// Puts it back as it was, inode and all.
  private static final String MEND =
      """
      cd /var/lib/troops
      cat /root/whole >"$1"
      """;

  private static void damage(Ordeal ordeal, String file, String how) {
    DebianNode node = ordeal.node();
    node.run("sh", "-ec", DAMAGE, "sh", file, how).ok();
    String commit = ordeal.commit();
    Result told = ordeal.ask(false).finish();
    if (told.code() != 0) {
      node.run("sh", "-ec", MEND, "sh", file).ok();
    }
    ordeal.holds(commit, told);
    if (told.code() != 0) {
      // What is wrong, and what to do.
      assertThat(told.err())
          .as(told.all())
          .containsAnyOf(
              "hint: ",
              "dpkg-reconfigure troops",
              // What git itself says, before it calls anybody.
              "bad config line 1 in file",
              "bad object refs/heads/main",
              "'/var/lib/troops/repo/main.git' does not appear to be a git repository");
    }
    assertThat(node.troops("log").ok().out()).contains("succeeded");
    node.troops("status").ok();
  }

  @Test
  void aDamagedFileIsMadeAnewOrNamed(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    DebianNode node = ordeal.node();
    String[] files = node.run("sh", "-c", FILES).ok().out().split("\n", -1);
    assertThat(files).contains("state/attempts", "state/deployed.git/refs/heads/main");
    List<String> failed = new ArrayList<>();
    int count = 0;
    for (String file : files) {
      for (String how : List.of("empty", "garbage")) {
        count++;
        boolean there = node.run("test", "-f", "/var/lib/troops/" + file).code() == 0;
        if (there && (Form.LONG || count % 4 == 1 || count % 4 == 0)) {
          try {
            damage(ordeal, file, how);
          } catch (AssertionError e) {
            failed.add(file + ", " + how + ": " + e.getMessage());
          }
        }
      }
    }
    assertThat(failed).isEmpty();
    ordeal.goesOn();
  }

  @Test
  void aNodeGoesOnFromACopyOfAnyMoment(Bed bed) {
    long seed = Long.getLong("troops.seed", System.nanoTime());
    Random random = new Random(seed);
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    DebianNode node = ordeal.node();
    for (int i = 1; i <= (Form.LONG ? 50 : 4); i++) {
      String commit = ordeal.commit();
      Program asking = ordeal.ask(false);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(1500)));
      node.run("cp", "--archive", "/var/lib/troops", "/var/lib/copy").code();
      asking.finish().ok();
      String old = ordeal.good();
      node.run("sh", "-ec", "rm -rf /var/lib/troops; mv /var/lib/copy /var/lib/troops").ok();
      Result told = ordeal.ask(false).finish();
      assertThat(told.code()).as("-Dtroops.seed=" + seed + "\n" + told.all()).isZero();
      assertThat(old).isNotEqualTo(commit);
      ordeal.holds(commit, told);
      ordeal.goesOn();
    }
  }
}
