package debianadmin.kernel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// The modules that the running kernel has, and those that it could have: /proc/modules, and the
/// lists of depmod(8) for its release.
///
/// @param loaded the content of /proc/modules
/// @param builtin that of modules.builtin: what is part of the kernel itself
/// @param loadable that of modules.dep; null if there is none
record KernelModules(String loaded, String builtin, @Nullable String loadable) {

  static KernelModules read(Machine machine) throws IOException {
    try {
      return machine.fact(KernelModules.class, () -> ask(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static KernelModules ask(Machine machine) {
    try {
      String release = text(machine.path("/proc/sys/kernel/osrelease"));
      String modules = "/lib/modules/" + (release == null ? "none" : release.strip());
      String loaded = text(machine.path("/proc/modules"));
      String builtin = text(machine.path(modules + "/modules.builtin"));
      return new KernelModules(
          loaded == null ? "" : loaded,
          builtin == null ? "" : builtin,
          text(machine.path(modules + "/modules.dep")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable String text(Path file) throws IOException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  /// Whether the kernel has a module that was loaded.
  boolean isLoaded(ModuleName name) {
    return ("\n" + loaded).contains("\n" + name.inKernel() + " ");
  }

  /// Whether a module is part of the kernel itself.
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
