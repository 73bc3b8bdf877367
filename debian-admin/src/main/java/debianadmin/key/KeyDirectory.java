package debianadmin.key;

import debianadmin.account.Home;
import debianadmin.file.Attributes;
import debianadmin.file.FileOption;
import debianadmin.file.PlacedDirectory;
import java.io.IOException;
import java.util.Optional;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// The directory of a user's keys: the user's own, and closed to others, or else sshd(8) doesn't
/// believe what lies there (StrictModes of sshd_config(5)).
public final class KeyDirectory implements Resource {
  private final String user;

  public KeyDirectory(String user) {
    this.user = user;
  }

  @Override
  public String subject() {
    return "~" + user + "/.ssh";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Optional<Home> home = Home.of(machine, user);
    if (home.isEmpty()) {
      return Home.without(machine, user);
    }
    return new PlacedDirectory(path(home.get()), owned(home.get(), 0700)).decide(machine);
  }

  static String path(Home home) {
    return home.path() + "/.ssh";
  }

  /// The wish for a mode, and for the user as owner.
  static FileOption owned(Home home, int mode) {
    return new Attributes.Wish(mode, home.user(), home.group());
  }
}
