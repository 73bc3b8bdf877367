package debianadmin.file;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
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
    PosixFileAttributes found;
    try {
      found = Files.readAttributes(directory, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (NoSuchFileException e) {
      return create(machine, directory);
    }
    if (!found.isDirectory()) {
      if (Foreseen.in(machine, new Foreseen.Gone(directory))) {
        return create(machine, directory);
      }
      throw Spot.inTheWay(path, found, "directory");
    }
    try {
      String differences = attributes.differences(machine, directory, found);
      if (differences.isEmpty()) {
        return Decision.settled(REASONS.get(attributes.wished()));
      }
      return Decision.pending(
          Change.of("set", path, differences),
          Spot.foreseen(directory),
          () -> attributes.give(directory, directory, MODE));
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
    List<Path> missing = new ArrayList<>();
    for (Path at = directory; at != null && !Files.isDirectory(at); at = at.getParent()) {
      if (Files.exists(at, LinkOption.NOFOLLOW_LINKS) && !at.equals(directory)) {
        throw new MachineException(path + ": " + at + " is not a directory", "choose another path");
      }
      missing.addFirst(at);
    }
    Set<Object> foreseen = Spot.foreseen(directory);
    foreseen.addAll(missing);
    return Decision.pending(
        Change.of("create", path, attributes.words(MODE)), foreseen, () -> make(machine, missing));
  }

  private void make(Machine machine, List<Path> missing) throws IOException {
    for (int i = 0; i < missing.size(); i++) {
      Path at = missing.get(i);
      boolean last = i == missing.size() - 1;
      try {
        Files.createDirectory(
            at, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      } catch (FileAlreadyExistsException e) {
        // Somebody else has just made it.
        if (!Files.isDirectory(at, LinkOption.NOFOLLOW_LINKS)) {
          throw e;
        }
        if (!last) {
          continue;
        }
      }
      if (last) {
        attributes.give(at, null, MODE);
      } else {
        Files.setAttribute(at, "unix:mode", MODE, LinkOption.NOFOLLOW_LINKS);
      }
      machine.wrote(at);
    }
  }
}
