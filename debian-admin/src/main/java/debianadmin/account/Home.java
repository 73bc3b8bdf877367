package debianadmin.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/// The directory that /etc/passwd names as somebody's home.
final class Home {
  private Home() {}

  /// Whether a path belongs to a user.
  static boolean isOf(Path path, String uid) throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return Integer.toUnsignedString((int) owner).equals(uid);
  }
}
