package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Field;
import debianadmin.account.fact.Present;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import machine.Decision;
import machine.Machine;
import machine.MachineException;

/// The home of a user of this machine's own files, as it is or would be after the steps of a
/// preview so far.
///
/// @param path where it is
/// @param user whose it is
/// @param group the user's primary group
public record Home(String path, String user, String group) {

  /// The home of a user.
  ///
  /// @param machine the machine
  /// @param user the user's name
  /// @return the home; empty if there is no such user
  /// @throws MachineException if the name isn't one, if the user comes from another source of
  ///   names, or has no home
  /// @throws IOException if the files can't be read
  public static Optional<Home> of(Machine machine, String user) throws IOException {
    AccountName.check(user, "user");
    Present present = Present.on(machine);
    present.refuseThoseOfOthers(user, "user");
    Accounts.UserEntry found = present.user(user);
    if (found == null && !present.isUserForeseen(user)) {
      return Optional.empty();
    }
    String path = Expected.of(machine, user, Field.HOME);
    String group = Expected.of(machine, user, Field.GROUP);
    if (found != null) {
      path = path == null ? found.home() : path;
      group = group == null ? present.found().groupName(found.gid()) : group;
    }
    if (path == null || group == null) {
      throw new IllegalStateException("nothing is known of " + user);
    }
    Path directory = machine.path(path);
    boolean there = Files.isDirectory(directory) || Foreseen.in(machine, directory);
    if (path.equals("/") || !there) {
      throw new MachineException(
          user + " has no home: " + path + (there ? "" : " is no directory"),
          "give one: User.present(\"" + user + "\", User.home(\"/srv/" + user + "\"))");
    }
    return Optional.of(new Home(path, user, group));
  }

  /// What is to be said if there is no such user.
  ///
  /// @param machine the machine
  /// @param user the user's name
  /// @return the decision, if a package that would be installed may bring the user
  /// @throws MachineException otherwise
  /// @throws IOException if the files can't be read
  public static Decision without(Machine machine, String user) throws IOException {
    return Present.on(machine).without(user, "user");
  }

  /// Whether a path belongs to a user.
  static boolean isOf(Path path, String uid) throws IOException {
    Object owner = Files.getAttribute(path, "unix:uid", LinkOption.NOFOLLOW_LINKS);
    return Integer.toUnsignedString((int) owner).equals(uid);
  }
}
