package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.nio.file.Path;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  @Test
  void readsDebiansRelease() {
    tree.write("/usr/lib/os-release", Tree.golden("os-release-debian-12"));
    OsRelease release = Host.release(tree.machine(Mode.APPLY, new Heard()));
    assertThat(release.value("ID")).isEqualTo("debian");
    assertThat(release.value("VERSION_ID")).isEqualTo("12");
    assertThat(release.value("VERSION_CODENAME")).isEqualTo("bookworm");
    assertThat(release.value("PRETTY_NAME")).isEqualTo("Debian GNU/Linux 12 (bookworm)");
  }

  @Test
  void prefersTheReleaseInEtc() {
    tree.write("/usr/lib/os-release", Tree.golden("os-release-debian-12"));
    tree.write("/etc/os-release", Tree.golden("os-release-ubuntu-24.04"));
    OsRelease release = Host.release(tree.machine(Mode.APPLY, new Heard()));
    assertThat(release.value("ID")).isEqualTo("ubuntu");
    assertThat(release.value("VERSION_ID")).isEqualTo("24.04");
    assertThat(release.value("NOTHING")).isEmpty();
  }

  @Test
  void readsValuesAsAShellDoes() {
    OsRelease release =
        OsRelease.parse(
            """
            # a comment
            A="x \\"y\\" \\$z \\n"
            B='it is \\ so'
            C=plain # not this
            D=

            no assignment
            =nothing
            E="last one"
            E=counts
            """);
    assertThat(release.value("A")).isEqualTo("x \"y\" $z \\n");
    assertThat(release.value("B")).isEqualTo("it is \\ so");
    assertThat(release.value("C")).isEqualTo("plain");
    assertThat(release.value("D")).isEmpty();
    assertThat(release.value("E")).isEqualTo("counts");
    assertThat(release.values()).hasSize(5);
  }

  @Test
  void takesTheArchitectureFromDpkg() {
    var machine = tree.machine(Mode.APPLY, new Heard());
    assertThat(Host.architecture(machine, "amd64")).isEqualTo("amd64");
    assertThat(Host.architecture(machine, "aarch64")).isEqualTo("arm64");
    assertThat(Host.architecture(machine, "riscv64")).isEqualTo("riscv64");
    tree.write(
        "/var/lib/dpkg/status",
        "Package: dpkg\nStatus: install ok installed\nArchitecture: armhf\n");
    assertThat(Host.architecture(machine, "aarch64")).isEqualTo("armhf");
  }

  @Test
  void readsTheMemory() {
    assertThat(Host.memory("MemTotal:       24582908 kB\nMemFree: 1 kB\n"))
        .isEqualTo(24582908L * 1024);
    assertThat(Host.memory(Tree.golden("meminfo.txt"))).isGreaterThan(1 << 20);
    assertThatThrownBy(() -> Host.memory("nothing\n")).hasMessageContaining("MemTotal");
  }

  @Test
  void leavesOutAddressesThatNobodyElseReaches() throws Exception {
    for (String address :
        new String[] {"127.0.0.1", "::1", "fe80::1", "169.254.1.1", "224.0.0.1"}) {
      assertThat(Host.isReachable(InetAddress.ofLiteral(address))).as(address).isFalse();
    }
    for (String address : new String[] {"10.0.0.1", "192.0.2.1", "2001:db8::1", "fd00::1"}) {
      assertThat(Host.isReachable(InetAddress.ofLiteral(address))).as(address).isTrue();
    }
    assertThat(Host.addresses()).allMatch(Host::isReachable);
    assertThat(Host.processors()).isPositive();
  }
}
