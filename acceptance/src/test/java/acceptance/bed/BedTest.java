package acceptance.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The test bed itself.
@ExtendWith(TestBed.class)
class BedTest {
  @Test
  void nodesReachEachOtherByNameAndThePusherReachesThemAll(Bed bed) throws Exception {
    List<DebianNode> nodes =
        bed.boot(bed.plan("shellbox-1.example.com"), bed.plan("shellbox-2.example.com"));
    DebianNode one = nodes.get(0);
    DebianNode two = nodes.get(1);
    assertThat(one.ssh("ubuntu", "hostname", "--fqdn").ok().out())
        .isEqualTo("shellbox-1.example.com\n");
    assertThat(two.ssh("ubuntu", "sudo", "id", "--user").ok().out()).isEqualTo("0\n");
    assertThat(bed.pusher().shell("ssh ubuntu@shellbox-2 hostname").ok().out())
        .isEqualTo("shellbox-2\n");
    one.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", "/root/.ssh/id_ed25519").ok();
    two.user("eve");
    two.authorise("eve", Files.readString(one.file("/root/.ssh/id_ed25519.pub")));
    String insecure = "-oStrictHostKeyChecking=no";
    assertThat(one.run("ssh", insecure, "eve@shellbox-2", "hostname").ok().out())
        .isEqualTo("shellbox-2\n");
    assertThat(one.hostKey()).isNotEqualTo(two.hostKey());
    assertThat(Files.readString(one.file("/etc/machine-id")))
        .isNotEqualTo(Files.readString(two.file("/etc/machine-id")));
  }

  @Test
  void aCutLinkLosesWhatIsSentUntilItIsMended(Bed bed) {
    DebianNode node = bed.node("shellbox-1.example.com");
    Program session = bed.pusher().start("ssh", "ubuntu@shellbox-1", "sleep 2; echo still there");
    Patience.await("the session", () -> node.run("pgrep", "--exact", "sleep").code() == 0);
    bed.network().cut(node.name());
    Result refused =
        bed.pusher().run("ssh", "-oConnectTimeout=1", "ubuntu@shellbox-1", "true").refused();
    assertThat(refused.err()).containsAnyOf("timed out", "No route to host");
    assertThat(session.isAlive()).isTrue();
    bed.network().mend(node.name());
    assertThat(session.finish().ok().out()).isEqualTo("still there\n");
  }

  @Test
  void aGitHostServesThoseWhoseKeysItKnows(Bed bed) {
    GitHost host = bed.gitHost("repos.example.com");
    String address = host.repository("deploy");
    Pusher pusher = bed.pusher();
    String commit = pusher.script("void main() {}");
    pusher.git("push", address, "main").ok();
    assertThat(pusher.git("ls-remote", address).ok().out()).contains(commit + "\trefs/heads/main");
    assertThat(pusher.shell("ssh git@repos.example.com id").refused().err())
        .contains("unrecognized command 'id'");
    host.authoriseNobody();
    assertThat(pusher.git("ls-remote", address).refused().err()).contains("Permission denied");
  }
}
