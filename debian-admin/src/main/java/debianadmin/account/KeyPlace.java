package debianadmin.account;

import debianadmin.file.Attributes;
import debianadmin.file.FileOption;
import debianadmin.file.Foreseen;
import java.nio.file.Files;
import java.nio.file.Path;
import machine.Machine;
import machine.MachineException;

/// Where sshd(8) looks for the keys of a user: in `.ssh/authorized_keys` of the home.
///
/// @param home the home, as the machine names it
/// @param user the user
/// @param group the user's primary group
record KeyPlace(String home, String user, String group) {

  /// That of a user who is there, or would be after the steps of a preview so far.
  ///
  /// @throws MachineException if the user has no home
  static KeyPlace of(Machine machine, Present present, String user) {
    Accounts.UserEntry found = present.user(user);
    String home = Expected.of(machine, user, Field.HOME);
    String group = Expected.of(machine, user, Field.GROUP);
    if (found != null) {
      home = home == null ? found.home() : home;
      group = group == null ? present.found().groupName(found.gid()) : group;
    }
    if (home == null || group == null) {
      throw new IllegalStateException("nothing is known of " + user);
    }
    Path directory = machine.path(home);
    boolean there = Files.isDirectory(directory) || Foreseen.in(machine, directory);
    if (home.equals("/") || !there) {
      throw new MachineException(
          user + " has no home for keys: " + home + (there ? "" : " is no directory"),
          "give one: User.present(\"" + user + "\", User.home(\"/srv/" + user + "\"))");
    }
    return new KeyPlace(home, user, group);
  }

  String directory() {
    return home + "/.ssh";
  }

  String file() {
    return directory() + "/authorized_keys";
  }

  /// The wish for a mode, and for the user as owner.
  FileOption owned(int mode) {
    return new Attributes.Wish(mode, user, group);
  }
}
