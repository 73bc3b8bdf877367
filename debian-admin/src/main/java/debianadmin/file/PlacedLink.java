package debianadmin.file;

import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A symbolic link to a wanted target.
public final class PlacedLink implements Resource {
  private final String path;
  private final String target;
  private final boolean replacing;

  public PlacedLink(String path, String target) {
    this(path, target, false);
  }

  private PlacedLink(String path, String target, boolean replacing) {
    this.path = path;
    this.target = target;
    this.replacing = replacing;
    if (target.isEmpty() || target.indexOf('\0') >= 0) {
      throw new MachineException(
          path + ": not a target of a link: '" + target + "'", "name a path");
    }
  }

  /// A link that takes the place of a file, too.
  ///
  /// @param path the link
  /// @param target what it points to
  /// @return the resource
  public static PlacedLink replacingFile(String path, String target) {
    return new PlacedLink(path, target, true);
  }

  @Override
  public String subject() {
    return path;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    return decide(machine, false);
  }

  /// Decides, though the link's directory may not be there yet.
  ///
  /// @param machine the machine
  /// @param parentFollows whether an earlier step of the same resource makes it
  /// @return what is to be done
  public Decision decide(Machine machine, boolean parentFollows) throws IOException {
    Path named = machine.place(path);
    Path link = Parent.of(machine, named).at(named);
    String old;
    try {
      BasicFileAttributes found =
          Files.readAttributes(link, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      boolean gone = Foreseen.in(machine, new Foreseen.Gone(named));
      boolean replaced = replacing && found.isRegularFile();
      if (!found.isSymbolicLink() && !gone && !replaced) {
        throw Spot.inTheWay(path, found, "symbolic link");
      }
      old = gone ? "" : replaced ? "a file" : Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException e) {
      old = "";
    }
    if (old.equals(Path.of(target).toString())) {
      return Decision.settled("points to " + target);
    }
    Decision early =
        old.isEmpty() && !parentFollows ? Spot.withoutParent(machine, path, named) : null;
    if (early != null) {
      return early;
    }
    Change change =
        old.isEmpty()
            ? Change.of("create", path, "link to " + target)
            : Change.of("update", path, "link to " + target + " was " + old);
    return Decision.pending(change, Spot.foreseen(named), () -> make(machine, named));
  }

  private void make(Machine machine, Path link) throws IOException {
    try (Held directory = Parent.hold(machine, link);
        Beside beside = Beside.link(directory, Spot.name(link), Path.of(target))) {
      beside.move();
    }
    machine.wrote(link);
  }
}
