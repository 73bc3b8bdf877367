package debianadmin.mount;

import debianadmin.file.Attributes;
import debianadmin.file.Steps;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A file of a wanted size that the kernel swaps to, now and after each boot.
public final class SwapFile implements Resource {
  private static final int MODE = 0600;
  private static final int CHUNK = 1 << 20;

  private final String path;
  private final SwapSize size;

  public SwapFile(String path, String size) {
    this.path = FstabEntry.point(path);
    this.size = SwapSize.parse(size);
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path file = machine.place(path);
    boolean active = SwapArea.isActive(machine, path);
    String why = Confinement.ofSwap(machine);
    if (!Machine.isRoot() && Files.exists(file) && !Files.isReadable(file)) {
      return refused(machine, file);
    }
    Steps steps = new Steps();
    String difference = difference(file);
    if (difference != null) {
      makeRoom(file);
      if (active) {
        disable(machine, path, steps);
      }
      steps.add(
          Change.of(Files.exists(file) ? "update" : "create", path, "swap file, " + difference),
          Set.of(file),
          () -> make(machine, file));
    } else if (Attributes.modeOf(file) != MODE) {
      steps.add(
          Change.of("set", path, "mode 0600"),
          Set.of(),
          () -> Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------")));
    }
    FstabEntry entry = new FstabEntry(path, "none", "swap", List.of("sw"), 0, 0);
    Fstab fstab = Fstab.read(machine);
    if (!fstab.has(found -> isAtBoot(found))) {
      fstab.put(entry, found -> SwapArea.isEntry(found, path), steps);
    }
    if (why == null && (!active || difference != null)) {
      steps.run(
          machine, Change.of("enable", path, "swap file"), Command.of("swapon", file.toString()));
    }
    return steps.or(
        "has the wanted size"
            + (active ? " and is in use" : "; it isn't in use: " + (why == null ? "" : why)));
  }

  private static Decision refused(Machine machine, Path file) throws AccessDeniedException {
    if (machine.mode() != Mode.PREVIEW) {
      throw new AccessDeniedException(file.toString());
    }
    return Decision.unknown("permission denied; run the preview as root to know");
  }

  private boolean isAtBoot(FstabEntry found) {
    return SwapArea.isEntry(found, path) && !found.options().contains("noauto");
  }

  /// Adds a step after which the kernel doesn't swap to a file.
  static void disable(Machine machine, String path, Steps steps) {
    steps.run(machine, Change.of("disable", path, "swap file"), Command.of("swapoff", path));
  }

  private @Nullable String difference(Path file) throws IOException {
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return size.toString();
    }
    if (!found.isRegularFile()) {
      throw new MachineException(
          path + ": wanted a swap file, but it isn't a file", "name another");
    }
    boolean made = SwapArea.isIn(file);
    if (!made && found.size() > 0 && found.size() != size.bytes()) {
      throw new MachineException(
          path + " is there, and isn't a swap file", "name another path, or remove it first");
    }
    if (found.size() != size.bytes()) {
      return size + " was " + SwapSize.words(found.size());
    }
    return made ? null : size + ", was not formatted";
  }

  private void makeRoom(Path file) throws IOException {
    Path directory = Objects.requireNonNull(file.getParent(), "a parent");
    if (!Files.isDirectory(directory)) {
      throw new MachineException(
          path + ": no directory " + directory, "place the directory first: Place.directory(...)");
    }
    long old = Files.isRegularFile(file) ? Files.size(file) : 0;
    long free = Files.getFileStore(directory).getUsableSpace() + old;
    if (free < size.bytes()) {
      throw new MachineException(
          path + ": no room for " + size + " in " + directory + ": " + (free >> 20) + "M are free",
          "make it smaller, or choose another file system");
    }
  }

  private void make(Machine machine, Path file) throws IOException {
    Files.deleteIfExists(file);
    Files.newByteChannel(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))
        .close();
    fill(machine, file);
    // Last: what was broken off before is found without the signature, and made anew.
    Command.of("mkswap", file.toString()).run(machine);
    machine.wrote(file);
  }

  // Swap needs blocks that are there and stay where they are (swapon(8), "Files with holes"):
  // fallocate(1) gives them on these file systems, on others only writing does.
  private void fill(Machine machine, Path file) throws IOException {
    String type = Files.getFileStore(file).type();
    if (type.equals("btrfs")) {
      Command.of("chattr", "+C", file.toString()).run(machine);
    }
    if (List.of("ext4", "xfs", "btrfs").contains(type)) {
      Command.of("fallocate", "--length", Long.toString(size.bytes()), file.toString())
          .run(machine);
      return;
    }
    machine.listener().waiting(size + " of zeros to be written to " + path);
    byte[] zeros = new byte[CHUNK];
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE)) {
      for (long left = size.bytes(); left > 0; left -= Math.min(left, CHUNK)) {
        out.write(zeros, 0, (int) Math.min(left, CHUNK));
      }
    }
  }
}
