package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import troops.cli.problem.Kind;

/// The kinds of problems that only a node has, each provoked as a person would; [ProblemsTest] has
/// the others.
@ExtendWith(TestBed.class)
class NodeProblemsTest {
  static final Set<Kind> KINDS =
      EnumSet.of(
          Kind.REFUSED,
          Kind.NOTHING_DEPLOYED,
          Kind.NOT_A_MEMBER,
          Kind.NO_SERVICE,
          Kind.NO_REMOTE,
          Kind.UNREACHABLE_REMOTES,
          Kind.CANNOT_REHEARSE);

  private static final String OF_ONES_OWN =
      "git init --quiet own && cd own && echo 'void main() {}' >deploy.java &&"
          + " troops deploy --repository=. --worktree --rehearse";

  private final Set<Kind> seen = EnumSet.noneOf(Kind.class);

  private void shows(Kind kind, int code, Result result, String... texts) {
    assertThat(result.code()).as(result.all()).isEqualTo(code);
    assertThat(result.err()).as(kind.name()).contains(texts);
    seen.add(kind);
  }

  @Test
  void everyKindSaysWhatWhereAndWhatToDo(Bed bed) {
    DebianNode node = Scripts.node(bed);
    node.user("eve");
    Pusher pusher = bed.pusher();

    shows(
        Kind.NOTHING_DEPLOYED,
        1,
        node.ssh("ubuntu", "troops deploy"),
        "failed: nothing is deployed on this node yet",
        "hint: push to it, or pull");
    shows(
        Kind.NO_REMOTE,
        1,
        node.ssh("ubuntu", "troops pull"),
        "failed: this node has no remote to pull from",
        "hint: git --git-dir=/var/lib/troops/repo/main.git remote add NAME URL");
    shows(
        Kind.CANNOT_REHEARSE,
        1,
        node.ssh("ubuntu", OF_ONES_OWN),
        "failed: nothing can be rehearsed here: only root can copy a machine",
        "hint: sudo troops deploy --rehearse");
    node.ssh("ubuntu", "git --git-dir=" + Scripts.REPOSITORY + " remote add gone /srv/gone").ok();
    shows(
        Kind.UNREACHABLE_REMOTES,
        1,
        node.ssh("ubuntu", "troops pull"),
        "failed: no remote can be fetched",
        "cannot fetch gone: ",
        "hint: what is deployed stays as it is");
    shows(
        Kind.NOT_A_MEMBER,
        1,
        node.ssh("eve", "troops status"),
        "troops: only members of the group troops may ask this node for anything",
        "hint: sudo gpasswd -a USER troops");

    pusher.deploy(node, Scripts.motd("one"));
    pusher.git("commit", "--quiet", "--amend", "--message=another").ok();
    // What git itself answers to whoever pushes: 1.
    shows(
        Kind.REFUSED,
        1,
        pusher.push(node, "--force", "main"),
        "(not a fast-forward of what is deployed: ",
        "hint: git pull first; to go back, commit a git revert");

    node.run("systemctl", "stop", "troops.socket").ok();
    shows(
        Kind.NO_SERVICE,
        1,
        node.ssh("ubuntu", "troops status"),
        "troops: the node's service doesn't answer at /run/troops/control",
        "hint: systemctl status troops.socket says more");
    assertThat(seen).isEqualTo(KINDS);
  }
}
