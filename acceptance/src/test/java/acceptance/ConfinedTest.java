package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// What a container can't change of the kernel that it runs on, and what is refused for a machine's
/// own good: that it is said, and that nothing else is touched.
@ExtendWith(TestBed.class)
class ConfinedTest {
  @TempDir Path directory;

  private Result deploy(DebianNode node, String... lines) throws IOException {
    Path script = directory.resolve("deploy.java");
    boolean first = !Files.exists(script);
    Files.writeString(script, Scripts.deployable("confined", lines));
    Files.writeString(directory.resolve("requirements.txt"), "org.debianadmin:debian-admin\n");
    if (first) {
      node.deployment(directory);
    } else {
      Files.copy(
          script, node.file("/root/deploy/deploy.java"), StandardCopyOption.REPLACE_EXISTING);
      node.commit();
    }
    return node.troops("deploy", "--repository=/root/deploy");
  }

  @Test
  void saysWhatOfTheKernelAContainerCannotChange(Bed bed) throws IOException {
    DebianNode node = bed.node("confined-1.example.com");
    String[] wishes = {
      "Sysctl.set(\"vm.swappiness\", \"17\");",
      "KernelModule.load(\"br_netfilter\");",
      "Swap.file(\"/swapfile\", \"2M\");"
    };
    assertThat(deploy(node, wishes).ok().err())
        .contains("  create /etc/sysctl.d/vm.swappiness.conf (1 line, mode 0644)")
        .contains("  create /swapfile (swap file, 2M)");
    assertThat(node.troops("deploy", "--repository=/root/deploy").ok().err())
        .containsPattern(
            "vm.swappiness: is set for the next boot; now it is [0-9]+, and stays so: /proc/sys is"
                + " read-only here, as in a container")
        .contains(
            "br_netfilter: is to be loaded at boot; it isn't now: a container loads no modules")
        .contains(
            "/swapfile: has the wanted size; it isn't in use: a container has no swap space of its"
                + " own");
    assertThat(node.run("cat", "/proc/sys/vm/swappiness").out()).isNotEqualTo("17\n");
  }

  @Test
  void refusesAMountThatWouldKeepTheMachineFromBooting(Bed bed) throws IOException {
    DebianNode node = bed.node("confined-2.example.com");
    String before = Files.readString(node.file("/etc/fstab"));
    Result refused = deploy(node, "Mount.entry(\"LABEL=nothing\", \"/srv/data\", \"ext4\");");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("/srv/data: unreachable on boot required source: LABEL=nothing")
        .contains("hint: /etc/fstab is untouched; with the option \"nofail\"");
    assertThat(node.file("/etc/fstab")).hasContent(before);
    assertThat(node.file("/srv/data")).doesNotExist();

    String options = "Mount.options(\"nofail\")";
    deploy(node, "Mount.entry(\"LABEL=nothing\", \"/srv/data\", \"ext4\", " + options + ");").ok();
    assertThat(node.file("/etc/fstab"))
        .hasContent(before + "LABEL=nothing /srv/data ext4 nofail 0 0\n");
  }

  @Test
  void doesNotTakeTheMountOfSomethingElseForItsOwn(Bed bed) throws IOException {
    DebianNode node = bed.node("confined-3.example.com");
    node.run("mount", "--bind", "--mkdir", "/etc", "/srv/data").ok();
    Result refused =
        deploy(node, "Mount.mounted(\"/usr\", \"/srv/data\", \"none\", Mount.options(\"bind\"));");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("/srv/data: wanted /usr (none), but ")
        .contains("is mounted there")
        .contains("hint: unmount it first: Mount.unmounted(\"/srv/data\")");
    Result busy =
        deploy(
            node,
            "Process user = new ProcessBuilder(\"sleep\", \"9\").directory(new"
                + " java.io.File(\"/srv/data\")).start();",
            "try { Mount.unmounted(\"/srv/data\"); } finally { user.destroy(); }");
    assertThat(busy.err())
        .contains("target is busy")
        .contains("hint: see who uses it: fuser --verbose --mount /srv/data");
  }

  @Test
  void waitsWithARebootForTheEndOfTheDeployment(Bed bed) throws IOException {
    DebianNode node = bed.node("confined-4.example.com");
    Result asked =
        deploy(
            node,
            "Reboot.request(\"a test\");",
            "Reboot.ifRequired(Reboot.after(java.time.Duration.ofHours(1)));",
            "IO.println(\"scheduled: \" + java.nio.file.Files.exists("
                + "java.nio.file.Path.of(\"/run/systemd/shutdown/scheduled\")));",
            "Place.text(\"/etc/motd\", \"goes on\\n\");");
    assertThat(asked.ok().all()).contains("schedule reboot (60 min after the end of this)");
    assertThat(asked.all()).contains("scheduled: false");
    assertThat(node.file("/etc/motd")).hasContent("goes on\n");
    Patience.await(
        "the reboot to be scheduled",
        () -> Files.exists(node.file("/run/systemd/shutdown/scheduled")));
    assertThat(node.file("/run/reboot-required.pkgs")).hasContent("a test\n");
  }
}
