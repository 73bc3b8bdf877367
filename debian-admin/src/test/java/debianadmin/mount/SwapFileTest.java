package debianadmin.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwapFileTest {
  Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  @Test
  void makesAFileThatTheKernelCouldSwapTo() throws IOException {
    assumeThat(Path.of("/usr/sbin/mkswap")).exists();
    assertThat(tree.apply(new SwapFile("/swapfile", "2M")))
        .containsExactly(
            "changed: create /swapfile (swap file, 2M)",
            "changed: create /etc/fstab (1 line, mode 0644)");
    assertThat(Files.size(tree.at("/swapfile"))).isEqualTo(2 << 20);
    assertThat(tree.mode("/swapfile")).isEqualTo(0600);
    assertThat(tree.read("/etc/fstab")).isEqualTo("/swapfile none swap sw 0 0\n");
    assertThat(tree.apply(new SwapFile("/swapfile", "2M")))
        .containsExactly(
            "kept: /swapfile: has the wanted size; it isn't in use: the machine's files are below"
                + " another root");
  }

  @Test
  void makesAnotherSizeAnewAndSaysSo() throws IOException {
    assumeThat(Path.of("/usr/sbin/mkswap")).exists();
    tree.apply(new SwapFile("/swapfile", "2M"));
    tree.write(
        "/proc/swaps",
        Tree.golden("proc-swaps.txt").replace("/srv/with\\040space/swap", "/swapfile"));
    assertThat(tree.preview(new SwapFile("/swapfile", "3M")))
        .containsExactly(
            "would: disable /swapfile (swap file)",
            "would: update /swapfile (swap file, 3M was 2M)");
    Files.delete(tree.at("/proc/swaps"));
    tree.apply(new SwapFile("/swapfile", "3M"));
    assertThat(Files.size(tree.at("/swapfile"))).isEqualTo(3 << 20);
  }

  @Test
  void removesASwapFileAndNothingElse() throws IOException {
    assumeThat(Path.of("/usr/sbin/mkswap")).exists();
    tree.write("/etc/fstab", "# kept\n");
    tree.apply(new SwapFile("/swapfile", "2M"), new NoSwapFile("/swapfile"));
    assertThat(tree.at("/swapfile")).doesNotExist();
    assertThat(tree.read("/etc/fstab")).isEqualTo("# kept\n");
    tree.write("/etc/shadow", "root:*\n");
    assertThatThrownBy(() -> tree.apply(new NoSwapFile("/etc/shadow")))
        .hasMessage("/etc/shadow isn't a swap file");
    assertThatThrownBy(() -> tree.apply(new SwapFile("/etc/shadow", "2M")))
        .hasMessageContaining("isn't a swap file");
  }

  @Test
  void makesOneThatWasBrokenOffAnew() {
    assumeThat(Path.of("/usr/sbin/mkswap")).exists();
    tree.write("/swapfile", "");
    assertThat(tree.preview(new SwapFile("/swapfile", "2M")))
        .contains("would: update /swapfile (swap file, 2M was 0 bytes)");
    assertThat(tree.bring(Mode.APPLY, new SwapFile("/swapfile", "2M")).changes).hasSize(2);
  }

  @Test
  void saysWhenThereIsNoRoom() {
    assertThatThrownBy(() -> tree.preview(new SwapFile("/swapfile", "8T")))
        .hasMessageContaining("/swapfile: no room for 8T in ");
  }

  @Test
  void readsSizes() {
    assertThat(SwapSize.parse("2G").bytes()).isEqualTo(2L << 30);
    assertThat(SwapSize.parse("1536M").toString()).isEqualTo("1536M");
    for (String wrong : new String[] {"", "2", "G", "2 G", "-1G", "1.5G", "2GB", "1K", "99999T"}) {
      assertThatThrownBy(() -> SwapSize.parse(wrong)).hasMessageContaining("'" + wrong + "'");
    }
  }

  @Test
  void knowsWhatTheKernelSwapsTo() {
    String swaps = Tree.golden("proc-swaps.txt");
    assertThat(SwapArea.isListed(swaps, "/srv/with space/swap")).isTrue();
    assertThat(SwapArea.isListed(swaps, "/srv/with")).isFalse();
  }
}
