package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What lies at a path (inode(7)).
///
/// @param file where to look at it
/// @param mode type and permissions, as `st_mode` has them
/// @param uid the owner's number
/// @param gid the group's number
/// @param size the size in bytes
record FileState(Path file, int mode, int uid, int gid, long size) {
  private static final int TYPE = 0170000;
  private static final int PERMISSIONS = 07777;
  private static final int READABLE = 04;

  /// What lies there.
  ///
  /// @return the state; nothing if nothing lies there
  /// @throws IOException if that can't be told
  static Optional<FileState> of(Path file) throws IOException {
    try {
      Map<String, Object> found =
          Files.readAttributes(file, "unix:mode,uid,gid,size", LinkOption.NOFOLLOW_LINKS);
      return Optional.of(
          new FileState(
              file,
              (int) number(found, "mode"),
              (int) number(found, "uid"),
              (int) number(found, "gid"),
              number(found, "size")));
    } catch (NoSuchFileException | NotDirectoryException e) {
      return Optional.empty();
    }
  }

  private static long number(Map<String, Object> found, String name) throws IOException {
    if (found.get(name) instanceof Number number) {
      return number.longValue();
    }
    throw new IOException("no " + name + " of it is known");
  }

  int type() {
    return mode & TYPE;
  }

  boolean isDirectory() {
    return type() == 0040000;
  }

  boolean isFile() {
    return type() == 0100000;
  }

  boolean isLink() {
    return type() == 0120000;
  }

  /// Whether everybody may read it.
  boolean isPublic() {
    return (mode & READABLE) != 0;
  }

  /// The type in a word.
  String kind() {
    return switch (type()) {
      case 0040000 -> "directory";
      case 0100000 -> "file";
      case 0120000 -> "link";
      case 0010000 -> "pipe";
      case 0140000 -> "socket";
      default -> "device";
    };
  }

  /// The permissions as chmod(1) takes them: `0644`.
  String permissions() {
    String digits = Integer.toOctalString(mode & PERMISSIONS);
    return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /// Where a link leads.
  String target() throws IOException {
    return Files.readSymbolicLink(file).toString();
  }

  /// Whether the other one is the same to whoever looks at it; times don't count.
  boolean isSame(FileState other) throws IOException {
    if (mode != other.mode || uid != other.uid || gid != other.gid) {
      return false;
    }
    return hasSameContent(other);
  }

  /// Whether two things of the same type have the same in them; what is in directories isn't looked
  /// at.
  boolean hasSameContent(FileState other) throws IOException {
    if (isLink()) {
      return target().equals(other.target());
    }
    return !isFile() || (size == other.size && Files.mismatch(file, other.file) < 0);
  }
}
