package acceptance.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Nodes on which a package is installed.
@ExtendWith(TestBed.class)
class PackagesTest {
  @TempDir Path directory;

  @Test
  void aPackageIsInstalledAsPeopleDo(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    assertThat(node.install(tiny()).ok().all()).contains("Setting up tiny");
    node.run("test", "-f", "/var/lib/troops/ssh/id_ed25519").ok();
  }

  @Test
  void nodesThatHaveItFromTheStartAreDifferentMachines(Bed bed) throws Exception {
    Path deb = tiny();
    List<DebianNode> nodes =
        bed.boot(
            bed.plan("shellbox-1.example.com").installed(deb),
            bed.plan("shellbox-2.example.com").installed(deb));
    for (DebianNode node : nodes) {
      assertThat(node.run("dpkg-query", "-W", "tiny").ok().out()).isEqualTo("tiny\t1\n");
      assertThat(node.run("id", "--user", "tiny").ok().out()).isEqualTo("990\n");
      node.run("test", "!", "-e", "/var/lib/troops/ssh/id_ed25519").ok();
      assertThat(node.ssh("ubuntu", "hostname", "--fqdn").ok().out()).isEqualTo(node.name() + "\n");
    }
    for (String file : List.of("/etc/machine-id", "/etc/ssh/ssh_host_ed25519_key")) {
      assertThat(Files.readString(nodes.get(0).file(file)))
          .isNotEqualTo(Files.readString(nodes.get(1).file(file)));
    }
  }

  /// A package with a user, and a key that its installation makes.
  private Path tiny() throws Exception {
    Path control = Files.createDirectories(directory.resolve("tiny/DEBIAN"));
    Files.writeString(
        control.resolve("control"),
        """
        Package: tiny
        Version: 1
        Architecture: all
        Maintainer: tester <tester@example.com>
        Depends: git, openssh-client, passwd, perl-base
        Description: is there to be installed
        """);
    Path script =
        Files.writeString(
            control.resolve("postinst"),
            """
            #!/bin/sh
            set -e
            useradd --system --uid 990 tiny
            mkdir -p /var/lib/troops/ssh
            ssh-keygen -q -t ed25519 -N '' -f /var/lib/troops/ssh/id_ed25519
            """);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
    Path deb = directory.resolve("tiny_1_all.deb");
    Machine.run(
        List.of(
            "env",
            "SOURCE_DATE_EPOCH=0",
            "dpkg-deb",
            "--root-owner-group",
            "--build",
            directory.resolve("tiny").toString(),
            deb.toString()));
    // The same file each time, so that it is installed into a base only once.
    return Files.setLastModifiedTime(deb, FileTime.fromMillis(0));
  }
}
