package debianadmin.download;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.jspecify.annotations.Nullable;

/// A directory for what is downloaded, and for digests that were computed before:
/// `/var/cache/debianadmin` if this process is root's, `~/.cache/debianadmin` otherwise. It may be
/// removed at any time. Only its owner can read it.
///
/// A digest is believed as long as the file's size, inode and times are what they were, the ctime
/// among them, which nobody can set (inode(7)). Computing it takes seconds for a large file;
/// comparing takes microseconds.
final class Cache {
  private static final String STAT = "unix:dev,ino,size,mode,lastModifiedTime,ctime";
  private static final int LONGEST_NAME = 240;

  private final Path directory;
  private final boolean mayWrite;

  private Cache(Path directory, boolean mayWrite) {
    this.directory = directory;
    this.mayWrite = mayWrite;
  }

  /// The cache of a machine. Nothing is written in a preview.
  static Cache of(Machine machine) {
    Path directory =
        Machine.isRoot()
            ? machine.path("/var/cache/debianadmin")
            : Path.of(System.getProperty("user.home", "/nonexistent"), ".cache", "debianadmin");
    return new Cache(directory, machine.mode() != Mode.PREVIEW);
  }

  /// A file of the cache, in a directory that exists.
  ///
  /// @param name its name
  /// @return its path
  Path file(String name) throws IOException {
    if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
      Path above = directory.getParent();
      if (above != null) {
        Files.createDirectories(above);
      }
      Files.createDirectory(
          directory,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }
    if (!Files.getAttribute(directory, "unix:uid")
        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"))) {
      throw new MachineException(
          directory + " belongs to " + Files.getOwner(directory),
          "what lies there can't be trusted; remove it");
    }
    return directory.resolve(name);
  }

  /// The digest that a file was seen to have, if it hasn't changed since.
  ///
  /// @param path a regular file
  /// @return the digest, or null if it must be computed
  @Nullable Sha256 known(Path path) throws IOException {
    String name = name(path);
    if (name.isEmpty()) {
      return null;
    }
    String note;
    try {
      note = new String(Files.readAllBytes(directory.resolve(name)), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    } catch (IOException e) {
      // Only a cache: what can't be read is computed.
      return null;
    }
    String stat = stat(path) + " ";
    return note.startsWith(stat) && note.length() == stat.length() + 64
        ? new Sha256(note.substring(stat.length()))
        : null;
  }

  /// Remembers the digest of a file.
  void know(Path path, Sha256 digest) throws IOException {
    String name = name(path);
    if (mayWrite && !name.isEmpty()) {
      Files.writeString(file(name), stat(path) + " " + digest.hex());
    }
  }

  private static String name(Path path) {
    String name = path.toAbsolutePath().toString().replace("%", "%25").replace("/", "%2F");
    return name.getBytes(StandardCharsets.UTF_8).length > LONGEST_NAME ? "" : name;
  }

  private static String stat(Path path) throws IOException {
    Map<String, Object> all = Files.readAttributes(path, STAT, LinkOption.NOFOLLOW_LINKS);
    StringBuilder text = new StringBuilder();
    for (String name : new String[] {"dev", "ino", "size", "mode", "lastModifiedTime", "ctime"}) {
      Object value = all.get(name);
      text.append(text.isEmpty() ? "" : " ")
          .append(value instanceof FileTime time ? time.to(TimeUnit.NANOSECONDS) : value);
    }
    return text.toString();
  }
}
