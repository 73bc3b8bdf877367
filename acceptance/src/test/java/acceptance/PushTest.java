package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A push that is accepted: exactly when its deployment has succeeded.
@ExtendWith(TestBed.class)
class PushTest {
  /// Leaves as many objects as many pushes do, each in a file of its own.
  private static final String MANY_OBJECTS =
      """
      cd "$(mktemp -d)"
      git init --quiet .
      seq 7000 | split --lines=1 --suffix-length=4 - note-
      git -c core.fsync=none -c gc.auto=0 add .
      git -c gc.auto=0 -c user.name=ubuntu -c user.email=ubuntu@example.com commit --quiet --message=many
      export GIT_DIR=/var/lib/troops/repo/main.git
      cp --recursive --no-clobber .git/objects/?? "$GIT_DIR/objects/"
      git update-ref refs/notes/many "$(GIT_DIR=.git git rev-parse HEAD)"
      """;

  @Test
  void theFirstPushDecidesWhichBranchANodeDeploys(Bed bed) {
    DebianNode node = Scripts.node(bed);
    DebianNode other = bed.readyNode("shellbox-2.example.com");
    other.run("gpasswd", "--add", "ubuntu", "troops").ok();
    Pusher pusher = bed.pusher();
    String commit = pusher.script(Scripts.motd("one"));
    pusher.git("branch", "master").ok();

    Result several = pusher.push(node, "main", "master");
    assertThat(several.code()).as(several.all()).isEqualTo(1);
    assertThat(several.err())
        .contains(
            "main -> main (the first push decides what this node deploys: push one branch alone)")
        .contains("master -> master (the first push decides");
    assertThat(Scripts.refs(pusher, node)).isEmpty();
    assertThat(node.run("troops", "log").ok().out()).isEqualTo("no runs yet\n");

    Result master = pusher.push(node, "master").ok();
    assertThat(master.err()).contains(" * [new branch]      master -> master");
    assertThat(Scripts.refs(pusher, node))
        .containsExactly(commit + "\tHEAD", commit + "\trefs/heads/master");
    assertThat(Scripts.head(node)).isEqualTo("refs/heads/master");
    assertThat(pusher.git("clone", node.repository("ubuntu"), "there").ok().err()).isNotEmpty();
    assertThat(pusher.work().resolve("there/deploy.java")).exists();

    assertThat(pusher.push(other, "main").ok().err()).contains("main -> main");
    assertThat(Scripts.head(other)).isEqualTo("refs/heads/main");
  }

  @Test
  void aCheckTellsWhatWouldBeDoneAndMovesNothingAnywhere(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.git("remote", "add", "node", node.repository("ubuntu")).ok();
    String first = pusher.script(Scripts.motd("one"));

    Result unborn = pusher.git("push", "--push-option=check", "node", "main").ok();
    assertThat(unborn.err())
        .contains("remote: previewing ")
        .contains("remote:   would update /etc/motd")
        .contains("remote: preview: 1 change to make; nothing was changed")
        .contains(" * [new reference]   main -> refs/troops/checked");
    assertThat(pusher.git("rev-parse", "--verify", "--quiet", "node/main").code()).isEqualTo(1);
    assertThat(Scripts.refs(pusher, node)).isEmpty();
    assertThat(node.file("/etc/motd")).content().doesNotContain("one");

    pusher.git("push", "node", "main").ok();
    String second = pusher.script(Scripts.motd("two"));
    pusher.git("tag", "-a", "-m", "a tag", "v2").ok();
    Result check = pusher.git("push", "--follow-tags", "--push-option=check", "node", "main").ok();
    assertThat(check.err())
        .contains("would update /etc/motd")
        .contains("main -> refs/troops/checked")
        .contains("v2 -> refs/troops/checked");
    assertThat(pusher.git("rev-parse", "node/main").ok().out().strip()).isEqualTo(first);
    assertThat(Scripts.refs(pusher, node))
        .containsExactly(first + "\tHEAD", first + "\trefs/heads/main");
    assertThat(node.file("/etc/motd")).hasContent("one\n");

    pusher.script(Scripts.deployable("motd", "throw new Error(\"no luck\");"));
    Result failed = pusher.git("push", "--push-option=check", "node", "main");
    assertThat(failed.code()).as(failed.all()).isEqualTo(1);
    assertThat(failed.err()).contains("! [remote rejected] main -> main (check failed: ");

    pusher.git("reset", "--quiet", "--hard", second).ok();
    pusher.git("push", "node", "main").ok();
    assertThat(node.file("/etc/motd")).hasContent("two\n");
  }

  @Test
  void rolesCanBeGrantedForOneRun(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(
        """
        import troops.*;

        void main() {
            Troops.defineRole("web");
        }

        @Deployable(roles = "web")
        void web() { IO.println("the web is up"); }

        @Deployable
        void all() { IO.println("everybody"); }
        """);
    Result check = pusher.push(node, "--push-option=check", "--push-option=role=web", "main").ok();
    assertThat(check.err()).contains("remote: the web is up").contains("remote: everybody");
    Result granted = pusher.push(node, "--push-option=role=web", "main").ok();
    assertThat(granted.err()).contains("remote: the web is up").contains("remote: everybody");

    pusher.file("other", "changed").commit("another commit");
    Result misspelt = pusher.push(node, "--push-option=role=wbe", "main").ok();
    assertThat(misspelt.err())
        .contains("remote: warning: no deployable asks for role 'wbe'")
        .contains("remote: everybody")
        .doesNotContain("the web is up");
  }

  @Test
  void aPushHasTheRepositoryTidiedUpWithoutWaitingForThat(Bed bed) throws Exception {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    node.ssh("ubuntu", "set -e\n" + MANY_OBJECTS).ok();
    assertThat(objects(node)).hasSizeGreaterThan(20);
    Result push = pusher.push(node, pusher.script(Scripts.motd("two")) + ":refs/heads/main").ok();
    assertThat(push.err()).doesNotContain("Auto packing");
    Patience.await("git's tidying", () -> objects(node).size() < 5);
    pusher.deploy(node, Scripts.motd("three"));
  }

  private static List<String> objects(DebianNode node) {
    return node.run("ls", "/var/lib/troops/repo/main.git/objects/17").out().lines().toList();
  }

  @Test
  void aPushOfWhatIsDeployedSaysSo(Bed bed) throws Exception {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String commit = pusher.deploy(node, Scripts.motd("one"));
    assertThat(pusher.push(node, "main").ok().err()).isEqualTo("Everything up-to-date\n");

    // Somebody else was first with the very same commit.
    Pusher second = bed.pusher("second");
    second.git("pull", "--quiet", node.repository("ubuntu"), "main").ok();
    String next = pusher.script(Scripts.waiting("/srv/go", "two"));
    second.git("pull", "--quiet", pusher.work().toString(), "main").ok();
    Program ahead = pusher.startPush("ubuntu", node, "main");
    Patience.await("the first run", () -> ahead.said().contains("two has begun"));
    Program behind = second.startPush("ubuntu", node, "main");
    Patience.await("the second push", () -> behind.said().contains("waiting for"));
    assertThat(behind.said())
        .contains("waiting for the run of " + next.substring(0, 10) + " by ubuntu (process ");
    Files.writeString(node.file("/srv/go"), "");
    ahead.finish().ok();
    Result same = behind.finish().ok();
    assertThat(same.err()).contains("remote: already deployed: " + next.substring(0, 10));
    assertThat(node.run("troops", "log").ok().out().lines()).hasSize(3);
    assertThat(commit).isNotEqualTo(next);
  }

  @Test
  void pushesQueueAndWhoComesAfterWhatWentFirstIsAccepted(Bed bed) throws Exception {
    DebianNode node = Scripts.node(bed);
    Pusher first = bed.pusher("first");
    first.deploy(node, Scripts.motd("one"));
    Pusher heir = bed.pusher("heir");
    Pusher rival = bed.pusher("rival");
    String address = node.repository("ubuntu");
    rival.git("pull", "--quiet", address, "main").ok();
    rival.git("remote", "add", "node", address).ok();
    String going = first.script(Scripts.waiting("/srv/go", "two"));
    heir.git("pull", "--quiet", first.work().toString(), "main").ok();
    heir.git("remote", "add", "node", address).ok();
    String newest = heir.script(Scripts.motd("three"));
    rival.script(Scripts.motd("four"));

    Program ahead = first.startPush("ubuntu", node, "main");
    Patience.await("the first run", () -> ahead.said().contains("two has begun"));
    Program next = heir.start("git", "push", "node", "main");
    Program late = rival.start("git", "push", "node", "main");
    String waits = "  waiting for the run of " + going.substring(0, 10) + " by ubuntu";
    Patience.await("the heir waits", () -> next.said().contains(waits));
    Patience.await("the rival waits", () -> late.said().contains(waits));
    Files.writeString(node.file("/srv/go"), "");
    ahead.finish().ok();
    Result accepted = next.finish().ok();
    assertThat(accepted.err())
        .contains(going.substring(0, 7) + ".." + newest.substring(0, 7) + "  main -> main");
    assertThat(heir.git("rev-parse", "node/main").ok().out().strip()).isEqualTo(newest);
    Result refused = late.finish();
    assertThat(refused.code()).as(refused.all()).isEqualTo(1);
    assertThat(refused.err())
        .contains("! [remote rejected] main -> main (not a fast-forward of what is deployed: ");
    assertThat(node.file("/etc/motd")).hasContent("three\n");
    assertThat(Scripts.refs(first, node)).contains(newest + "\trefs/heads/main");
  }
}
