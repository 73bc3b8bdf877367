package debianadmin.account;

import debianadmin.file.PlacedDirectory;
import java.io.IOException;
import machine.Decision;
import machine.Machine;
import machine.Resource;

/// The directory of a user's keys: the user's own, and closed to others, or else sshd(8) doesn't
/// believe what lies there (StrictModes of sshd_config(5)).
public final class KeyDirectory implements Resource {
  private final String user;

  public KeyDirectory(String user) {
    this.user = AccountName.check(user, "user");
  }

  @Override
  public String subject() {
    return "~" + user + "/.ssh";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Present present = Present.on(machine);
    if (!present.isOwn(user)) {
      return present.without(user, "user");
    }
    KeyPlace place = KeyPlace.of(machine, present, user);
    return new PlacedDirectory(place.directory(), place.owned(0700)).decide(machine);
  }
}
