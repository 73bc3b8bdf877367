package debianadmin.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

/// What has to be known of something on the way.
///
/// @param mode its mode, with the type (inode(7))
/// @param uid whom it belongs to
record Node(int mode, int uid) {
  static final int ME = me();

  static Node of(Path path) throws IOException {
    Map<String, Object> found =
        Files.readAttributes(path, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    return new Node(
        (Integer) Objects.requireNonNull(found.get("mode")),
        (Integer) Objects.requireNonNull(found.get("uid")));
  }

  private static int me() {
    try {
      return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    } catch (IOException | UnsupportedOperationException e) {
      return 0;
    }
  }

  boolean isDirectory() {
    return (mode & 0170000) == 0040000;
  }

  boolean isLink() {
    return (mode & 0170000) == 0120000;
  }

  boolean isOurs() {
    return uid == 0 || uid == ME;
  }

  /// Nobody else may put anything there. (With an access control list, the group's bits say what it
  /// grants to anybody: acl(5).)
  boolean isClosed() {
    return isOurs() && (mode & 022) == 0;
  }

  /// Nobody else may take our things away from there.
  boolean isSticky() {
    return isOurs() && (mode & 01000) != 0;
  }

  String writers(Path directory) throws IOException {
    if (!isOurs()) {
      return directory + " belongs to " + Files.getOwner(directory).getName();
    }
    return directory
        + " is writable by "
        + ((mode & 02) != 0
            ? "everybody"
            : "the group " + Files.getAttribute(directory, "posix:group"));
  }
}
