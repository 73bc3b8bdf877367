package debianadmin.file;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Set;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The spot in the tree where something is to be placed: what stands there or above it, and what
/// that means.
public final class Spot {
  private Spot() {}

  /// What a preview foresees when something is placed.
  ///
  /// @param path where
  /// @return what is foreseen
  public static Set<Object> foreseen(Path path) {
    Set<Object> all = new HashSet<>();
    all.add(path);
    Foreseen.touch(path, all);
    return all;
  }

  /// What is to be said if the directory above a path isn't there.
  ///
  /// @param machine the machine
  /// @param name the path as it was given
  /// @param path the path
  /// @return the decision, or null if the directory is there or foreseen
  /// @throws MachineException if it is missing
  public static @Nullable Decision withoutParent(Machine machine, String name, Path path) {
    Path parent = path.getParent();
    if (parent == null || Files.isDirectory(parent) || Foreseen.in(machine, parent)) {
      return null;
    }
    if (Files.exists(parent)) {
      throw new MachineException(
          name + ": " + parent + " is not a directory", "choose another path");
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(
          parent + " isn't here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        name + ": no directory " + parent,
        "place the directory first: Place.directory(\"" + parentName(name, parent) + "\")");
  }

  // As it was given, for a machine's files may lie below another root.
  private static String parentName(String name, Path parent) {
    Path above = Path.of(name).getParent();
    return above == null ? parent.toString() : above.toString();
  }

  /// Something else is where a file, a directory or a link is wanted.
  ///
  /// @param name the path as it was given
  /// @param found what is there
  /// @param wanted what is wanted: `file`
  /// @return the exception
  public static MachineException inTheWay(String name, BasicFileAttributes found, String wanted) {
    String is =
        found.isSymbolicLink()
            ? "a symbolic link"
            : found.isDirectory() ? "a directory" : found.isRegularFile() ? "a file" : "special";
    String hint =
        found.isSymbolicLink()
            ? "name what it points to, or remove the link first: Place.absent(\"" + name + "\")"
            : found.isDirectory()
                ? "choose another path, or empty and remove the directory first"
                : "choose another path, or remove it first: Place.absent(\"" + name + "\")";
    return new MachineException(name + ": wanted a " + wanted + ", but it is " + is, hint);
  }

  /// What is to be said if a user or group isn't there.
  ///
  /// @param machine the machine
  /// @param e who isn't there
  /// @return the decision, if a package that would be installed may bring it
  static Decision withoutName(Machine machine, Attributes.NoSuchName e) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(
          e.getMessage() + " yet; a package that would be installed may bring it");
    }
    throw e;
  }

  /// What FileInputStream means when it can't open a file: it doesn't say why in its type.
  ///
  /// @param path the file
  /// @param e what it threw
  /// @return an exception that does
  static IOException unreadable(Path path, FileNotFoundException e) {
    String reason = String.valueOf(e.getMessage());
    IOException better =
        reason.contains("ermission denied")
            ? new AccessDeniedException(path.toString())
            : new NoSuchFileException(path.toString());
    better.initCause(e);
    return better;
  }
}
