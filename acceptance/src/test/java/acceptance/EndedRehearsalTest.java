package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Rehearsals that are killed, stopped, or left by whoever asked for them: whatever happens,
/// nothing of them is left.
@ExtendWith(TestBed.class)
class EndedRehearsalTest {
  private static final String SCRIPT =
      Scripts.deployable(
          "changes",
          "Place.text(\"/etc/motd\", \"two\\n\");",
          "Command.of(\"sh\", \"-c\", \"sleep 600 & setsid sleep 600 & exit 0\").run();",
          "Apt.install(\"tmux\");",
          "Thread.sleep(200);");

  /// The processes of a rehearsal, from outside to inside, as pkill(1) finds them and not itself.
  private static final List<String> PROCESSES =
      List.of(
          "[M]ain deploy",
          "^[u]nshare --mount",
          "[r]ehearsal/copy",
          "[r]ehearsal/inside",
          "[M]ain rehearsed");

  private static final String HOLD =
      """
      exec 3>"$1"
      rm "$1"
      for i in $(seq 100); do
        ! pgrep --full "$2" >/dev/null || break
        sleep 0.05
      done
      pkill --signal KILL --full --oldest "$2"
      """;

  private static DebianNode ready(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Files.createDirectories(node.file("/root/deploy"));
    Files.writeString(node.file("/root/deploy/deploy.java"), SCRIPT);
    Files.writeString(node.file("/root/deploy/requirements.txt"), "org.debianadmin:debian-admin\n");
    node.run("git", "-C", "/root/deploy", "init", "--quiet").ok();
    node.run("git", "config", "--global", "user.name", "tester").ok();
    node.run("git", "config", "--global", "user.email", "tester@example.com").ok();
    node.commit();
    node.troops("deploy", "--repository=/root/deploy", "--rehearse").ok();
    node.run("mkdir", "/run/steps").ok();
    return node;
  }

  private static Program rehearsal(DebianNode node) {
    return node.start(
        "env",
        "TROOPS_TRACE=/run/steps",
        "troops",
        "deploy",
        "--repository=/root/deploy",
        "--rehearse");
  }

  @Test
  void aRehearsalThatIsKilledAtAnyStepLeavesNothing(Bed bed) throws IOException {
    DebianNode node = ready(bed);
    Traces before = Traces.of(node);
    List<String> steps =
        rehearsal(node)
            .finish()
            .ok()
            .err()
            .lines()
            .filter(line -> line.startsWith("trace: "))
            .map(line -> line.substring(7, line.lastIndexOf(' ')))
            .toList();
    assertThat(steps)
        .contains("lock", "copy of the machine", "rehearsed", "differences", "copy gone");
    for (String step : steps) {
      for (String process : alive(step)) {
        String fifo = "/run/steps/" + step.replace('/', ' ');
        node.run("mkfifo", fifo).ok();
        Program rehearsing = rehearsal(node);
        node.run("sh", "-uc", HOLD, "sh", fifo, process);
        Result killed = rehearsing.finish();
        assertThat(killed.code()).as(step + ", " + process + ": " + killed.all()).isNotZero();
        before.areAllThatIsOn(node);
      }
    }
    assertThat(rehearsal(node).finish().ok().err()).contains("rehearsal: ");
  }

  /// The processes that are there at the end of a step.
  private static List<String> alive(String step) {
    return switch (step) {
      case "copy of the machine" -> PROCESSES;
      case "rehearsed" -> PROCESSES.subList(0, 3);
      default -> PROCESSES.subList(0, 1);
    };
  }

  @Test
  void killsAtRandomLeaveNothing(Bed bed) throws IOException {
    DebianNode node = ready(bed);
    Traces before = Traces.of(node);
    long seed = Long.getLong("troops.seed", System.nanoTime());
    Random random = new Random(seed);
    int kills = Form.LONG ? 200 : 20;
    for (int i = 0; i < kills; i++) {
      Program rehearsing = rehearsal(node);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(2000)));
      String process = PROCESSES.get(random.nextInt(PROCESSES.size()));
      node.run("pkill", "--signal", "KILL", "--full", "--oldest", process);
      rehearsing.finish();
      try {
        before.areAllThatIsOn(node);
      } catch (AssertionError e) {
        throw new AssertionError("kill " + i + " of " + process + ", troops.seed=" + seed, e);
      }
    }
  }

  @Test
  void aRehearsalIsStoppedAndOutlivesWhoeverAskedForIt(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String deployed = pusher.deploy(node, Scripts.motd("one"));
    Traces before = Traces.of(node);
    pusher.script(
        Scripts.deployable(
            "waits",
            "Place.text(\"/etc/motd\", \"two\\n\");",
            "IO.println(\"it has begun\");",
            "Command.of(\"sleep\", \"6\").run();"));
    Program stopped = push(pusher, node);
    node.ssh("ubuntu", "troops", "stop").ok();
    Result refused = stopped.finish();
    assertThat(refused.code()).as(refused.all()).isEqualTo(1);
    assertThat(refused.err())
        .contains(
            "! [remote rejected] main -> main (rehearsal failed: the rehearsal was ended by a signal)");
    before.areAllThatIsOn(node);

    Program left = push(pusher, node);
    left.signal("INT");
    left.finish();
    Result attached = node.ssh("ubuntu", "troops", "attach");
    assertThat(attached.err()).contains("rehearsal: ", "nothing was changed");
    before.areAllThatIsOn(node);
    assertThat(Scripts.local(node)).allMatch(line -> line.startsWith(deployed));
    assertThat(node.file("/etc/motd")).hasContent("one");
  }

  private static Program push(Pusher pusher, DebianNode node) {
    Program push = pusher.start("git", "push", "-o", "rehearse", node.repository("ubuntu"), "main");
    Patience.await("the rehearsal", () -> push.said().contains("it has begun"));
    return push;
  }
}
