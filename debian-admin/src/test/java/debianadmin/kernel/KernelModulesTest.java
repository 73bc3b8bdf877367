package debianadmin.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelModulesTest {
  private static final KernelModules MODULES =
      new KernelModules(
          """
          br_netfilter 32768 0 - Live 0x0000000000000000
          bridge 311296 1 br_netfilter, Live 0x0000000000000000
          """);

  private static final ModuleLists LISTS =
      new ModuleLists(
          """
          kernel/drivers/block/loop.ko
          kernel/fs/ext4/ext4.ko
          """,
          """
          kernel/net/bridge/bridge.ko.xz: kernel/net/802/stp.ko.xz
          kernel/drivers/i2c/i2c-dev.ko:
          """);

  private static ModuleName name(String name) {
    return new ModuleName(name);
  }

  @Test
  void knowsLoadedModulesByEitherSpelling() {
    assertThat(MODULES.has(name("br-netfilter"))).isTrue();
    assertThat(MODULES.has(name("bridge"))).isTrue();
    assertThat(MODULES.has(name("netfilter"))).isFalse();
    assertThat(MODULES.has(name("br"))).isFalse();
  }

  @Test
  void countsWhatIsAPartOfTheKernel() {
    assertThat(LISTS.isBuiltIn(name("loop"))).isTrue();
    assertThat(LISTS.isBuiltIn(name("oop"))).isFalse();
    assertThat(LISTS.isMissing(name("loop"))).isFalse();
  }

  @Test
  void knowsWhichThereSurelyAreNot() {
    assertThat(LISTS.isMissing(name("i2c_dev"))).isFalse();
    assertThat(LISTS.isMissing(name("stp"))).isFalse();
    assertThat(LISTS.isMissing(name("nonsense"))).isTrue();
    assertThat(new ModuleLists("", null).isMissing(name("nonsense"))).isFalse();
  }

  @Test
  void refusesWhatIsNoNameOrParameter() {
    for (String wrong : new String[] {"", "-r", "a b", "loop.ko", "../loop"}) {
      assertThatThrownBy(() -> new LoadedModule(wrong, List.of()))
          .hasMessage("not the name of a kernel module: '" + wrong + "'");
    }
    assertThatThrownBy(() -> new LoadedModule("loop", List.of("max_loop=1 x=2")))
        .hasMessage("loop: not a parameter of a module: 'max_loop=1 x=2'");
  }

  @Test
  void writesParametersBeforeTheModuleIsLoaded(@TempDir Path directory) {
    Tree tree = new Tree(directory);
    tree.write("/etc/modprobe.d/x.conf", "");
    tree.write("/etc/modules-load.d/x.conf", "");
    tree.write("/proc/modules", "loop 40960 0 - Live 0x0000000000000000\n");
    LoadedModule loop = new LoadedModule("loop", List.of("max_loop=64", "max_part=8"));
    tree.apply(loop);
    assertThat(tree.read("/etc/modprobe.d/loop.conf"))
        .isEqualTo("options loop max_loop=64 max_part=8\n");
    assertThat(tree.apply(loop))
        .containsExactly("kept: loop: is loaded; its parameters count when it is loaded next");
  }
}
