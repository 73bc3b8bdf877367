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
import java.nio.file.LinkOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// What members of the group do to the repository that they share changes nothing of what root
/// deploys, and root carries nothing of it out.
@ExtendWith(TestBed.class)
class RootsWordTest {
  private static final String GIT = "git --git-dir=" + Scripts.REPOSITORY + " ";
  private static final String MAIN = Scripts.REPOSITORY + "/refs/heads/main";

  private static void member(DebianNode node, String command) {
    node.run("runuser", "-u", "ubuntu", "--", "sh", "-ec", command).ok();
  }

  @Test
  void theBranchIsPutBackWhateverAMemberMadeOfIt(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String first = pusher.deploy(node, Scripts.motd("one"));
    String second = pusher.deploy(node, Scripts.motd("two"));
    String was = "warning: branch main was ";
    String back = ", but what is deployed is " + second.substring(0, 10) + ": put back";
    String[][] deeds = {
      {GIT + "update-ref refs/heads/main " + first, "at " + first.substring(0, 10)},
      {GIT + "update-ref -d refs/heads/main", "gone"},
      {
        GIT
            + "update-ref refs/heads/else "
            + second
            + "; "
            + GIT
            + "symbolic-ref refs/heads/main refs/heads/else",
        "gone"
      },
      {
        GIT + "update-ref -d refs/heads/main; " + GIT + "update-ref refs/heads/main/sub " + second,
        "gone"
      },
      {
        "rm -rf " + MAIN + "; mkdir " + MAIN + "; echo junk >" + MAIN + "/junk; chmod g+w " + MAIN,
        "gone"
      },
      {"rm -rf " + MAIN + "; : >" + MAIN, "gone"},
      {"rm -f " + MAIN + "; ln -s /etc/shadow " + MAIN, "gone"},
      {": >" + MAIN + ".lock; " + GIT + "pack-refs --all; rm -f " + MAIN, ""},
    };
    for (String[] deed : deeds) {
      member(node, deed[0]);
      Result deploy = node.ssh("ubuntu", "troops", "deploy").ok();
      if (!deed[1].isEmpty()) {
        assertThat(deploy.err()).as(deed[0]).contains(was + deed[1] + back);
      }
      assertThat(Scripts.local(node)).as(deed[0]).contains(second + " refs/heads/main");
    }
    member(node, ": >" + MAIN + ".lock");
    String third = pusher.deploy(node, Scripts.motd("three"));
    assertThat(Scripts.local(node)).contains(third + " refs/heads/main");
    assertThat(node.file(MAIN + ".lock")).doesNotExist();
  }

  @Test
  void nothingThatLiesInTheRepositoryIsCarriedOut(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    node.run("chmod", "1777", "/srv").ok();
    String evil = "/srv/evil";
    member(
        node,
        "printf '#!/bin/sh\\nid -un >>/srv/done-by-$(id -un)\\ncat >/dev/null\\n' >"
            + evil
            + "; chmod 755 "
            + evil);
    for (String hook :
        java.util.List.of(
            "reference-transaction",
            "pre-receive",
            "update",
            "post-update",
            "post-receive",
            "push-to-checkout",
            "pre-auto-gc",
            "fsmonitor-watchman")) {
      member(node, "cp --remove-destination " + evil + " " + Scripts.REPOSITORY + "/hooks/" + hook);
    }
    for (String key :
        java.util.List.of(
            "core.fsmonitor",
            "core.sshCommand",
            "core.gitProxy",
            "core.pager",
            "core.editor",
            "core.askPass",
            "core.alternateRefsCommand",
            "gpg.program",
            "uploadpack.packObjectsHook",
            "diff.external",
            "credential.helper",
            "filter.x.clean",
            "filter.x.smudge")) {
      member(node, GIT + "config " + key + " " + evil);
    }
    member(node, GIT + "config core.hooksPath " + Scripts.REPOSITORY + "/hooks");
    node.ssh("ubuntu", "troops", "deploy").ok();
    member(node, GIT + "update-ref -d refs/heads/main || true");
    node.ssh("ubuntu", "troops", "deploy").ok();
    node.ssh("ubuntu", "troops", "status").ok();
    for (String who : java.util.List.of("root", "troops")) {
      assertThat(Files.exists(node.file("/srv/done-by-" + who), LinkOption.NOFOLLOW_LINKS))
          .as(who)
          .isFalse();
    }
    // A member's own git does carry it out: the bait would be taken.
    assertThat(node.file("/srv/done-by-ubuntu")).exists();
  }

  @Test
  void whoTidiesUpDuringARunTakesNothingAway(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    String second = pusher.script(Scripts.waiting("/srv/go", "two"));
    Program push = pusher.startPush("ubuntu", node, "main");
    Patience.await("the run", () -> push.said().contains("two has begun"));
    member(node, GIT + "gc --quiet --prune=now");
    node.run(
            "runuser",
            "-u",
            "ubuntu",
            "--",
            "git",
            "--git-dir=" + Scripts.REPOSITORY,
            "cat-file",
            "-e",
            second)
        .refused();
    Files.writeString(node.file("/srv/go"), "");
    push.finish().ok();
    assertThat(Scripts.local(node)).contains(second + " refs/heads/main");
    member(node, GIT + "fsck --strict");
  }

  @Test
  void whatMisleadsGitOrStopsItHarmsNothing(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String first = pusher.deploy(node, Scripts.motd("one"));
    String second = pusher.script(Scripts.motd("two"));

    // Not all of the history, as far as this repository says.
    member(node, "echo " + first + " >" + Scripts.REPOSITORY + "/shallow");
    pusher.push(node, "main").ok();
    member(node, "rm " + Scripts.REPOSITORY + "/shallow");
    // Another commit in the place of this one, as far as this repository says.
    member(node, GIT + "update-ref refs/replace/" + second + " " + first);
    node.ssh("ubuntu", "troops", "deploy").ok();
    assertThat(node.file("/etc/motd")).hasContent("two\n");
    member(node, GIT + "update-ref -d refs/replace/" + second);
  }

  @Test
  @EnabledIfSystemProperty(named = "troops.long", matches = "true")
  void aNamedPipeInThePlaceOfTheBranchHoldsNobodyUpForLong(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String commit = pusher.deploy(node, Scripts.motd("one"));
    member(node, "rm -f " + MAIN + "; mkfifo " + MAIN);
    Result pipe = node.ssh("ubuntu", "troops", "deploy").ok();
    assertThat(pipe.err()).contains("warning: branch main was gone, but what is deployed is ");
    assertThat(Scripts.local(node)).contains(commit + " refs/heads/main");
  }
}
