package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
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
      answer() { echo "$(systemctl "$@" 2>&1):$?"; }
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
      answer daemon-reload
      systemctl --quiet mask cron 2>/dev/null
      answer start cron
      """;

  private static List<String> rehearsed(Bed bed, DebianNode node, String questions) {
    Pusher pusher = bed.pusher();
    pusher.file("questions", questions);
    pusher.script(
        Scripts.deployable(
            "asks",
            "Command.of(\"sh\", Troops.file(\"questions\").toString()).run().stdout()"
                + ".lines().forEach(line -> IO.println(\"| \" + line));"));
    Result rehearsal = pusher.git("push", "-o", "rehearse", node.repository("ubuntu"), "main").ok();
    return rehearsal
        .err()
        .lines()
        .map(line -> line.replaceFirst("^remote: ", "").stripTrailing())
        .toList();
  }

  @Test
  void answersAsTheMachinesOwn(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Files.writeString(node.file("/tmp/questions"), QUESTIONS);
    List<String> own = node.run("sh", "/tmp/questions").ok().out().lines().toList();
    List<String> answers =
        rehearsed(bed, node, QUESTIONS).stream()
            .filter(line -> line.startsWith("| "))
            .map(line -> line.substring(2))
            .toList();
    assertThat(answers).isEqualTo(own);
  }

  @Test
  void answersAsIfItHadDoneWhatItWasAskedTo(Bed bed) {
    DebianNode node = Scripts.node(bed);
    List<String> said = rehearsed(bed, node, REQUESTS);
    assertThat(said)
        .containsSubsequence(
            "| :0",
            "| inactive:3",
            "| :0",
            "| active:0",
            "| :0",
            "| :0",
            "| :0",
            "| inactive:3",
            "| inactive:3",
            "| active:0",
            "| enabled:0",
            "| /etc/systemd/system/long.service:0",
            "| :0",
            "| Failed to start cron.service: Unit cron.service is masked.:1")
        .containsSubsequence(
            "  mask unit cron.service",
            "  stop unit ssh.service",
            "  start unit ssh.service",
            "  reload unit ssh.service",
            "  start unit once.service",
            "  start unit long.service",
            "  reload the unit files of systemd");
    assertThat(node.run("systemctl", "is-active", "ssh").ok().out()).isEqualTo("active\n");
    assertThat(node.run("systemctl", "is-active", "long").out()).isEqualTo("inactive\n");
  }
}
