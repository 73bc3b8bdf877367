package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Machine;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Runs that are stopped, or take too long: they end, gently where it matters, have failed, and no
/// branch moves.
@ExtendWith(TestBed.class)
class StopTest {
  private static Program begun(Pusher pusher, DebianNode node, String script) {
    pusher.script(script);
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> push.said().contains("has begun"));
    return push;
  }

  private static Result failed(Program push, String why) {
    Result result = push.finish();
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains("! [remote rejected] main -> main (" + why);
    return result;
  }

  @Test
  void aRunIsStoppedWhereverItIs(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String stopped = "deployment failed: the run was ended by a signal";
    String begin = "IO.println(\"it has begun\");";
    String never = "Place.text(\"/etc/motd\", \"never\\n\");";

    Program sleeps =
        begun(pusher, node, Scripts.deployable("sleeps", begin, "Thread.sleep(1_000_000);", never));
    Result stop = node.ssh("ubuntu", "troops", "stop").ok();
    assertThat(stop.err())
        .contains("stopping the run of ")
        .contains("stopped; troops log last shows how far it came");
    assertThat(failed(sleeps, stopped).err()).contains("remote: failed: sleeps, deploy.java:10");

    Program waits =
        begun(
            pusher,
            node,
            Scripts.deployable("waits", begin, "Command.of(\"sleep\", \"1000000\").run();", never));
    node.ssh("ubuntu", "troops", "stop").ok();
    failed(waits, stopped);
    assertThat(node.run("pgrep", "--exact", "sleep").code()).isEqualTo(1);

    assertThat(node.file("/etc/motd")).content().doesNotContain("never");
    assertThat(Scripts.local(node)).isEmpty();
    assertThat(node.run("troops", "log", "--failed").ok().out().lines()).hasSize(3);
    assertThat(node.run("troops", "log", "last").ok().out())
        .contains("failed: waits, deploy.java:10")
        .contains("the run was ended by a signal");
    assertThat(node.ssh("ubuntu", "troops", "stop").ok().err()).contains("no run is going on");
  }

  @Test
  void aptAndDpkgFinishWhatTheyHaveBegun(Bed bed, @TempDir Path directory) throws IOException {
    DebianNode node = Scripts.node(bed);
    for (String name : List.of("slow", "unwanted")) {
      Path deb = SlowPackage.make(directory, name);
      node.copy(deb, "/srv/apt/" + deb.getFileName());
    }
    String list = node.file("/srv/apt/Packages").toString();
    Machine.run(
        List.of("sh", "-ec", "cd $0; dpkg-scanpackages . >>\"$1\"", directory.toString(), list));
    node.run("apt-get", "update").ok();
    Pusher pusher = bed.pusher();
    pusher.script(
        Scripts.deployable("packages", "Apt.install(\"slow\");", "Apt.install(\"unwanted\");"));
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the postinst", () -> Files.exists(node.file("/srv/slow")));

    Program stop = node.startTroops("stop");
    Program attached = node.startTroops("attach");
    Patience.await(
        "the run to say that it waits",
        () -> attached.said().contains("stopping: waiting for what is running to end"));
    assertThat(stop.isAlive()).isTrue();
    Files.writeString(node.file("/srv/finish"), "");
    assertThat(stop.finish().ok().err()).contains("stopped; troops log last shows how far it came");
    failed(push, "deployment failed: the run was ended by a signal");
    assertThat(attached.finish().code()).isEqualTo(1);
    assertThat(node.run("dpkg", "--audit").ok().out()).isEmpty();
    assertThat(node.run("dpkg-query", "--show", "--showformat=${Status}", "slow").ok().out())
        .isEqualTo("install ok installed");
    node.run("dpkg-query", "--show", "unwanted").refused();
    assertThat(node.file("/srv/unwanted")).doesNotExist();

    pusher.push(node, "--force", "main").ok();
    node.run("dpkg-query", "--show", "unwanted").ok();
  }

  @Test
  void aRunHasATimeLimit(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Files.writeString(node.file("/etc/troops/config"), "[run]\n\ttimeout = 2s\n");
    Pusher pusher = bed.pusher();
    String late = "deployment failed: not done within its time limit of 2 s; it was ended here";
    pusher.script(Scripts.deployable("sleeps", "Thread.sleep(1_000_000);"));
    failed(pusher.startPush("ubuntu", node, "main"), late);

    pusher.script(
        Scripts.deployable(
            "stubborn",
            "while (true) {",
            "  try { Thread.sleep(1_000_000); } catch (InterruptedException e) { }",
            "}"));
    Result stubborn = failed(pusher.startPush("ubuntu", node, "main"), late);
    assertThat(stubborn.err()).contains("remote: failed: stubborn, deploy.java:1");
    assertThat(Scripts.local(node)).isEmpty();

    pusher.deploy(node, Scripts.motd("one"));
    assertThat(node.run("troops", "log").ok().out().lines()).hasSize(4);
  }
}
