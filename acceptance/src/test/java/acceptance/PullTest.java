package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What `troops pull` deploys, and what it leaves alone.
@ExtendWith(TestBed.class)
class PullTest {
  @Test
  void whatIsNewIsDeployedAndNothingElse(Bed bed) {
    Pulling at = Pulling.on(bed);
    Result none = at.pull();
    assertThat(none.code()).as(none.all()).isEqualTo(1);
    assertThat(none.err())
        .contains("failed: this node has no remote to pull from\n")
        .contains("hint: git --git-dir=/var/lib/troops/repo/main.git remote add NAME URL\n");

    String address = at.remote("origin");
    Result empty = at.pull();
    assertThat(empty.code()).as(empty.all()).isZero();
    assertThat(empty.err())
        .contains("warning: origin has no branch that its HEAD names\n")
        .contains("nothing new: nothing is deployed\n");

    String one = at.commit("one");
    at.publish(address, "main", "main:feature");
    Result preview = at.pull("--check", "--detailed-exitcode");
    assertThat(preview.code()).as(preview.all()).isEqualTo(2);
    assertThat(preview.err())
        .contains("previewing " + one.substring(0, 10))
        .contains("  would update /etc/motd (")
        .contains("nothing was changed");
    assertThat(at.read("/etc/motd")).isNotEqualTo("one\n");
    assertThat(at.branches()).isEmpty();

    Result first = at.pull().ok();
    assertThat(first.err()).contains("deploying " + one.substring(0, 10), "succeeded: 1 change");
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
    assertThat(at.branch("main")).isEqualTo(one);
    assertThat(at.branches()).containsExactly("main");

    Result again = at.pull();
    assertThat(again.code()).as(again.all()).isZero();
    assertThat(again.out()).isEmpty();
    assertThat(again.err()).isEqualTo("nothing new: " + one.substring(0, 10) + " is deployed\n");
    Result unattended = at.node.troops("pull", "--unattended");
    assertThat(unattended.code()).as(unattended.all()).isZero();
    assertThat(unattended.out() + unattended.err()).isEmpty();

    // Another branch is nobody's business here, even if it is ahead.
    at.commit("feature");
    at.publish(address, "HEAD:feature");
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");

    at.pusher.git("reset", "--quiet", "--hard", one).ok();
    at.pusher.git("commit", "--quiet", "--amend", "--message=another").ok();
    at.publish(address, "main");
    Result rewritten = at.pull();
    assertThat(rewritten.code()).as(rewritten.all()).isZero();
    assertThat(rewritten.err())
        .contains("is not a fast-forward of " + one.substring(0, 10) + ", which is deployed\n")
        .contains("hint: merge what is deployed into it, and push that there\n")
        .contains("nothing new: ");
    assertThat(at.branch("main")).isEqualTo(one);
  }

  @Test
  void aFailedRevisionIsTriedAgainUntilANewerOneComes(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.commit("one");
    at.publish(address, "main");
    at.pull().ok();

    String two = at.commitThatNeedsTheFile("two");
    at.publish(address, "main");
    for (int attempt = 1; attempt <= 3; attempt++) {
      Result failed = attempt == 2 ? at.node.troops("pull", "--unattended") : at.pull();
      assertThat(failed.code()).as(failed.all()).isEqualTo(1);
      assertThat(failed.err()).contains("deploying " + two.substring(0, 10), "not yet");
      if (attempt > 1) {
        assertThat(failed.err())
            .contains("attempt " + attempt + " of " + two.substring(0, 10) + ": it has failed ")
            .contains("last with: java.lang.Error: not yet");
      }
      assertThat(at.branch("main")).isEqualTo(one);
    }
    // Whoever only looks is told, too; but that was no attempt.
    Result look = at.pull("--check");
    assertThat(look.err()).contains("attempt 4 of ");
    assertThat(at.node.ssh("ubuntu", "troops", "status").ok().out())
        .contains("failing     " + two.substring(0, 10) + " has failed 3 times since ");

    String three = at.commit("three");
    at.publish(address, "main");
    Result superseded = at.pull().ok();
    assertThat(superseded.err())
        .contains("deploying " + three.substring(0, 10), "succeeded: 1 change")
        .doesNotContain("attempt ");
    assertThat(at.branch("main")).isEqualTo(three);
    assertThat(at.node.ssh("ubuntu", "troops", "status").ok().out()).doesNotContain("failing ");
  }

  @Test
  void theFirstPullTakesTheBranchThatTheRemotesHeadNames(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.lead("origin", "master");
    String main = at.commit("main");
    at.publish(address, "main");
    Result other = at.pull();
    assertThat(other.err()).contains("warning: origin has no branch that its HEAD names\n");
    String master = at.commit("master");
    at.publish(address, "HEAD:master");
    assertThat(at.pull().ok().err()).contains("deploying " + master.substring(0, 10));
    assertThat(at.branches()).containsExactly("master");
    assertThat(at.node.run("cat", Scripts.REPOSITORY + "/HEAD").out())
        .isEqualTo("ref: refs/heads/master\n");

    // A branch was chosen: now it is the only one, wherever HEAD goes.
    at.commit("main again");
    at.lead("origin", "main");
    at.publish(address, "HEAD:main", ":master");
    Result gone = at.pull();
    assertThat(gone.code()).as(gone.all()).isZero();
    assertThat(gone.err())
        .contains("warning: origin has no branch master\n")
        .contains("hint: this node deploys no other; there is main\n");
    assertThat(at.branch("master")).isEqualTo(master).isNotEqualTo(main);
  }

  @Test
  void whatIsDeployedIsDeployedAgainWhenThatWasLongAgo(Bed bed) throws Exception {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.commit("one");
    at.publish(address, "main");
    at.pull().ok();
    at.write("/etc/motd", "by hand\n");
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");
    at.write("/etc/troops/config", "[pull]\n\tredeploy = 1h\n");
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");

    age(at, -3601);
    assertThat(at.node.troops("pull", "--unattended").ok().err())
        .contains("  update /etc/motd (", "succeeded: 1 change");
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");

    // The clock was ahead when it was deployed, and has been set back.
    age(at, 86_400);
    at.write("/etc/motd", "by hand\n");
    assertThat(at.pull().ok().err()).contains("succeeded: 1 change");
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");
  }

  /// Puts off what the node knows about the time of its last attempt, by seconds.
  private static void age(Pulling at, long seconds) throws Exception {
    List<String> lines =
        new java.util.ArrayList<>(
            Files.readAllLines(at.node.file("/var/lib/troops/state/attempts")));
    lines.set(3, Long.toString(Long.parseLong(lines.get(3)) + seconds));
    at.write("/var/lib/troops/state/attempts", String.join("\n", lines) + "\n");
  }

  @Test
  void pushedAndPulledCommitsFollowEachOther(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.commit("one");
    at.publish(address, "main");
    at.pull().ok();

    // The remote doesn't know yet what was pushed to the node.
    String two = at.commit("two");
    at.pusher.push(at.node, "main").ok();
    assertThat(at.pull().ok().err())
        .isEqualTo("nothing new: " + two.substring(0, 10) + " is deployed\n");
    at.publish(address, "main");
    assertThat(at.pull().ok().err()).startsWith("nothing new: " + two.substring(0, 10));
    String three = at.commit("three");
    at.publish(address, "main");
    assertThat(at.pull().ok().err()).contains("deploying " + three.substring(0, 10));
    Result same = at.pusher.push(at.node, "main").ok();
    assertThat(same.err()).contains("Everything up-to-date");
    String four = at.commit("four");
    at.pusher.push(at.node, "main").ok();
    assertThat(at.branch("main")).isEqualTo(four);

    // They part: the node was pushed what the remote will never have.
    at.pusher.git("reset", "--quiet", "--hard", three).ok();
    String five = at.commit("five");
    at.publish(address, "main");
    Result parted = at.pull();
    assertThat(parted.code()).as(parted.all()).isZero();
    assertThat(parted.err())
        .contains("main of origin, " + five.substring(0, 10) + ", is not a fast-forward of ")
        .contains(four.substring(0, 10) + ", which is deployed");
    at.pusher.git("merge", "--quiet", "--strategy=ours", "--no-edit", four).ok();
    at.publish(address, "main");
    assertThat(at.pull().ok().err()).contains("succeeded: 1 change");
    assertThat(at.read("/etc/motd")).isEqualTo("five\n");
  }

  @Test
  void onlyMembersPullAndOnlyTheNodesOwnRepository(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.commit("one");
    at.publish(address, "main");
    at.node.user("stranger");
    Result stranger = at.node.ssh("stranger", "troops", "pull");
    assertThat(stranger.code()).as(stranger.all()).isEqualTo(1);
    assertThat(stranger.err())
        .contains("only members of the group troops may ask this node for anything")
        .contains("hint: sudo gpasswd -a USER troops; then log in again");
    Result cunning = at.node.ssh("stranger", "troops", "pull", "--unattended");
    assertThat(cunning.code()).as(cunning.all()).isEqualTo(64);
    assertThat(at.branches()).isEmpty();

    Result elsewhere = at.pull("--repository=/srv/other");
    assertThat(elsewhere.code()).as(elsewhere.all()).isEqualTo(64);
    assertThat(elsewhere.err())
        .contains("only a node's own repository pulls: /var/lib/troops/repo/main.git")
        .contains("hint: git -C /srv/other pull && troops deploy");
    Result noNode = at.host.node().troops("pull");
    assertThat(noNode.code()).as(noNode.all()).isEqualTo(1);
    assertThat(noNode.err())
        .contains("this machine is no node: there is no /var/lib/troops/repo/main.git")
        .contains("hint: the Debian package of Troops makes it one");

    Result root = at.node.troops("pull", "--repository=/var/lib/troops/repo/main.git");
    assertThat(root.ok().err()).contains("deploying " + one.substring(0, 10));
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out()).contains("root (pull)");
    at.commit("two");
    at.publish(address, "main");
    at.pull().ok();
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out()).contains("ubuntu (pull)");
  }

  @Test
  void aPullGoesOnWhenWhoeverAskedIsGone(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.pusher.script(Pulling.script(Pulling.WAITS, "one"));
    at.publish(address, "main");
    Program pull = at.pusher.start("ssh", "ubuntu@" + at.node.name(), "troops", "pull");
    Patience.await("the run", () -> pull.said().contains("deploying "));
    pull.kill();
    assertThat(at.node.ssh("ubuntu", "troops", "status").ok().out())
        .contains("now         the run of " + one.substring(0, 10));
    // Whoever is in no hurry is told, and exits with 75.
    Result busy = at.pull("--lock-wait=0");
    assertThat(busy.code()).as(busy.all()).isEqualTo(75);
    assertThat(busy.err()).contains("one run at a time: the lock is held by ");
    Program attached = at.pusher.start("ssh", "ubuntu@" + at.node.name(), "troops", "attach");
    Patience.await("what was said", () -> attached.said().contains("deploying "));
    at.write("/srv/ready", "");
    assertThat(attached.finish().ok().err()).contains("succeeded: 1 change");
    Patience.await("the branch", () -> at.branch("main").equals(one));
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
  }
}
