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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A run ends as it would have, whatever becomes of whoever pushed it.
@ExtendWith(TestBed.class)
class RunOutlivesPusherTest {
  private static Program begun(Pusher pusher, DebianNode node, String text) throws IOException {
    Files.deleteIfExists(node.file("/srv/go"));
    pusher.script(Scripts.waiting("/srv/go", text));
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> push.said().contains(text + " has begun"));
    return push;
  }

  /// Lets the run come to its end, and waits for it.
  private static void end(Pusher pusher, DebianNode node, String text) throws IOException {
    Program attached = node.start("troops", "attach");
    Patience.await("to be attached", () -> attached.said().contains(text + " has begun"));
    Files.writeString(node.file("/srv/go"), "");
    Result followed = attached.finish().ok();
    assertThat(followed.err()).contains("deploying ").contains("succeeded: 1 change");
    assertThat(node.file("/etc/motd")).hasContent(text + "\n");
    String commit = pusher.git("rev-parse", "HEAD").ok().out().strip();
    Patience.await(
        "the branch to move", () -> Scripts.local(node).contains(commit + " refs/heads/main"));
    assertThat(node.run("troops", "log", "last").ok().out()).contains("succeeded: 1 change");
  }

  @Test
  void afterCtrlCAndAfterTheEndOfItsProcesses(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    Program interrupted = begun(pusher, node, "one");
    interrupted.signal("INT");
    assertThat(interrupted.finish().code()).isNotZero();
    end(pusher, node, "one");

    Program killed = begun(pusher, node, "two");
    killed.kill();
    assertThat(killed.finish().code()).isNotZero();
    end(pusher, node, "two");
    assertThat(node.run("troops", "attach").ok().all())
        .contains("no run is going on; the last one: troops log last");
  }

  @Test
  void throughACutLinkAndWhenItIsMendedItsOutputArrives(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    Program push = begun(pusher, node, "one");
    bed.network().cut(node.name());
    end(pusher, node, "one");
    assertThat(push.said()).doesNotContain("succeeded");
    bed.network().mend(node.name());
    Result result = push.finish().ok();
    assertThat(result.err())
        .contains("remote: succeeded: 1 change (")
        .contains("[new branch]      main -> main");

    Program lost = begun(pusher, node, "two");
    bed.network().cut(node.name());
    lost.kill();
    end(pusher, node, "two");
    bed.network().mend(node.name());
  }

  @Test
  void whoeverAttachesSeesItFromTheBeginningAndLeavesItAlone(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    Program push = begun(pusher, node, "one");
    String attach = "ssh ubuntu@" + node.name() + " troops attach";
    Program leaves = pusher.start("sh", "-c", attach);
    Program stays = pusher.start("sh", "-c", attach);
    for (Program one : List.of(leaves, stays)) {
      Patience.await("to be attached", () -> one.said().contains("one has begun"));
    }
    leaves.signal("INT");
    leaves.finish();
    Files.writeString(node.file("/srv/go"), "");
    assertThat(stays.finish().ok().err()).contains("deploying ").contains("succeeded: 1 change");
    push.finish().ok();

    pusher.script(
        Scripts.waiting("/srv/stop", "two")
            .replace("Place.text", "if (true) throw new Error(); Place.text"));
    Program fails = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> fails.said().contains("two has begun"));
    Program follows = pusher.start("sh", "-c", attach);
    Patience.await("to be attached", () -> follows.said().contains("two has begun"));
    Files.writeString(node.file("/srv/stop"), "");
    assertThat(follows.finish().code()).isEqualTo(1);
    assertThat(fails.finish().code()).isEqualTo(1);
  }

  @Test
  void whoeverDoesNotReadHoldsNothingUp(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    Files.deleteIfExists(node.file("/srv/go"));
    String line = "0123456789".repeat(6);
    pusher.script(
        Scripts.waiting("/srv/go", "one")
            .replace(
                "Place.text",
                "for (int i = 0; i < 500_000; i++) IO.println(\"" + line + "\");\n  Place.text"));
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> push.said().contains("one has begun"));
    push.signal("STOP");
    Files.writeString(node.file("/srv/go"), "");
    Patience.await("the branch to move", () -> !Scripts.local(node).isEmpty());
    assertThat(node.file("/etc/motd")).hasContent("one\n");
    assertThat(node.run("troops", "log").ok().out()).contains("succeeded: 1 change");
    push.signal("CONT");
    Result result = push.finish().ok();
    assertThat(result.err())
        .contains(" lines were left out here: they are in troops log last")
        .contains("remote: succeeded: 1 change")
        .contains("[new branch]      main -> main");
  }

  @Test
  void nobodyWaitsInSilenceAndNoLineIsLong(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String count = "for i in $(seq 25); do echo $i; sleep 1; done";
    pusher.script(
        Scripts.deployable(
            "a_deployable_with_a_name_that_is_as_long_as_the_line_of_a_terminal_ever_was",
            "IO.println(\"begun\");",
            "IO.println(\"" + "a long line, ".repeat(20) + "\");",
            "IO.println(\"\\t|\".repeat(30));",
            "System.err.println(\"" + "x".repeat(200) + "\");",
            "Command.of(\"sh\", \"-c\", \"" + count + "\").run();",
            "Thread.sleep(12_000);"));
    pusher.git("commit", "--amend", "--quiet", "-m", "a long title ".repeat(15)).ok();
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> push.said().contains("begun"));
    Pusher other = bed.pusher("other");
    other.script(Scripts.motd("two"));
    Program waits = other.startPush("ubuntu", node, "main");

    Result first = push.finish().ok();
    assertThat(first.err().lines().filter(line -> line.contains("still running: sh (")))
        .hasSizeGreaterThanOrEqualTo(2);
    assertThat(first.err()).containsPattern("still at\\s*\nremote: *a_deployable_with_a_name");
    Result second = waits.finish().refused();
    assertThat(second.err()).contains("still waiting for the run of ");
    for (Result result : List.of(first, second)) {
      assertThat(result.err().lines().filter(line -> line.startsWith("remote: ")))
          .isNotEmpty()
          .allSatisfy(line -> assertThat(line.stripTrailing()).hasSizeLessThanOrEqualTo(80));
    }
  }
}
