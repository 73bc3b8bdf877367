package debianadmin.mount;

import static org.assertj.core.api.Assertions.assertThat;

import debianadmin.Tree;
import java.util.List;
import org.junit.jupiter.api.Test;

class MountTableTest {
  private final MountTable table = MountTable.parse(Tree.golden("mountinfo-nspawn.txt"));

  @Test
  void readsWhatTheKernelTells() {
    assertThat(table.at("/srv/with space"))
        .isEqualTo(
            new MountTable.Mounted(
                "/srv/with space",
                "/",
                "tmpfs",
                "tmpfs",
                List.of("rw", "noexec", "relatime", "rw", "size=1024k", "mode=700")));
    assertThat(table.at("/srv")).isNull();
  }

  @Test
  void takesWhatWasMountedLast() {
    assertThat(table.at("/run/host/incoming").options()).startsWith("rw");
  }

  @Test
  void knowsWhatOfTheKernelAContainerCannotChange() {
    assertThat(table.isReadOnly("/proc/sys/vm/swappiness")).isTrue();
    assertThat(table.isReadOnly("/proc/sys/net/ipv4/ip_forward")).isFalse();
    assertThat(table.isReadOnly("/proc/system")).isFalse();
    assertThat(new MountTable(List.of()).isReadOnly("/proc/sys")).isFalse();
  }

  @Test
  void leavesOutLinesThatAreCutOff() {
    assertThat(MountTable.parse("22 27 0:21 / /proc rw - proc\n22 27\n\n").mounts()).isEmpty();
  }
}
