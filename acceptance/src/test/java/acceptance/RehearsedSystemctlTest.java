package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What stands in for systemctl in a rehearsal: it answers as the machine's own does, and as if it
/// had done what it was asked to do.
@ExtendWith(TestBed.class)
class RehearsedSystemctlTest {
  /// The machine's own answers the same.
  private static final String QUESTIONS =
      """
      answer() { echo "$*"; systemctl "$@" 2>&1; echo "exit code $?"; }
      answer is-active ssh
      answer is-active ssh.service nothing
      answer is-active nothing
      answer --quiet is-active ssh
      answer is-failed ssh
      answer is-enabled ssh
      answer is-enabled nothing
      answer show --property=Id,LoadState,ActiveState,SubState,UnitFileState,FragmentPath ssh
      answer show --property=LoadState,ActiveState nothing.service
      answer show --property=ActiveState --value ssh dbus
      answer show --property Names sshd
      answer start nothing
      answer stop nothing
      answer start ssh
      answer is-system-running
      """;

  /// Each line is what is asked, and what it answers afterwards.
  private static final String REQUESTS =
      """
      answer() {
        said=$(systemctl "$@" 2>&1)
        code=$?
        echo "$*:${said:+ $said} $code"
      }
      answer stop ssh
      answer is-active ssh
      answer restart ssh
      answer is-active ssh
      answer reload ssh
      answer try-restart nothing
      printf '[Service]\\nType=oneshot\\nExecStart=true\\n' >/etc/systemd/system/once.service
      printf '[Service]\\nExecStart=sleep infinity\\n[Install]\\nWantedBy=multi-user.target\\n' >/etc/systemd/system/long.service
      answer start once
      answer is-active once
      answer is-active long
      systemctl --quiet enable --now long 2>/dev/null
      answer is-active long
      answer is-enabled long
      answer show --property=FragmentPath --value long
      answer show --property=UnitFileState --value long
      answer daemon-reload
      systemctl --quiet mask cron 2>/dev/null
      answer start cron
      """;

  private static Result rehearsed(DebianNode node, String questions) throws IOException {
    Files.createDirectories(node.file("/root/deploy"));
    Files.writeString(node.file("/root/deploy/questions"), questions);
    Files.writeString(node.file("/root/deploy/requirements.txt"), "org.debianadmin:debian-admin\n");
    Files.writeString(
        node.file("/root/deploy/deploy.java"),
        Scripts.deployable(
            "asks",
            "IO.print(Command.of(\"sh\", Troops.file(\"questions\").toString()).run().stdout());"));
    node.run("git", "init", "--quiet", "/root/deploy").ok();
    return node.troops("deploy", "--repository=/root/deploy", "--worktree", "--rehearse").ok();
  }

  @Test
  void answersAsTheMachinesOwn(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Files.writeString(node.file("/tmp/questions"), QUESTIONS);
    String own = node.run("sh", "/tmp/questions").ok().out();
    assertThat(rehearsed(node, QUESTIONS).out()).isEqualTo(own);
  }

  @Test
  void answersAsIfItHadDoneWhatItWasAskedTo(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Result said = rehearsed(node, REQUESTS);
    assertThat(said.out().lines())
        .containsExactly(
            "stop ssh: 0",
            "is-active ssh: inactive 3",
            "restart ssh: 0",
            "is-active ssh: active 0",
            "reload ssh: 0",
            "try-restart nothing: 0",
            "start once: 0",
            "is-active once: inactive 3",
            "is-active long: inactive 3",
            "is-active long: active 0",
            "is-enabled long: enabled 0",
            "show --property=FragmentPath --value long: /etc/systemd/system/long.service 0",
            "show --property=UnitFileState --value long: enabled 0",
            "daemon-reload: 0",
            "start cron: Failed to start cron.service: Unit cron.service is masked. 1");
    assertThat(said.err().lines())
        .containsSubsequence(
            "  mask unit cron.service",
            "  stop unit ssh.service",
            "  restart unit ssh.service",
            "  reload unit ssh.service",
            "  start unit once.service",
            "  start unit long.service",
            "  reload the unit files of systemd");
    assertThat(node.run("systemctl", "is-active", "ssh").ok().out()).isEqualTo("active\n");
    assertThat(node.run("systemctl", "is-active", "long").out()).isEqualTo("inactive\n");
  }
}
