package debianadmin.file;

import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A path where nothing is wanted.
public final class Absence implements Resource {
  private final String path;

  public Absence(String path) {
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
    BasicFileAttributes found;
    try {
      found = Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return whereNothingIs(machine, there);
    }
    if (isRemoved(machine, there)) {
      return Decision.settled("an earlier step would remove it");
    }
    if (found.isDirectory()) {
      refuseIfFull(machine, there, real);
    }
    String what =
        found.isSymbolicLink() ? "symbolic link" : found.isDirectory() ? "empty directory" : "file";
    return new Decision.Pending(List.of(step(machine, path, there, what)));
  }

  private Decision whereNothingIs(Machine machine, Path there) {
    if (Foreseen.in(machine, there)) {
      return Decision.pending(Change.of("remove", path, ""), foreseen(machine, there), () -> {});
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES) && !Foreseen.isGone(machine, there)) {
      return Decision.unknown("isn't there yet; a package that would be installed may bring it");
    }
    return Decision.settled("is not there");
  }

  /// Whether an earlier step of this preview would remove a path, and none would bring it back.
  ///
  /// @param machine the machine
  /// @param there the path
  /// @return false when applying
  public static boolean isRemoved(Machine machine, Path there) {
    return Foreseen.isGone(machine, there) && !Foreseen.in(machine, there);
  }

  /// Removes one thing.
  ///
  /// @param machine the machine
  /// @param path its path, as messages show it
  /// @param there its path
  /// @param what what it is, in a few words
  public static Decision.Step step(Machine machine, String path, Path there, String what) {
    return new Decision.Step(
        Change.of("remove", path, what),
        () -> remove(machine, path, there),
        foreseen(machine, there));
  }

  public static Set<Object> foreseen(Machine machine, Path there) {
    Set<Object> all = Spot.foreseen(there);
    Foreseen.hold(machine, there, null, all);
    all.remove(there);
    all.add(new Foreseen.Gone(there));
    return all;
  }

  private void refuseIfFull(Machine machine, Path directory, Path real) throws IOException {
    try (var entries = Files.newDirectoryStream(real)) {
      for (Path entry : entries) {
        Path named = directory.resolve(Spot.name(entry));
        if (!Foreseen.in(machine, new Foreseen.Gone(named))) {
          throw full(path);
        }
      }
    }
  }

  private static MachineException full(String path) {
    return new MachineException(
        path + ": the directory isn't empty",
        "remove what it holds first; nothing is removed that wasn't named");
  }

  private static void remove(Machine machine, String path, Path there) throws IOException {
    try (Held directory = Parent.hold(machine, there)) {
      Files.deleteIfExists(directory.at(Spot.name(there)));
    } catch (DirectoryNotEmptyException e) {
      throw full(path);
    }
    machine.wrote(Objects.requireNonNull(there.getParent(), "a parent"));
  }
}
