package debianadmin.file;

import debianadmin.path.Held;
import debianadmin.path.Parent;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// The spot in the tree where something is to be placed: what stands there or above it, and what
/// that means.
public final class Spot {
  private Spot() {}

  /// The name of a path in its directory.
  ///
  /// @throws MachineException if it has none: `/`, and what ends in `..`
  public static String name(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new MachineException(
          path + ": names no file or directory by its own name",
          "write the path that it comes to, without '.' and '..'");
    }
    return name;
  }

  /// Holds a file whose attributes are to be set.
  ///
  /// @param directory the directory that it lies in, held
  /// @param path its path
  /// @return the file
  /// @throws MachineException if it may lie elsewhere too, by a name that somebody else gave it
  static Held file(Held directory, Path path) throws IOException {
    Held held = directory.hold(name(path));
    boolean ok = false;
    try {
      if (!Attributes.read(held).isRegularFile()) {
        throw new FileSystemException(path.toString(), null, "somebody has just put it elsewhere");
      }
      if (held.isOpen() && (int) Files.getAttribute(held.path(), "unix:nlink") > 1) {
        throw new MachineException(
            path + ": the file has another name too, which may lie anywhere (a hard link)",
            "see whose file it is, and remove it: others may write to its directory");
      }
      ok = true;
      return held;
    } finally {
      if (!ok) {
        held.close();
      }
    }
  }

  /// The content of a file as a text that may be shown, with no link followed that somebody else
  /// could have put there.
  ///
  /// @param machine the machine
  /// @param path the file
  /// @return the text; empty if it is long, or no text
  static Optional<String> text(Machine machine, Path path) throws IOException {
    Parent parent = Parent.of(machine, path);
    if (parent.isTrusted()) {
      return Content.text(parent.at(path));
    }
    try (Held directory = Parent.hold(machine, path);
        Held held = directory.hold(name(path))) {
      return Attributes.read(held).isRegularFile() ? Content.text(held.path()) : Optional.empty();
    }
  }

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
  public static @Nullable Decision withoutParent(Machine machine, String name, Path path)
      throws IOException {
    Path parent = path.getParent();
    if (parent == null || Foreseen.in(machine, parent)) {
      return null;
    }
    Path real = Objects.requireNonNullElse(Parent.of(machine, path).at(path).getParent(), parent);
    if (Files.isDirectory(real)) {
      return null;
    }
    if (Files.exists(real)) {
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

  /// What is to be said if something may not be read.
  ///
  /// @param machine the machine
  /// @param e what was refused
  /// @return the decision, if a preview by somebody else than root can go on without knowing
  public static Decision denied(Machine machine, AccessDeniedException e)
      throws AccessDeniedException {
    if (machine.mode() != Mode.PREVIEW || Machine.isRoot()) {
      throw e;
    }
    return Decision.unknown("permission denied; run the preview as root to know");
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
  public static IOException unreadable(Path path, FileNotFoundException e) {
    String reason = String.valueOf(e.getMessage());
    IOException better =
        reason.contains("ermission denied")
            ? new AccessDeniedException(path.toString())
            : new NoSuchFileException(path.toString());
    better.initCause(e);
    return better;
  }
}
