package debianadmin.mount;

import debianadmin.file.Foreseen;
import debianadmin.file.PlacedDirectory;
import debianadmin.file.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A file system that is mounted at each boot, and now too if that is wanted.
public final class MountPoint implements Resource {
  private static final List<String> TAGS = List.of("UUID", "LABEL", "PARTUUID", "PARTLABEL", "ID");

  private final FstabEntry entry;
  private final boolean now;

  public MountPoint(
      String device, String path, String type, List<String> options, int pass, boolean now) {
    this.entry = new FstabEntry(device, FstabEntry.point(path), type, options, 0, pass);
    this.now = now;
    if (type.equals("swap")) {
      throw new MachineException(
          path + ": swap space isn't mounted",
          "make a swap file: Swap.file(\"/swapfile\", \"2G\")");
    }
  }

  /// Nothing would be mounted there any more.
  ///
  /// @param point the mount point
  record Unmounted(String point) {}

  @Override
  public String subject() {
    return entry.point();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Steps steps = new Steps();
    steps.add(new PlacedDirectory(entry.point()).decide(machine));
    Fstab.read(machine).put(entry, other -> other.point().equals(entry.point()), steps);
    if (!now) {
      return steps.or("is in /etc/fstab as wanted");
    }
    String why = Confinement.ofMounts(machine);
    if (why != null) {
      return steps.or("is in /etc/fstab as wanted; it isn't mounted: " + why);
    }
    MountTable.Mounted found = found(machine);
    if (found == null || Foreseen.in(machine, new Unmounted(entry.point()))) {
      steps.run(
          machine,
          Change.of("mount", entry.point(), entry.device() + ", " + entry.type()),
          Command.of("mount", entry.point()));
      return steps.or("");
    }
    if (found.type().equals("autofs")) {
      return steps.or("is mounted when somebody looks, and in /etc/fstab");
    }
    refuseOther(machine, found);
    List<String> differences = MountOptions.differences(entry.options(), found.options());
    if (!differences.isEmpty()) {
      Change change = Change.of("remount", entry.point(), String.join(",", differences));
      Steps.needRoot(machine, change);
      steps.add(change, Set.of(), () -> remount(machine, differences));
    }
    return steps.or("is mounted, and in /etc/fstab");
  }

  private MountTable.@Nullable Mounted found(Machine machine) throws IOException {
    List<MountTable.Mounted> all = MountTable.read(machine).at(entry.point());
    return all.isEmpty() ? null : all.getLast();
  }

  private void refuseOther(Machine machine, MountTable.Mounted found) throws IOException {
    if (isOtherType(found.type()) || isOtherSource(machine, found)) {
      throw new MachineException(
          entry.point()
              + ": wanted "
              + entry.device()
              + " ("
              + entry.type()
              + "), but "
              + found.source()
              + " ("
              + found.type()
              + ") is mounted there",
          "unmount it first: Mount.unmounted(\"" + entry.point() + "\")");
    }
  }

  // `auto` and bind mounts take any type; `nfs` becomes nfs4, and `sshfs` fuse.sshfs.
  private boolean isOtherType(String found) {
    boolean any =
        entry.type().equals("auto")
            || MountOptions.isBind(entry.options())
            || found.startsWith("fuse");
    for (String wanted : entry.type().split(",", -1)) {
      any = any || found.startsWith(wanted);
    }
    return !any;
  }

  private boolean isOtherSource(Machine machine, MountTable.Mounted found) throws IOException {
    Path point = machine.path(entry.point());
    if (MountOptions.isBind(entry.options())) {
      Path directory = machine.path(entry.device());
      return Files.exists(directory) && !Files.isSameFile(directory, point);
    }
    Path wanted = device(machine);
    if (wanted == null || !Files.exists(wanted) || !found.source().startsWith("/dev/")) {
      return false;
    }
    Path source = machine.path(found.source());
    return Files.exists(source) && !Files.isSameFile(source, wanted);
  }

  private @Nullable Path device(Machine machine) {
    String device = entry.device();
    int equals = device.indexOf('=');
    if (equals > 0 && TAGS.contains(device.substring(0, equals))) {
      String kind = device.substring(0, equals).toLowerCase(Locale.ROOT);
      return machine.path("/dev/disk/by-" + kind + "/" + device.substring(equals + 1));
    }
    return device.startsWith("/dev/") ? machine.path(device) : null;
  }

  private void remount(Machine machine, List<String> differences) throws IOException {
    String bind = MountOptions.isBind(entry.options()) ? ",bind" : "";
    String options = "remount" + bind + "," + String.join(",", differences);
    Command.of("mount", "-o", options, entry.point()).run(machine);
    MountTable.Mounted found = found(machine);
    List<String> left =
        found == null ? differences : MountOptions.differences(entry.options(), found.options());
    if (!left.isEmpty()) {
      throw new MachineException(
          entry.point() + ": a remount doesn't change " + String.join(",", left),
          "unmount it, and it is mounted anew with them: Mount.unmounted(\""
              + entry.point()
              + "\")");
    }
  }
}
