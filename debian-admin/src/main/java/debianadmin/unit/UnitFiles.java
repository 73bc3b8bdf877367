package debianadmin.unit;

import debianadmin.unit.file.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// The files that define a unit: those that systemd has read, and those that it hasn't noticed yet.
/// It doesn't notice a new drop-in directory, nor a file in /etc that takes the place of one in
/// /usr (seen with systemd 252).
public final class UnitFiles {
  private static final List<String> DIRECTORIES =
      List.of("/etc/systemd/system/", "/run/systemd/system/", "/usr/lib/systemd/system/");

  private final Machine machine;
  private final UnitName name;
  private final UnitState state;

  public UnitFiles(Machine machine, UnitName name, UnitState state) {
    this.machine = machine;
    this.name = name;
    this.state = state;
  }

  /// A file that systemd hasn't read, or one that it has read and that is gone.
  ///
  /// @return its path, or null if there is none
  public @Nullable String unread() throws IOException {
    List<String> read = state.files();
    for (String file : read) {
      if (file.endsWith(".conf") && !Files.exists(machine.path(file))) {
        return file;
      }
    }
    String own = DIRECTORIES.getFirst() + name;
    // A symbolic link there is an alias, or enables the unit.
    if (!read.contains(own) && Files.isRegularFile(machine.path(own), LinkOption.NOFOLLOW_LINKS)) {
      return own;
    }
    for (String directory : state.hasFiles() ? DIRECTORIES : List.<String>of()) {
      for (String file : dropIns(directory + name + ".d/")) {
        // /lib is a link to /usr/lib: the same file under either name.
        boolean known = read.contains(file) || isHidden(file, read);
        if (!known && !read.contains(file.replaceFirst("^/usr", ""))) {
          return file;
        }
      }
    }
    return null;
  }

  // A drop-in is hidden by one of the same name in a directory that comes before.
  private static boolean isHidden(String file, List<String> read) {
    String base = file.substring(file.lastIndexOf('/'));
    for (String other : read) {
      if (other.endsWith(base)) {
        return true;
      }
    }
    return false;
  }

  private List<String> dropIns(String directory) throws IOException {
    List<String> files = new ArrayList<>();
    Path path = machine.path(directory);
    if (Files.isDirectory(path)) {
      try (var entries = Files.newDirectoryStream(path, "*.conf")) {
        for (Path entry : entries) {
          files.add(directory + entry.getFileName());
        }
      }
    }
    return files;
  }

  /// A file of the unit that was changed after a time, or a directory that a drop-in was removed
  /// from.
  ///
  /// @param since the time
  /// @return its path, or null if there is none
  public @Nullable String changed(Instant since) throws IOException {
    for (String file : state.files()) {
      Path path = machine.path(file);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isAfter(path, since)) {
        return file;
      }
    }
    for (String directory : DIRECTORIES) {
      Path path = machine.path(directory + name + ".d");
      if (Files.isDirectory(path) && isAfter(path, since)) {
        return directory + name + ".d";
      }
    }
    return null;
  }

  /// The first file at or below a path that was changed after a time. Links are looked at, and what
  /// they point to; links to directories aren't walked, but for the path itself.
  ///
  /// @param path a file or directory
  /// @param since the time
  /// @return the changed file, or null if there is none
  public static @Nullable Path changed(Path path, Instant since) throws IOException {
    return changed(path, since, Files.isDirectory(path));
  }

  private static @Nullable Path changed(Path path, Instant since, boolean directory)
      throws IOException {
    if (isAfter(path, since)) {
      return path;
    }
    if (!directory) {
      return null;
    }
    try (var entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        Path changed = changed(entry, since, Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS));
        if (changed != null) {
          return changed;
        }
      }
    }
    return null;
  }

  private static boolean isAfter(Path path, Instant since) throws IOException {
    if (ctime(path, LinkOption.NOFOLLOW_LINKS).isAfter(since)) {
      return true;
    }
    try {
      return Files.isSymbolicLink(path) && ctime(path).isAfter(since);
    } catch (NoSuchFileException e) {
      // It points nowhere, and did so before.
      return false;
    }
  }

  private static Instant ctime(Path path, LinkOption... options) throws IOException {
    return ((FileTime) Files.getAttribute(path, "unix:ctime", options)).toInstant();
  }
}
