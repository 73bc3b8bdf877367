package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Who may deploy to a node: the members of its group, and nobody else.
@ExtendWith(TestBed.class)
class GroupTest {
  private static final String GIT =
      "only members of the group troops may deploy here; new members log in again";
  private static final String TROOPS =
      "troops: only members of the group troops may ask this node for anything";
  private static final List<String> COMMANDS =
      List.of(
          "pull",
          "deploy",
          "deploy --list",
          "drift",
          "status",
          "log",
          "report last",
          "attach",
          "stop");

  private static void refused(Result result, String why) {
    assertThat(result.code()).as(result.all()).isNotZero();
    assertThat(result.err()).contains(why);
  }

  @Test
  void aStrangerIsToldThatOnlyMembersMay(Bed bed) {
    DebianNode node = Scripts.node(bed);
    node.user("eve");
    Pusher pusher = bed.pusher();
    String commit = pusher.deploy(node, Scripts.motd("one"));
    pusher.script(Scripts.motd("two"));

    refused(pusher.startPush("eve", node, "main").finish(), GIT);
    refused(pusher.git("ls-remote", node.repository("eve")), GIT);
    refused(pusher.git("clone", node.repository("eve"), "stolen"), GIT);
    String git = "git --git-dir=" + Scripts.REPOSITORY;
    refused(node.ssh("eve", git, "remote", "add", "evil", "/srv/evil"), GIT);
    for (String command : COMMANDS) {
      Result result = node.ssh("eve", "troops " + command);
      refused(result, TROOPS);
      assertThat(result.err()).contains("hint: sudo gpasswd -a USER troops; then log in again");
      assertThat(result.code()).isEqualTo(1);
    }
    node.ssh("eve", "cat", "/var/lib/troops/repo/main.git/refs/heads/main").refused();
    node.ssh("eve", "ls", "/var/lib/troops/state").refused();
    node.ssh("eve", "troops", "help").ok();
    node.ssh("eve", "troops", "status", "--help").ok();

    assertThat(Scripts.refs(pusher, node)).contains(commit + "\trefs/heads/main");
    assertThat(node.run("troops", "log").ok().out().lines()).hasSize(2);
  }

  @Test
  void whoBecameAMemberInAConnectionThatWasOpenIsToldToLogInAgain(Bed bed, @TempDir Path directory)
      throws IOException {
    DebianNode node = Scripts.node(bed);
    node.user("late");
    Pusher pusher = bed.pusher();
    pusher.script(Scripts.motd("one"));
    Files.writeString(
        pusher.sshConfig(),
        "ControlMaster auto\nControlPersist yes\nControlPath " + directory.resolve("c") + "\n",
        StandardOpenOption.APPEND);
    node.ssh("late", "true").ok();
    node.ssh("late", "sudo", "-n", "true").refused();
    node.run("gpasswd", "--add", "late", "troops").ok();

    refused(pusher.startPush("late", node, "main").finish(), GIT);
    Result status = node.ssh("late", "troops", "status");
    refused(status, TROOPS);
    assertThat(status.err())
        .contains("for a login keeps the groups that it began with")
        .contains("ssh -O exit HOST");

    pusher.run("ssh", "-O", "exit", "late@" + node.name()).ok();
    pusher.startPush("late", node, "main").finish().ok();
    assertThat(node.ssh("late", "troops", "status").ok().out()).contains("branch      main\n");
    pusher.run("ssh", "-O", "exit", "late@" + node.name()).ok();
  }

  @Test
  void theRecordSaysWhoAsked(Bed bed) {
    DebianNode node = Scripts.node(bed);
    node.user("anna");
    node.run("gpasswd", "--add", "anna", "troops").ok();
    Pusher pusher = bed.pusher();
    pusher.script(Scripts.motd("one"));
    pusher.startPush("anna", node, "main").finish().ok();
    node.ssh("ubuntu", "troops", "deploy").ok();
    node.ssh("ubuntu", "sudo", "troops", "deploy").ok();
    node.run("troops", "deploy").ok();
    assertThat(node.run("troops", "log").ok().out().lines().skip(1).toList())
        .satisfiesExactly(
            line -> assertThat(line).contains(" root (local) "),
            line -> assertThat(line).contains(" ubuntu (local) "),
            line -> assertThat(line).contains(" ubuntu (local) "),
            line -> assertThat(line).contains(" anna (push) "));
    assertThat(node.ssh("anna", "troops", "log", "--json").ok().out())
        .contains("\"user\":\"anna\",\"via\":\"push\"")
        .contains("\"user\":\"ubuntu\",\"via\":\"local\"")
        .contains("\"user\":\"root\",\"via\":\"local\"");
  }

  @Test
  void aNodeWithoutItsServiceSaysSo(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(Scripts.motd("one"));
    node.run("systemctl", "stop", "troops.socket").ok();
    Result stopped = pusher.push(node, "main");
    assertThat(stopped.code()).as(stopped.all()).isEqualTo(1);
    assertThat(stopped.err())
        .contains(
            "! [remote rejected] main -> main (the node's service doesn't answer"
                + " (No such file or directory): see systemctl status troops.socket on the node)");
    Result asked = node.ssh("ubuntu", "troops", "status");
    assertThat(asked.code()).as(asked.all()).isEqualTo(1);
    assertThat(asked.err()).contains("the node's service doesn't answer at /run/troops/control: ");
    node.run("systemctl", "start", "troops.socket").ok();

    // A service that can't even begin, and one that is killed.
    node.run("mv", "/usr/lib/troops/current", "/usr/lib/troops/gone").ok();
    Result broken = pusher.push(node, "main");
    assertThat(broken.code()).as(broken.all()).isEqualTo(1);
    assertThat(broken.err())
        .contains(
            "(the node's service didn't answer (is it too much to do at once?): see systemctl");
    node.run("mv", "/usr/lib/troops/gone", "/usr/lib/troops/current").ok();
    pusher.push(node, "main").ok();
  }
}
