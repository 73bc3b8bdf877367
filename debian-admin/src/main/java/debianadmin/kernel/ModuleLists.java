package debianadmin.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// The modules that the running kernel can have: the lists that depmod(8) makes for its release.
///
/// @param builtin the content of modules.builtin: what is a part of the kernel itself
/// @param loadable that of modules.dep; null if there is none
record ModuleLists(String builtin, @Nullable String loadable) {

  static ModuleLists read(Machine machine) throws IOException {
    try {
      return machine.fact(ModuleLists.class, () -> ask(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static ModuleLists ask(Machine machine) {
    try {
      String release = KernelModules.text(machine.path("/proc/sys/kernel/osrelease"));
      String directory = "/lib/modules/" + (release == null ? "none" : release.strip());
      String builtin = KernelModules.text(machine.path(directory + "/modules.builtin"));
      String loadable = KernelModules.text(machine.path(directory + "/modules.dep"));
      return new ModuleLists(builtin == null ? "" : builtin, loadable);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Whether a module is a part of the kernel itself.
  boolean isBuiltIn(ModuleName name) {
    return lists(builtin, name);
  }

  /// Whether there surely is no such module: it isn't listed.
  boolean isMissing(ModuleName name) {
    return loadable != null && !lists(loadable, name) && !lists(builtin, name);
  }

  // kernel/net/bridge/br_netfilter.ko.xz: kernel/net/bridge/bridge.ko.xz
  private static boolean lists(String list, ModuleName name) {
    String wanted = name.inKernel();
    for (int dot = list.indexOf(".ko"); dot >= 0; dot = list.indexOf(".ko", dot + 1)) {
      int from = dot - wanted.length();
      if (from > 0
          && list.charAt(from - 1) == '/'
          && list.substring(from, dot).replace('-', '_').equals(wanted)) {
        return true;
      }
    }
    return false;
  }
}
