package debianadmin.mount;

import debianadmin.file.Steps;
import java.io.IOException;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.CommandFailed;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A path at which nothing is mounted now, nor at boot if that is wanted.
public final class UnmountedPoint implements Resource {
  private final String point;
  private final boolean forgotten;

  public UnmountedPoint(String path, boolean forgotten) {
    this.point = FstabEntry.point(path);
    this.forgotten = forgotten;
    if (point.equals("/")) {
      throw new MachineException("/ can't be unmounted", "name another mount point");
    }
  }

  @Override
  public String subject() {
    return point;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Steps steps = new Steps();
    String why = Confinement.ofMounts(machine);
    int mounted = why == null ? MountTable.read(machine).at(point).size() : 0;
    if (mounted > 0) {
      Change change = Change.of("unmount", point, mounted == 1 ? "" : mounted + " times");
      Steps.needRoot(machine, change);
      steps.add(change, Set.of(new MountPoint.Unmounted(point)), () -> unmount(machine, mounted));
    }
    if (forgotten) {
      Fstab.read(machine).drop(entry -> entry.point().equals(point), point, steps);
    }
    return steps.or(
        "isn't mounted"
            + (forgotten ? ", nor in /etc/fstab" : "")
            + (why == null ? "" : ": " + why));
  }

  private void unmount(Machine machine, int times) {
    for (int i = 0; i < times; i++) {
      try {
        Command.of("umount", point).run(machine);
      } catch (CommandFailed e) {
        throw new CommandFailed(e.exit(), "see who uses it: fuser --verbose --mount " + point);
      }
    }
  }
}
