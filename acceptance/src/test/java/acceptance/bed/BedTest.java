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

  @Test
  void aFullDiskIsFullUntilItIsFreed(Bed bed) {
    for (DebianNode node :
        bed.boot(bed.plan("memory.example.com"), bed.plan("disk.example.com").disk(200))) {
      node.fillDisk(100_000);
      String[] write = {"dd", "if=/dev/zero", "of=/var/lib/file", "bs=1000000", "count=1"};
      assertThat(node.run(write).refused().err()).contains("No space left on device");
      node.run("rm", "/var/lib/file").ok();
      node.run("sh", "-c", "echo small >/var/lib/file; sync").ok();
      node.freeDisk();
      node.run(write).ok();
    }
  }

  @Test
  void aPowerCutLosesWhatWasNotSyncedOnARealDisk(Bed bed) {
    DebianNode node = bed.plan("shellbox-1.example.com").disk(200).boot();
    node.run("sh", "-c", "echo synced >/srv/synced; sync; echo lost >/srv/lost").ok();
    String key = node.hostKey();
    node.powerCut();
    assertThat(node.file("/srv/synced")).hasContent("synced");
    assertThat(node.file("/srv/lost")).doesNotExist();
    node.boot();
    assertThat(node.ssh("ubuntu", "cat", "/srv/synced").ok().out()).isEqualTo("synced\n");
    assertThat(node.hostKey()).isEqualTo(key);
  }

  @Test
  void filesInMemoryOutliveAPowerCutAndProcessesDoNot(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.run("sh", "-c", "echo kept >/srv/kept").ok();
    node.run("systemd-run", "--unit=sleeper", "sleep", "1000").ok();
    node.powerCut();
    assertThat(node.isRunning()).isFalse();
    node.boot();
    assertThat(Files.readString(node.file("/srv/kept"))).isEqualTo("kept\n");
    assertThat(node.run("systemctl", "is-active", "sleeper").out()).isEqualTo("inactive\n");
  }

  @Test
  void aNodeIsShutDownAndRebootsItself(Bed bed) {
    DebianNode node = bed.node("shellbox-1.example.com");
    node.run("touch", "/run/before").ok();
    node.reboot();
    assertThat(node.file("/run/before")).doesNotExist();
    assertThat(node.ssh("ubuntu", "hostname").ok().out()).isEqualTo("shellbox-1\n");
    node.powerOff();
    bed.pusher().run("ssh", "-oConnectTimeout=1", "ubuntu@shellbox-1", "true").refused();
    node.boot();
    node.ssh("ubuntu", "true").ok();
  }

  @Test
  void servicesOfOneNodeAreNotThoseOfAnother(Bed bed) {
    List<DebianNode> nodes =
        bed.boot(bed.plan("shellbox-1.example.com"), bed.plan("shellbox-2.example.com"));
    for (DebianNode node : nodes) {
      node.run("systemd-run", "--unit=sleeper", "sleep", "1000").ok();
    }
    nodes.get(0).run("systemctl", "stop", "sleeper").ok();
    DebianNode two = nodes.get(1);
    assertThat(two.run("systemctl", "is-active", "sleeper").ok().out()).isEqualTo("active\n");
    String pid = two.run("systemctl", "show", "-PMainPID", "sleeper").ok().out().strip();
    two.kill9(Long.parseLong(pid));
    assertThat(two.run("systemctl", "is-active", "sleeper").refused().out()).isEqualTo("failed\n");
  }
}
