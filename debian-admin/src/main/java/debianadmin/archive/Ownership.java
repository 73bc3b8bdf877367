package debianadmin.archive;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Whom what is unpacked belongs to; null means whoever unpacks it.
///
/// @param user the user
/// @param group the group
record Ownership(@Nullable UserPrincipal user, @Nullable GroupPrincipal group) {

  /// Looks names up.
  ///
  /// @param user a user, or an empty string
  /// @param group a group, or an empty string
  /// @param path on whose file system
  /// @return the ownership
  /// @throws MachineException if there is no such user or group
  static Ownership lookUp(String user, String group, Path path) throws IOException {
    UserPrincipalLookupService names = path.getFileSystem().getUserPrincipalLookupService();
    String name = user;
    try {
      UserPrincipal owner = user.isEmpty() ? null : names.lookupPrincipalByName(user);
      name = group;
      return new Ownership(owner, group.isEmpty() ? null : names.lookupPrincipalByGroupName(group));
    } catch (UserPrincipalNotFoundException e) {
      throw new MachineException(
          "no user or group named " + name, "add it first, or install what brings it", e);
    }
  }

  void give(Path path) throws IOException {
    if (user != null) {
      Files.setAttribute(path, "posix:owner", user, LinkOption.NOFOLLOW_LINKS);
    }
    if (group != null) {
      Files.setAttribute(path, "posix:group", group, LinkOption.NOFOLLOW_LINKS);
    }
  }
}
