package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Pushes that are refused: each says why, exits with 1, and moves nothing.
@ExtendWith(TestBed.class)
class PushRefusalTest {
  private static Result refused(Result result, String... lines) {
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    for (String line : lines) {
      assertThat(result.err()).contains("! [remote rejected] " + line);
    }
    return result;
  }

  @Test
  void onlyTheBranchThatIsDeployedMovesAndOnlyForward(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.git("remote", "add", "node", node.repository("ubuntu")).ok();
    String first = pusher.script(Scripts.motd("one"));
    String second = pusher.script(Scripts.motd("two"));
    pusher.git("push", "--quiet", "node", "main").ok();
    List<String> refs = Scripts.refs(pusher, node);
    assertThat(refs).containsExactly(second + "\tHEAD", second + "\trefs/heads/main");

    String notForward = "(not a fast-forward of what is deployed: " + second.substring(0, 10) + ")";
    refused(
        pusher.git("push", "--force", "node", first + ":main"), first + " -> main " + notForward);
    refused(
        pusher.git("push", "--force-with-lease", "node", first + ":main"),
        first + " -> main " + notForward);
    refused(
        pusher.git("push", "--force", "-ocheck", "node", first + ":main"),
        first + " -> main " + notForward);
    assertThat(refused(pusher.git("push", "--force", "node", first + ":main")).err())
        .contains("remote: hint: git pull first; to go back, commit a git revert");

    refused(
        pusher.git("push", "node", ":main"),
        "main (the branch that a node deploys can't be deleted)");
    refused(
        pusher.git("push", "node", "--force", ":refs/heads/gone"),
        "gone (a node has no other branch than the one that it deploys)");
    refused(
        pusher.git("push", "node", "main:feature"),
        "main -> feature (this node deploys main: push feature:main)");
    refused(
        pusher.git("push", "node", "HEAD:refs/x"),
        "HEAD -> refs/x (only branches and tags can be pushed to a node)");
    refused(
        pusher.git("push", "node", "HEAD:refs/troops/incoming"),
        "HEAD -> refs/troops/incoming (only branches and tags can be pushed to a node)");
    pusher.git("checkout", "--quiet", "-b", "feature").ok();
    refused(
        pusher.git("push", "--mirror", "node"),
        "feature -> feature (this node deploys main: push feature:main)",
        "node/main -> node/main (only branches and tags can be pushed to a node)");

    assertThat(Scripts.refs(pusher, node)).isEqualTo(refs);
    assertThat(pusher.git("push", "--dry-run", "--force", "node", first + ":main").ok().err())
        .contains("(forced update)");
    assertThat(node.file("/etc/motd")).hasContent("two\n");
    assertThat(node.run("troops", "log").ok().out().lines()).hasSize(2);
  }

  @Test
  void ofSeveralRefsEachHasItsAnswerUnlessThePushIsAtomic(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    String second = pusher.script(Scripts.motd("two"));
    pusher.git("tag", "v2").ok();
    List<String> before = Scripts.refs(pusher, node);

    refused(
        pusher.push(node, "--atomic", "main", "main:other", "v2"),
        "main -> main (the push is atomic, and another ref was refused)",
        "main -> other (this node deploys main: push other:main)",
        "v2 -> v2 (the push is atomic, and another ref was refused)");
    assertThat(Scripts.refs(pusher, node)).isEqualTo(before);
    assertThat(node.file("/etc/motd")).hasContent("one\n");

    Result each =
        refused(pusher.push(node, "main", "main:other", "v2"), "main -> other (this node");
    assertThat(each.err()).contains("  main -> main").contains("[new tag]         v2 -> v2");
    assertThat(Scripts.refs(pusher, node))
        .containsExactly(
            second + "\tHEAD", second + "\trefs/heads/main", second + "\trefs/tags/v2");
    assertThat(node.file("/etc/motd")).hasContent("two\n");

    // What fails takes the rest of an atomic push with it, and nothing of another.
    String third = pusher.script(Scripts.deployable("motd", "throw new Error(\"no luck\");"));
    pusher.git("tag", "v3").ok();
    refused(
        pusher.push(node, "--atomic", "main", "v3"),
        "main -> main (deployment failed: java.lang.Error: no luck)",
        "v3 -> v3 (the push is atomic, and another ref was refused)");
    refused(pusher.push(node, "main", "v3"), "main -> main (deployment failed: ");
    assertThat(Scripts.refs(pusher, node))
        .containsExactly(
            second + "\tHEAD",
            second + "\trefs/heads/main",
            second + "\trefs/tags/v2",
            third + "\trefs/tags/v3");
  }

  @Test
  void tagsAreKeptAndDeployNothing(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.git("config", "push.followTags", "true").ok();
    String first = pusher.script(Scripts.motd("one"));
    pusher.git("tag", "-a", "-m", "one", "v1").ok();
    // Before anything is deployed.
    pusher.push(node, "v1").ok();
    assertThat(node.run("troops", "log").ok().out()).isEqualTo("no runs yet\n");
    pusher.git("push", node.repository("ubuntu"), ":v1").ok();

    assertThat(pusher.push(node, "main").ok().err())
        .contains("[new branch]      main -> main")
        .contains("[new tag]         v1 -> v1");
    pusher.script(Scripts.motd("two"));
    pusher.git("tag", "-a", "-m", "two", "v2").ok();
    Result alone = pusher.push(node, "v2").ok();
    assertThat(alone.err()).contains("[new tag]         v2 -> v2").doesNotContain("deploying");
    pusher.git("tag", "--force", "v1").ok();
    assertThat(pusher.push(node, "--force", "v1").ok().err()).contains("v1 -> v1 (forced update)");
    assertThat(pusher.push(node, ":v1").ok().err()).contains("[deleted]         v1");
    assertThat(Scripts.refs(pusher, node)).contains(first + "\trefs/heads/main");
    assertThat(node.file("/etc/motd")).hasContent("one\n");
    refused(pusher.push(node, "-ocheck", ":v2"), "v2 (a check changes nothing)");
    assertThat(node.run("troops", "log").ok().out().lines()).hasSize(2);
  }

  @Test
  void whatCannotBeDeployedIsRefusedBeforeAnythingChanges(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String first = pusher.deploy(node, Scripts.motd("one"));

    pusher.script(Scripts.motd("two") + "nonsense\n");
    Result compile =
        refused(pusher.push(node, "main"), "main -> main (deployment failed: the script");
    assertThat(compile.err())
        .contains("remote: failed: the script doesn't compile: ")
        .contains("remote: hint: nothing was changed on the machine");
    back(pusher, first);

    pusher.git("rm", "--quiet", "deploy.java").ok();
    pusher.commit("no script");
    refused(pusher.push(node, "main"), "main -> main (");
    back(pusher, first);

    pusher.script(Scripts.motd("two"));
    pusher.git("update-index", "--add", "--cacheinfo", "160000," + first + ",vendor/library").ok();
    pusher.git("commit", "--quiet", "-m", "a submodule").ok();
    Result submodule =
        refused(
            pusher.push(node, "main"),
            "main -> main (deployment failed: vendor/library is a submodule: its files are not part");
    assertThat(submodule.err()).contains("remote: hint: ");
    back(pusher, first);

    pusher.file(".gitattributes", "*.iso filter=lfs diff=lfs merge=lfs -text\n");
    pusher.git("config", "filter.lfs.required", "false").ok();
    String oid = "oid sha256:" + "0".repeat(64);
    pusher.file("disk.iso", "version https://git-lfs.github.com/spec/v1\n" + oid + "\nsize 5\n");
    pusher.script(Scripts.motd("two"));
    refused(
        pusher.push(node, "main"),
        "main -> main (deployment failed: disk.iso is kept in Git LFS: its content is not part of");
    back(pusher, first);

    refused(
        pusher.push(node, "-ochek", "HEAD^{commit}:main", "HEAD:refs/tags/t"),
        "HEAD -> t (no push option is called 'chek': there are check, rehearse, role=NAME)");
    pusher.script(Scripts.motd("two"));
    refused(
        pusher.push(node, "-ochek", "main"),
        "main -> main (no push option is called 'chek': there are check, rehearse, role=NAME)");
    refused(pusher.push(node, "-orole=", "main"), "main -> main (no push option is called 'role='");

    assertThat(node.file("/etc/motd")).hasContent("one\n");
    assertThat(Scripts.refs(pusher, node))
        .containsExactly(first + "\tHEAD", first + "\trefs/heads/main");
  }

  private static void back(Pusher pusher, String commit) {
    pusher.git("reset", "--quiet", "--hard", commit).ok();
    pusher.git("clean", "--quiet", "-xdff").ok();
  }

  @Test
  void aShallowCloneWillDoIfTheNodeHasTheRest(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(Scripts.motd("one"));
    pusher.script(Scripts.motd("two"));
    Pusher shallow = bed.pusher("shallow");
    shallow.git("fetch", "--quiet", "--depth=1", "file://" + pusher.work(), "main").ok();
    shallow.git("reset", "--quiet", "--hard", "FETCH_HEAD").ok();
    refused(shallow.push(node, "main"), "main -> main (shallow update not allowed)");
    assertThat(Scripts.refs(pusher, node)).isEmpty();

    pusher.push(node, "main").ok();
    String third = shallow.deploy(node, Scripts.motd("three"));
    assertThat(Scripts.refs(pusher, node)).contains(third + "\trefs/heads/main");
    assertThat(node.file("/etc/motd")).hasContent("three\n");
  }
}
