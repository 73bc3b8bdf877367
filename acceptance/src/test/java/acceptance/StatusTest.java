package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a node tells of itself: `troops status` and `troops log`.
@ExtendWith(TestBed.class)
class StatusTest {
  private static final String TIME = "20\\d\\d-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d";

  @Test
  void statusTellsWhatIsDeployedAndWhatIsWrong(Bed bed) {
    Pulling at = Pulling.on(bed);
    assertThat(status(at))
        .contains("node        shellbox-1\n")
        .contains("branch      none yet: the first push or pull decides\n")
        .contains("deployed    nothing yet\n")
        .contains("now         no run is going on\n")
        .contains("roles       none by settings; troops deploy --list tells those of the script\n")
        .doesNotContain("last run", "failing", "remote ", "problem");

    String address = at.remote("origin");
    at.remote("missing", "git@repos.example.com:missing");
    at.pusher.git("config", "user.name", "Zoë Größe").ok();
    at.commit("one");
    at.pusher.git("commit", "--quiet", "--amend", "--message=Greet: ça va").ok();
    String one = at.pusher.git("rev-parse", "HEAD").ok().out().strip();
    at.publish(address, "main");
    at.write("/etc/troops/roles", "# by hand\nweb\ndb # too\n");
    at.pull().ok();
    assertThat(status(at))
        .contains("branch      main\n")
        .contains("deployed    " + one.substring(0, 10) + " \"Greet: ça va\" by Zoë Größe <tester@")
        .containsPattern(
            "last run    succeeded \\("
                + TIME
                + ", pull by ubuntu, "
                + one.substring(0, 10)
                + ", 20")
        .contains("roles       db, web (by settings)\n")
        .containsPattern("remote      origin git@repos.example.com:origin, fetched " + TIME + "\n")
        .containsPattern(
            "remote      missing \\S+, not fetched " + TIME + ": 'missing' does not appear to be")
        .doesNotContain("failing", "problem");

    String two = at.commitThatNeedsTheFile("two");
    at.publish(address, "main");
    at.pull().refused();
    assertThat(status(at))
        .contains("deployed    " + one.substring(0, 10))
        .containsPattern("last run    failed \\(.*" + two.substring(0, 10) + ".*not yet\n")
        .containsPattern(
            "failing     "
                + two.substring(0, 10)
                + " has failed once, at "
                + TIME
                + ": .*not yet\n");
    at.node.run("git", "config", "--system", "--unset-all", "safe.directory").ok();
    assertThat(status(at))
        .contains("problem     git refuses pushes, for the setting safe.directory has got lost:")
        .contains("sudo git config --system --add safe.directory /var/lib/troops/repo/main.git\n");

    String json = at.node.ssh("ubuntu", "troops", "status", "--json").ok().out();
    assertThat(json.lines()).hasSize(1);
    assertThat(json)
        .startsWith("{\"type\":\"status\",\"schema\":")
        .contains("\"node\":\"shellbox-1\"", "\"branch\":\"main\"", "\"revision\":\"" + one + "\"")
        .contains("\"author\":\"Zoë Größe <tester@example.com>\"", "\"title\":\"Greet: ça va\"")
        .contains("\"last-outcome\":\"failed\"", "\"attempted\":\"" + two + "\"", "\"failures\":1")
        .contains("\"failure\":\"java.lang.Error: not yet\"", "\"going-on\":\"\"")
        .contains("\"roles\":[\"db\",\"web\"]", "\"remotes\":[{\"name\":\"origin\",\"url\":")
        .contains("\"problems\":[\"git refuses pushes");

    at.node.user("stranger");
    Result stranger = at.node.ssh("stranger", "troops", "status");
    assertThat(stranger.code()).as(stranger.all()).isEqualTo(1);
    assertThat(stranger.err()).contains("only members of the group troops may ask this node");
    assertThat(stranger.out()).isEmpty();
    Result noNode = at.host.node().troops("status");
    assertThat(noNode.code()).as(noNode.all()).isEqualTo(1);
    assertThat(noNode.err()).contains("this machine is no node");
  }

  private static String status(Pulling at) {
    Result member = at.node.ssh("ubuntu", "troops", "status").ok();
    // Root asks nobody.
    assertThat(at.node.troops("status").ok().out()).isEqualTo(member.out());
    return member.out();
  }

  @Test
  void statusTellsOfARunThatGoesOnAndTheLogOfThoseThatWere(Bed bed) {
    Pulling at = Pulling.on(bed);
    at.write("/etc/troops/config", "[runs]\n\tkeep = 3\n");
    for (int i = 1; i <= 4; i++) {
      at.commit("greeting " + i);
      at.pusher.push(at.node, "main").ok();
    }
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out().lines()).hasSizeBetween(3, 4);

    String last =
        at.pusher.script(
            Pulling.script(
                "IO.println(\"héllo\"); IO.println(\"wait\"); " + Pulling.WAITS, "last"));
    Program push = at.pusher.startPush("ubuntu", at.node, "main");
    Patience.await("the run", () -> push.said().contains("wait"));
    String now = status(at);
    assertThat(now)
        .containsPattern("now         the run of " + last.substring(0, 10) + " by ubuntu")
        .contains("last run    succeeded (");
    assertThat(at.node.ssh("ubuntu", "troops", "status", "--json").ok().out())
        .containsPattern("\"going-on\":\"20\\S+\"");
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out()).contains("  going on  ");
    at.write("/srv/ready", "");
    push.finish().ok();

    Result whole = at.node.ssh("ubuntu", "troops", "log", "last").ok();
    assertThat(whole.out())
        .startsWith("deploying " + last.substring(0, 10) + " \"a script\" on shellbox-1\n")
        .containsOnlyOnce("héllo\nwait\n")
        .contains("  update /etc/motd (", "succeeded: 1 change");
    assertThat(whole.err()).isEmpty();
    Result json = at.node.ssh("ubuntu", "troops", "log", "last", "--json").ok();
    assertThat(json.out().lines().toList())
        .allMatch(line -> line.startsWith("{") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"user\":\"ubuntu\"") && line.contains("\"via\":\"push\""))
        .anyMatch(line -> line.contains("\"line\":\"héllo\""));
    assertThat(at.node.ssh("ubuntu", "troops", "log", "--json").ok().out().lines().toList())
        .allMatch(line -> line.startsWith("{\"type\":\"run\",") && line.contains("\"outcome\":"));
    Result unknown = at.node.ssh("ubuntu", "troops", "log", "nonsense");
    assertThat(unknown.code()).as(unknown.all()).isEqualTo(1);
    assertThat(unknown.err()).contains("nonsense");
  }

  @Test
  void settingsThatMakeNoSenseAreToldAndNothingHappens(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.commit("one");
    at.publish(address, "main");
    at.pusher.push(at.node, "main").ok();
    at.commit("two");
    at.publish(address, "main");
    assertRefused(at, "[pull]\n\tredeply = 1d\n", "/etc/troops/config: pull.redeply is no setting");
    assertRefused(
        at,
        "[run]\n\ttimeout = soon\n",
        "/etc/troops/config: run.timeout is a time such as 90s, 10m, 4h or 1d, not 'soon'");
    assertRefused(
        at, "[runs]\n\tkeep = 0\n", "/etc/troops/config: runs.keep is a number above 0, not '0'");
    assertRefused(
        at,
        "[run]\n\trehearse = yes\n",
        "/etc/troops/config: run.rehearse is always or never, not 'yes'");
    assertRefused(
        at,
        "[ssh]\n\tkeyType = dsa\n",
        "/etc/troops/config: ssh.keytype is ed25519 or rsa, not 'dsa'");
    assertRefused(at, "[pull\n", "/etc/troops/config can't be understood");
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out().lines()).hasSize(2);
    at.write("/etc/troops/config", "[pull]\n[run]\n# all as usual\n");
    at.pull().ok();
    assertThat(at.read("/etc/motd")).isEqualTo("two\n");
  }

  private static void assertRefused(Pulling at, String settings, String message) {
    at.write("/etc/troops/config", settings);
    Result push = at.pusher.push(at.node, "main");
    assertThat(push.code()).as(push.all()).isEqualTo(1);
    assertThat(push.err()).contains("! [remote rejected] main -> main (", message);
    Result pull = at.pull();
    assertThat(pull.code()).as(pull.all()).isEqualTo(1);
    assertThat(pull.err()).contains(message);
    Result status = at.node.ssh("ubuntu", "troops", "status");
    assertThat(status.out())
        .as(status.all())
        .contains("problem     nothing can be deployed: " + message);
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
  }
}
