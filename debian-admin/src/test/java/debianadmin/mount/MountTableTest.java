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
        .containsExactly(
            new MountTable.Mounted(
                "433",
                "299",
                "/srv/with space",
                "/",
                "tmpfs",
                "tmpfs",
                List.of("rw", "noexec", "relatime", "rw", "size=1024k", "mode=700")));
    assertThat(table.at("/srv")).isEmpty();
  }

  @Test
  void seesWhatLiesAboveWhateverTheOrder() {
    MountTable stacked =
        MountTable.parse(
            """
            30 20 0:7 / /srv rw - tmpfs upper rw
            10 1 0:1 / / rw - ext4 root rw
            12 10 0:3 / /srv/data ro - tmpfs hidden rw
            20 10 0:2 / /srv ro - tmpfs lower rw
            """);
    assertThat(stacked.at("/srv"))
        .extracting(MountTable.Mounted::source)
        .containsExactly("lower", "upper");
    assertThat(stacked.at("/srv/data")).isEmpty();
    assertThat(stacked.isReadOnly("/srv/data/x")).isFalse();
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
