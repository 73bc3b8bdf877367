package debianadmin.mount;

import java.io.IOException;
import java.nio.file.Files;
import machine.Machine;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// Why a machine can't change something of the kernel that it runs on: it is a container, or a tree
/// of files below another root. What systemd leaves out there when it boots, is left out here.
public final class Confinement {
  private static final String ELSEWHERE = "the machine's files are below another root";

  private Confinement() {}

  /// Whether the files are those of the machine that this process runs on.
  ///
  /// @param machine the machine
  /// @return false for a tree of files below another root
  public static boolean isWhole(Machine machine) {
    return machine.path("/").getNameCount() == 0;
  }

  /// Why nothing can be mounted, or unmounted.
  static @Nullable String ofMounts(Machine machine) {
    return ofAll(machine);
  }

  private static @Nullable String ofAll(Machine machine) {
    if (!isWhole(machine)) {
      return ELSEWHERE;
    }
    return machine.mode() == Mode.REHEARSAL ? "a rehearsal leaves the kernel alone" : null;
  }

  /// Why no kernel parameter of a path can be changed: as systemd-sysctl.service(8) has it.
  ///
  /// @param machine the machine
  /// @param file the parameter's file in /proc/sys
  public static @Nullable String ofParameter(Machine machine, String file) throws IOException {
    if (!Files.isDirectory(machine.path("/proc/sys"))) {
      return "there is no /proc/sys here";
    }
    boolean frozen = isWhole(machine) && MountTable.read(machine).isReadOnly(file);
    return frozen ? "/proc/sys is read-only here, as in a container" : null;
  }

  /// Why no module can be loaded: in a container, as systemd-modules-load.service(8) has it.
  public static @Nullable String ofModules(Machine machine) {
    String why = ofAll(machine);
    if (why != null) {
      return why;
    }
    return isContainer(machine) ? "a container loads no modules" : null;
  }

  /// Why there can't be swap space: as systemd-fstab-generator(8) has it.
  static @Nullable String ofSwap(Machine machine) {
    String why = ofAll(machine);
    if (why != null) {
      return why;
    }
    return isContainer(machine) ? "a container has no swap space of its own" : null;
  }

  // systemd says so itself, where it runs (systemd-detect-virt(1)); elsewhere there is what engines
  // leave, which images of virtual machines may have kept, too.
  private static boolean isContainer(Machine machine) {
    if (Files.isDirectory(machine.path("/run/systemd/system"))) {
      return Files.exists(machine.path("/run/systemd/container"));
    }
    return Files.exists(machine.path("/run/.containerenv"))
        || Files.exists(machine.path("/.dockerenv"));
  }
}
