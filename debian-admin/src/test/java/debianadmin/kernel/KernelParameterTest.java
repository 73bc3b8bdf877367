package debianadmin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.nio.file.Path;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelParameterTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
    tree.write("/etc/sysctl.d/README", "");
    tree.write("/proc/sys/net/ipv4/tcp_rmem", "4096\t131072\t6291456\n");
  }

  @Test
  void readsNamesWithEitherSeparator() {
    for (String name :
        new String[] {"net.ipv4.conf.eth0/100.forwarding", "net/ipv4/conf/eth0.100/forwarding"}) {
      SysctlKey key = SysctlKey.parse(name);
      assertThat(key.file()).isEqualTo("/proc/sys/net/ipv4/conf/eth0.100/forwarding");
      assertThat(key).hasToString("net.ipv4.conf.eth0/100.forwarding");
    }
    assertThat(SysctlKey.parse("net.bridge.bridge-nf-call-iptables").setting())
        .isEqualTo("/etc/sysctl.d/net.bridge.bridge-nf-call-iptables.conf");
    for (String wrong :
        new String[] {"", "vm", "vm.", ".vm.x", "vm..x", "../x.y", "vm.*", "-vm.x", "vm.x = 1"}) {
      assertThatThrownBy(() -> SysctlKey.parse(wrong))
          .hasMessage("not a kernel parameter: '" + wrong + "'");
    }
  }

  @Test
  void comparesValuesWhateverSeparatesTheirParts() {
    KernelParameter wanted = new KernelParameter("net.ipv4.tcp_rmem", "4096 131072 6291456");
    assertThat(tree.apply(wanted))
        .containsExactly(
            "changed: create /etc/sysctl.d/net.ipv4.tcp_rmem.conf (1 line, mode 0644)");
    assertThat(tree.read("/etc/sysctl.d/net.ipv4.tcp_rmem.conf"))
        .isEqualTo("net.ipv4.tcp_rmem = 4096 131072 6291456\n");
  }

  @Test
  void saysWhichModuleMayBeMissing() {
    assertThatThrownBy(
            () -> tree.apply(new KernelParameter("net.bridge.bridge-nf-call-iptables", "1")))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> {
              assertThat(e)
                  .hasMessage(
                      "no kernel parameter net.bridge.bridge-nf-call-iptables:"
                          + " /proc/sys/net/bridge/bridge-nf-call-iptables: no such file");
              assertThat(e.hint()).contains("KernelModule.load(\"br_netfilter\")");
            });
    assertThat(tree.at("/etc/sysctl.d/net.bridge.bridge-nf-call-iptables.conf")).doesNotExist();
  }

  @Test
  void saysThatAnotherFileWouldDecideAtBoot() {
    tree.write("/usr/lib/sysctl.d/10-early.conf", "net.ipv4.tcp_rmem=1 2 3\n");
    tree.write("/etc/sysctl.d/zz-late.conf", "# x\n-net/ipv4/tcp_rmem =  1 2  3\n");
    assertThatThrownBy(() -> tree.apply(new KernelParameter("net.ipv4.tcp_rmem", "4 5 6")))
        .hasMessage(
            "net.ipv4.tcp_rmem: /etc/sysctl.d/zz-late.conf sets it to '1 2 3' at boot, after"
                + " /etc/sysctl.d/net.ipv4.tcp_rmem.conf");
  }

  @Test
  void setsTheFileOnlyWhereThereIsNoProc(@TempDir Path other) {
    Tree image = new Tree(other);
    image.write("/etc/sysctl.d/README", "");
    image.apply(new KernelParameter("vm.swappiness", "10"));
    assertThat(image.apply(new KernelParameter("vm.swappiness", "10")))
        .containsExactly(
            "kept: vm.swappiness: is set for the next boot; now it is not there, and stays so:"
                + " there is no /proc/sys here");
  }
}
