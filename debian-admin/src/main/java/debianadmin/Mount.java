package debianadmin;

import debianadmin.mount.MountPoint;
import debianadmin.mount.UnmountedPoint;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;

/// File systems that are mounted: now, and at each boot, by /etc/fstab (fstab(5)). All other lines
/// of that file are kept byte for byte, and a new one takes its place there only if findmnt(8)
/// finds no error in it: such errors keep machines from booting.
public final class Mount {
  private Mount() {}

  /// How something is mounted: made by [#options] and [#pass].
  public static final class Option {
    private final List<String> options;
    private final int pass;

    private Option(List<String> options, int pass) {
      this.options = options;
      this.pass = pass;
    }
  }

  /// Has a file system mounted at each boot; it isn't mounted now. The mount point is made if it is
  /// missing.
  ///
  /// ```java
  /// Mount.entry("UUID=0a3407de-014b-458b-b5c1-848e92a327a3", "/srv/later", "ext4",
  ///     Mount.options("noatime", "nofail"), Mount.pass(2));
  /// ```
  ///
  /// @param device what is mounted: a device, `UUID=...`, a share, a directory for a bind mount
  /// @param path the mount point
  /// @param type the type of the file system; `none` for a bind mount
  /// @param options mount options, the pass of fsck
  /// @throws machine.MachineException if a field isn't one, if findmnt finds an error, or if root
  ///   is needed
  public static void entry(String device, String path, String type, Option... options) {
    bring(device, path, type, options, false);
  }

  /// Has a file system mounted now and at each boot. Where it is mounted with other options than
  /// the wanted ones, it is remounted, as far as the kernel shows them. `noauto` keeps it from
  /// being mounted at boot only.
  ///
  /// ```java
  /// Mount.mounted("tmpfs", "/srv/scratch", "tmpfs", Mount.options("size=64M", "mode=0700"));
  /// ```
  ///
  /// @param device as for [#entry]
  /// @param path the mount point
  /// @param type the type of the file system
  /// @param options mount options, the pass of fsck
  /// @throws machine.MachineException as for [#entry]; if something else is mounted there
  /// @throws machine.CommandFailed if mount(8) fails
  public static void mounted(String device, String path, String type, Option... options) {
    bring(device, path, type, options, true);
  }

  private static void bring(
      String device, String path, String type, Option[] options, boolean now) {
    List<String> words = new ArrayList<>();
    int pass = 0;
    for (Option option : options) {
      words.addAll(option.options);
      pass = Math.max(pass, option.pass);
    }
    Machine.current().bring(new MountPoint(device, path, type, words, pass, now));
  }

  /// Has nothing mounted at a path now (umount(8)); an entry of fstab stays.
  ///
  /// ```java
  /// Mount.unmounted("/mnt");
  /// ```
  ///
  /// @param path the mount point
  /// @throws machine.CommandFailed if it can't be unmounted, as when it is in use
  public static void unmounted(String path) {
    Machine.current().bring(new UnmountedPoint(path, false));
  }

  /// Has nothing mounted at a path, now or at boot. The directory stays.
  ///
  /// ```java
  /// Mount.absent("/srv/old");
  /// ```
  ///
  /// @param path the mount point
  /// @throws machine.CommandFailed if it can't be unmounted, as when it is in use
  public static void absent(String path) {
    Machine.current().bring(new UnmountedPoint(path, true));
  }

  /// Mount options, each by itself.
  ///
  /// ```java
  /// Mount.mounted("/srv/data", "/srv/www/data", "none", Mount.options("bind", "nofail"));
  /// ```
  ///
  /// @param options `noatime`, `size=1G`
  /// @return the option
  public static Option options(String... options) {
    return new Option(List.of(options), 0);
  }

  /// When fsck(8) looks at the file system at boot, the sixth field of fstab(5): 1 for that of `/`,
  /// 2 for others. Without it, never.
  ///
  /// ```java
  /// Mount.mounted("/dev/vdb1", "/srv/data", "ext4", Mount.pass(2));
  /// ```
  ///
  /// @param number the pass
  /// @return the option
  public static Option pass(int number) {
    return new Option(List.of(), number);
  }
}
