package debianadmin;

import debianadmin.mount.NoSwapFile;
import debianadmin.mount.SwapFile;
import machine.Machine;

/// Swap space in files.
public final class Swap {
  private Swap() {}

  /// Has the kernel swap to a file of a size: now (swapon(8)) and at each boot (fstab(5)). The file
  /// is made so that nobody else can read it, `0600`. One of another size is made anew.
  ///
  /// It is true already if the file has the size, bears the mark of mkswap(8) and is in use. In a
  /// container, which has no swap space of its own, it isn't used, and the reason says so.
  ///
  /// ```java
  /// Swap.file("/swapfile", "64M");
  /// ```
  ///
  /// @param path the file; its directory must exist
  /// @param size a whole number and `M` or `G`, of 1024 each
  /// @throws machine.MachineException if there isn't enough room, if another file is in the place,
  ///   or if root is needed
  /// @throws machine.CommandFailed if the file system can't hold swap space, or if there isn't
  ///   enough memory to do without the old file while it is made anew
  public static void file(String path, String size) {
    Machine.current().bring(new SwapFile(path, size));
  }

  /// Has the kernel not swap to a file, and removes it and its entry in /etc/fstab.
  ///
  /// ```java
  /// Swap.absent("/old-swapfile");
  /// ```
  ///
  /// @param path the file
  /// @throws machine.MachineException if it isn't a swap file, or if root is needed
  /// @throws machine.CommandFailed if there isn't enough memory to do without (swapoff(8))
  public static void absent(String path) {
    Machine.current().bring(new NoSwapFile(path));
  }
}
