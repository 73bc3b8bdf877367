package debianadmin.mount;

import debianadmin.file.Absence;
import debianadmin.file.Steps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A path at which there is no swap file, nor an entry of fstab for one.
public final class NoSwapFile implements Resource {
  private final String path;

  public NoSwapFile(String path) {
    this.path = FstabEntry.point(path);
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path file = machine.place(path);
    boolean there = Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    if (there && !(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isSwap(file))) {
      throw new MachineException(
          path + " isn't a swap file", "is it meant? then: Place.absent(\"" + path + "\")");
    }
    Steps steps = new Steps();
    if (SwapArea.isActive(machine, path)) {
      SwapFile.disable(machine, path, steps);
    }
    Fstab.read(machine).drop(entry -> SwapArea.isEntry(entry, path), path, steps);
    steps.add(new Absence(path).decide(machine));
    return steps.or("is not there, nor in /etc/fstab");
  }

  // An empty one is what was left of one that was to be made.
  private static boolean isSwap(Path file) throws IOException {
    return Files.size(file) == 0 || SwapArea.isIn(file);
  }
}
