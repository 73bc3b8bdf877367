package debianadmin;

import debianadmin.kernel.BlacklistedModule;
import debianadmin.kernel.LoadedModule;
import java.util.List;
import machine.Machine;

/// Modules of the kernel. In names, `-` and `_` are the same.
public final class KernelModule {
  private KernelModule() {}

  /// Loads a module now (modprobe(8)) and at each boot (modules-load.d(5)), with parameters if
  /// there are any (modprobe.d(5)).
  ///
  /// It is true already if the kernel has the module, as a part of itself too, and the files say
  /// so. Parameters of a module that is loaded count when it is loaded next. In a container, only
  /// the files are placed, and the reason says so.
  ///
  /// ```java
  /// KernelModule.load("br_netfilter");
  /// KernelModule.load("loop", "max_loop=64");
  /// ```
  ///
  /// @param name the module
  /// @param parameters its parameters
  /// @throws machine.MachineException if the running kernel has no such module, or if root is
  ///   needed
  /// @throws machine.CommandFailed if modprobe fails
  public static void load(String name, String... parameters) {
    Machine.current().bring(new LoadedModule(name, List.of(parameters)));
  }

  /// Keeps a module from being loaded: for a device, by name, or for another module (modprobe.d(5),
  /// `blacklist` and `install`). One that is loaded stays until the next boot, and one that is in
  /// the initramfs until `update-initramfs -u`.
  ///
  /// ```java
  /// KernelModule.blacklist("pcspkr");
  /// ```
  ///
  /// @param name the module
  /// @throws machine.MachineException if it isn't a name, if kmod isn't installed, or if root is
  ///   needed
  public static void blacklist(String name) {
    Machine.current().bring(new BlacklistedModule(name));
  }
}
