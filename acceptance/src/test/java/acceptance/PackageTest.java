package acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Machine;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import acceptance.bed.TroopsPackage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The package: what it makes of a machine, and what it leaves of it.
@ExtendWith(TestBed.class)
class PackageTest {
  private static final String KEY = "/var/lib/troops/ssh/id_ed25519";

  private static final String FINE =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void fine() {
          Place.text("/srv/fine", "fine\\n");
      }
      """;

  /// A copy of the machine in which systemd doesn't run.
  private static final String CHROOT =
      """
      mkdir /srv/image
      mount -t tmpfs image /srv/image
      mkdir /srv/image/upper /srv/image/work /srv/image/root
      mount -t overlay image -o lowerdir=/,upperdir=/srv/image/upper,workdir=/srv/image/work /srv/image/root
      mount -t proc proc /srv/image/root/proc
      chroot /srv/image/root apt-get install --yes /srv/troops.deb
      """;

  @Test
  void itIsInstalledRemovedAndPurgedAsPeopleDo(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    Path deb = TroopsPackage.file();
    assertThat(Files.size(deb)).isLessThan(60_000_000);
    node.copy(deb, "/home/ubuntu/" + deb.getFileName());
    node.ssh("ubuntu", "sudo apt install --yes ./troops_*_*.deb").ok();
    isInstalled(node);
    String key = Files.readString(node.file(KEY));
    node.ssh("ubuntu", "sudo gpasswd -a ubuntu troops").ok();
    bed.pusher().script(FINE);
    bed.pusher().push(node, "main").ok();

    node.ssh("ubuntu", "sudo apt install --yes --reinstall ./troops_*_*.deb").ok();
    isInstalled(node);
    assertThat(node.file(KEY)).hasContent(key);
    assertThat(node.troops("status").ok().out()).contains("branch      main\n");

    node.ssh("ubuntu", "sudo apt remove --yes troops").ok();
    assertThat(node.file("/usr/lib/troops")).doesNotExist();
    assertThat(node.file("/run/troops/control")).doesNotExist();
    assertThat(node.file(KEY)).hasContent(key);
    assertThat(bed.pusher().push(node, "main:other").refused().err()).contains("remote rejected");
    node.ssh("ubuntu", "sudo apt install --yes ./troops_*_*.deb").ok();
    isInstalled(node);
    assertThat(node.troops("status").ok().out()).contains("branch      main\n");

    node.ssh("ubuntu", "sudo apt purge --yes troops").ok();
    isGone(node);
  }

  private static void isInstalled(DebianNode node) {
    assertThat(node.run("dpkg", "--verify", "troops").ok().out()).isEmpty();
    assertThat(node.run("systemctl", "is-active", "troops.socket").ok().out())
        .isEqualTo("active\n");
    assertThat(node.run("systemctl", "is-enabled", "troops-pull.timer").refused().out())
        .isEqualTo("disabled\n");
    assertThat(node.run("systemctl", "--failed", "--quiet").ok().out()).isEmpty();
    // Nobody but root can change the program.
    String others = "! -type l ( ! -user root -o ! -group root -o -perm /022 -o -perm /6000 )";
    String find = "find /usr/lib/troops /usr/bin/troops /etc/troops " + others;
    assertThat(node.run(find.split(" ", -1)).ok().out()).isEmpty();
    assertThat(node.run("stat", "--format=%U:%G %a", "/var/lib/troops/state", KEY).ok().out())
        .isEqualTo("root:root 700\ntroops:troops 600\n");
  }

  private static void isGone(DebianNode node) {
    for (String path :
        List.of(
            "/var/lib/troops",
            "/etc/troops",
            "/usr/lib/troops",
            "/run/troops",
            "/usr/bin/troops")) {
      assertThat(node.file(path)).doesNotExist();
    }
    node.run("getent", "passwd", "troops").refused();
    node.run("getent", "group", "troops").refused();
    assertThat(node.run("git", "config", "--system", "--get-all", "safe.directory").out())
        .isEmpty();
    assertThat(
            node.run(
                    "sh",
                    "-c",
                    "find /etc /run /usr /var -xdev -name '*troops*' ! -path '/var/log/*' ! -path '/var/cache/apt/*'")
                .ok()
                .out())
        .isEmpty();
    assertThat(
            node.run("systemctl", "list-units", "--all", "--plain", "--no-legend", "troops*")
                .ok()
                .out())
        .isEmpty();
  }

  @Test
  void anImageHasNoKeyAndEachNodeHasItsOwn(Bed bed) throws Exception {
    List<DebianNode> nodes =
        bed.boot(
            bed.plan("shellbox-1.example.com"),
            bed.plan("shellbox-2.example.com").ready(),
            bed.plan("shellbox-3.example.com").ready());
    DebianNode maker = nodes.get(0);
    maker.copy(TroopsPackage.file(), "/srv/troops.deb");
    Result installed = maker.run("sh", "-euc", CHROOT).ok();
    assertThat(installed.all()).doesNotContain("troops: ");
    String image = "/srv/image/root";
    assertThat(maker.run("ls", image + "/var/lib/troops/ssh").ok().out())
        .isEqualTo("known_hosts\n");
    for (String unit :
        List.of(
            "sockets.target.wants/troops.socket", "multi-user.target.wants/troops-key.service")) {
      maker.run("test", "-L", image + "/etc/systemd/system/" + unit).ok();
    }
    maker.run("sh", "-c", "ls " + image + "/usr/lib/troops/current/lib/*/run.aot").ok();

    String one = Files.readString(nodes.get(1).file(KEY));
    assertThat(one)
        .startsWith("-----BEGIN OPENSSH PRIVATE KEY-----")
        .isNotEqualTo(Files.readString(nodes.get(2).file(KEY)));
    nodes.get(1).reboot();
    assertThat(nodes.get(1).file(KEY)).hasContent(one);
  }

  @Test
  void lintianFindsNoErrors() throws Exception {
    boolean there = Files.isExecutable(Path.of("/usr/bin/lintian"));
    if (!there && System.getenv("CI") != null) {
      throw new IllegalStateException("in continuous integration, a skip is a failure: no lintian");
    }
    assumeTrue(there, "lintian isn't installed: apt install lintian");
    Machine.run(
        List.of("lintian", "--allow-root", "--fail-on=error", TroopsPackage.file().toString()));
  }
}
