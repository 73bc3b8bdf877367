package debianadmin.path;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// What has to be known of something on the way.
///
/// @param mode its mode, with the type (inode(7))
/// @param uid whom it belongs to
record Node(int mode, int uid) {
  static Node of(Path path) throws IOException {
    // Two questions, for asking both at once costs the start of the process more.
    return new Node(
        (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS),
        (Integer) Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS));
  }

  /// Asked once, and only if something doesn't belong to root.
  private static final class Me {
    static final int UID = uid();

    private static int uid() {
      try {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
      } catch (IOException | UnsupportedOperationException e) {
        return 0;
      }
    }
  }

  static int me() {
    return Me.UID;
  }

  boolean isDirectory() {
    return (mode & 0170000) == 0040000;
  }

  boolean isLink() {
    return (mode & 0170000) == 0120000;
  }

  boolean isOurs() {
    return uid == 0 || uid == Me.UID;
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
