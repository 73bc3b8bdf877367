package debianadmin.file.tree;

import debianadmin.file.Absence;
import debianadmin.file.Spot;
import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;

/// A path where nothing is wanted, not even a directory with all that is below.
public final class TreeRemoval implements Resource {
  /// Beside all directories of the root: what a machine, or its packages, can't do without.
  private static final Set<String> NEEDED =
      Set.of(
          "boot/efi",
          "boot/grub",
          "etc/apt",
          "etc/pam.d",
          "etc/ssh",
          "etc/ssl",
          "etc/systemd",
          "usr/bin",
          "usr/include",
          "usr/lib",
          "usr/lib/systemd",
          "usr/local",
          "usr/sbin",
          "usr/share",
          "var/cache",
          "var/lib",
          "var/lib/apt",
          "var/lib/dpkg",
          "var/lib/systemd",
          "var/log",
          "var/mail",
          "var/spool",
          "var/tmp");

  private final String path;

  public TreeRemoval(String path) {
    this.path = path;
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path there = machine.place(path);
    Path real = Parent.of(machine, there).at(there);
    refuseIfNeeded(machine, there);
    refuseIfNeeded(machine, real);
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return new Absence(path).decide(machine);
    }
    if (!found.isDirectory() || Absence.isRemoved(machine, there)) {
      return new Absence(path).decide(machine);
    }
    MountPoints.read().refuse(path, real);
    try {
      return removal(machine, there, real);
    } catch (AccessDeniedException e) {
      return Spot.denied(machine, e);
    }
  }

  private Decision removal(Machine machine, Path there, Path real) throws IOException {
    List<Path> below = new ArrayList<>();
    int files = list(there, real, below);
    Set<Object> foreseen = Absence.foreseen(machine, there);
    if (machine.mode() == Mode.PREVIEW) {
      for (Path one : below) {
        foreseen.addAll(Absence.foreseen(machine, one));
      }
    }
    String what = "directory with " + (files == 1 ? "1 file" : files + " files");
    return Decision.pending(
        Change.of("remove", path, what), foreseen, () -> remove(machine, there));
  }

  private void refuseIfNeeded(Machine machine, Path there) {
    String below = machine.path("/").relativize(there).normalize().toString();
    if (below.indexOf('/') < 0 || below.startsWith("..") || NEEDED.contains(below)) {
      throw new MachineException(
          path + ": the machine needs this directory; it isn't removed with all that is below",
          "name what is to go of it, one by one");
    }
  }

  /// Lists what is below a directory, and answers how much of it isn't a directory.
  private static int list(Path named, Path directory, List<Path> all) throws IOException {
    int files = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
      for (Path entry : entries) {
        Path name = named.resolve(Spot.name(entry));
        all.add(name);
        files += Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS) ? list(name, entry, all) : 1;
      }
    }
    return files;
  }

  private static void remove(Machine machine, Path there) throws IOException {
    Path name = Path.of(Spot.name(there));
    try (Held directory = Parent.hold(machine, there);
        DirectoryStream<Path> entries = Files.newDirectoryStream(directory.path())) {
      remove((SecureDirectoryStream<Path>) entries, name);
    }
    machine.wrote(Objects.requireNonNull(there.getParent(), "a parent"));
  }

  private static void remove(SecureDirectoryStream<Path> parent, Path name) throws IOException {
    List<Path> names = new ArrayList<>();
    try (SecureDirectoryStream<Path> here =
        parent.newDirectoryStream(name, LinkOption.NOFOLLOW_LINKS)) {
      for (Path entry : here) {
        names.add(Path.of(Spot.name(entry)));
      }
      for (Path one : names) {
        boolean isDirectory =
            here.getFileAttributeView(one, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes()
                .isDirectory();
        if (isDirectory) {
          remove(here, one);
        } else {
          here.deleteFile(one);
        }
      }
    }
    parent.deleteDirectory(name);
  }
}
