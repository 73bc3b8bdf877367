package debianadmin.file;

import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A directory with a wanted mode, owner and group.
public final class PlacedDirectory implements Resource {
  private static final int MODE = 0755;

  // Why nothing is to be done, by what is wished for (Attributes.wished).
  private static final List<String> REASONS =
      List.of(
          "is a directory",
          "is a directory of the wanted mode",
          "is a directory of the wanted owner",
          "is a directory of the wanted mode and owner",
          "is a directory of the wanted group",
          "is a directory of the wanted mode and group",
          "is a directory of the wanted owner and group",
          "is a directory of the wanted mode, owner and group");

  private final String path;
  private final Attributes attributes;

  public PlacedDirectory(String path, FileOption... options) {
    this.path = path;
    this.attributes = Attributes.of(options);
    for (FileOption option : options) {
      if (option instanceof Check) {
        throw new MachineException(
            path + ": a directory has no content to check", "leave the option check(...) out");
      } else if (!(option instanceof Attributes.Wish)) {
        throw FileOption.meaningless(path, option);
      }
    }
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Path directory = machine.place(path);
    Path real = Parent.of(machine, directory).at(directory);
    PosixFileAttributes found;
    try {
      found = Files.readAttributes(real, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return create(machine, directory);
    }
    if (Foreseen.in(machine, new Foreseen.Gone(directory))) {
      return create(machine, directory);
    }
    if (!found.isDirectory()) {
      throw Spot.inTheWay(path, found, "directory");
    }
    try {
      String differences = attributes.differences(machine, real, found);
      if (differences.isEmpty()) {
        return Decision.settled(REASONS.get(attributes.wished()));
      }
      return Decision.pending(
          Change.of("set", path, differences),
          Spot.foreseen(directory),
          () -> set(machine, directory));
    } catch (Attributes.NoSuchName e) {
      return Spot.withoutName(machine, e);
    }
  }

  private Decision create(Machine machine, Path directory) throws IOException {
    if (Foreseen.in(machine, directory)) {
      return Decision.settled("an earlier step would create it");
    }
    try {
      attributes.lookUp(machine, directory);
    } catch (Attributes.NoSuchName e) {
      return Spot.withoutName(machine, e);
    }
    List<Path> missing = missing(machine, directory);
    Set<Object> foreseen = Spot.foreseen(directory);
    foreseen.addAll(missing);
    return Decision.pending(
        Change.of("create", path, attributes.words(MODE)), foreseen, () -> make(machine, missing));
  }

  private List<Path> missing(Machine machine, Path directory) throws IOException {
    List<Path> missing = new ArrayList<>();
    for (Path at = directory; at != null; at = at.getParent()) {
      Path real = Parent.of(machine, at).at(at);
      if (Files.isDirectory(real)) {
        break;
      }
      if (Files.exists(real, LinkOption.NOFOLLOW_LINKS) && !at.equals(directory)) {
        throw new MachineException(path + ": " + at + " is not a directory", "choose another path");
      }
      missing.addFirst(at);
    }
    return missing;
  }

  private void set(Machine machine, Path directory) throws IOException {
    try (Held parent = Parent.hold(machine, directory);
        Held held = parent.hold(Spot.name(directory))) {
      if (!Attributes.read(held).isDirectory()) {
        throw new NotDirectoryException(directory.toString());
      }
      attributes.give(held, held, MODE);
    }
  }

  private void make(Machine machine, List<Path> missing) throws IOException {
    for (int i = 0; i < missing.size(); i++) {
      Path at = missing.get(i);
      boolean last = i == missing.size() - 1;
      try (Held parent = Parent.hold(machine, at)) {
        make(parent, Spot.name(at), last ? attributes : Attributes.of(new FileOption[0]), last);
      }
      machine.wrote(at);
    }
  }

  private static void make(Held parent, String name, Attributes attributes, boolean wanted)
      throws IOException {
    boolean fresh = true;
    try {
      Files.createDirectory(
          parent.at(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (FileAlreadyExistsException e) {
      // Somebody else has just made it.
      fresh = false;
    }
    try (Held held = parent.hold(name)) {
      PosixFileAttributes found = Attributes.read(held);
      if (!found.isDirectory() || (fresh && parent.isOpen() && !isFresh(held, found))) {
        throw new FileSystemException(
            parent.shown(name).toString(), null, "somebody has just put something else there");
      }
      if (fresh || wanted) {
        attributes.give(held, null, MODE);
      }
    }
  }

  // Where others may write, they may have put a directory of theirs, or of root's, in its place.
  private static boolean isFresh(Held held, PosixFileAttributes found) throws IOException {
    try (var entries = Files.newDirectoryStream(held.path())) {
      return found.permissions().equals(PosixFilePermissions.fromString("rwx------"))
          && (int) Files.getAttribute(held.path(), "unix:uid", held.links()) == Held.me()
          && !entries.iterator().hasNext();
    }
  }
}
