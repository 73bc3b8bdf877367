package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Runs that are killed at each of their steps. The steps are those that a run itself names when it
/// is traced.
@ExtendWith(TestBed.class)
class KilledRunTest {
  private static final String STEPS = "/run/steps";

  private static final String SCRIPT =
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

  private static final String TRACE =
      """
      mkdir /run/steps /run/systemd/system/troops@.service.d
      printf '[Service]\\nEnvironment=TROOPS_TRACE=/run/steps\\n' >/run/systemd/system/troops@.service.d/trace.conf
      systemctl daemon-reload
      """;

  /// Waits until the run has come to a step, and kills its process, or all of its processes.
  private static final String KILL =
      """
      exec 3>"$1"
      rm "$1"
      unit=$(systemctl list-units --plain --no-legend --state=running 'troops@*.service' | cut -d ' ' -f 1)
      case $2 in
        process) kill -9 "$(systemctl show --property=MainPID --value "$unit")" ;;
        group) systemctl kill --signal=KILL "$unit" ;;
      esac
      """;

  /// The steps of a run, as it names them itself.
  private static List<String> steps(Ordeal ordeal, boolean pull) {
    String commit = ordeal.commit();
    Result traced = ordeal.ask(pull).finish().ok();
    assertThat(ordeal.holds(commit, traced).deployed(commit)).isTrue();
    return traced
        .err()
        .lines()
        .filter(line -> line.contains("trace: "))
        .map(line -> line.substring(line.indexOf("trace: ") + 7).strip())
        .map(line -> line.substring(0, line.lastIndexOf(' ')))
        .distinct()
        .toList();
  }

  private static Ordeal traced(Bed bed) {
    Ordeal ordeal = Ordeal.of(bed, bed.readyNode("shellbox-1.example.com"), SCRIPT);
    ordeal.node().run("sh", "-ec", TRACE).ok();
    return ordeal;
  }

  private static void kill(Ordeal ordeal, boolean pull, String step, String what) {
    String fifo = STEPS + "/" + step.replace('/', ' ');
    ordeal.node().run("mkfifo", fifo).ok();
    String commit = ordeal.commit();
    Program asking = ordeal.ask(pull);
    ordeal.node().run("timeout", "170", "sh", "-euc", KILL, "sh", fifo, what).ok();
    Result told = asking.finish();
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
    Ordeal ordeal = traced(bed);
    List<String> steps = steps(ordeal, false);
    assertThat(steps).contains("request", "lock", "first", "record ended", "lock let go");
    boolean group = false;
    for (String step : steps) {
      for (String what :
          Form.LONG ? List.of("process", "group") : List.of(group ? "group" : "process")) {
        kill(ordeal, false, step, what);
      }
      group = !group;
    }
  }

  @Test
  void aPullThatIsKilledAtAnyStepHarmsNothing(Bed bed) {
    Ordeal ordeal = traced(bed).withRemote(bed.gitHost("repos.example.com"));
    List<String> steps = steps(ordeal, true);
    assertThat(steps).contains("fetch", "second", "copy of the branch moved");
    List<String> its = steps.subList(0, steps.indexOf("commit taken over"));
    for (String step : Form.LONG ? steps : its) {
      kill(ordeal, true, step, "group");
    }
  }
}
