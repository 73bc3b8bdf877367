package debianadmin.account.fact;

import debianadmin.file.Foreseen;
import java.io.IOException;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// Which users and groups there are on a machine, or would be after the steps of a preview so far.
public final class Present {
  private final Machine machine;
  private final Accounts all;

  private Present(Machine machine, Accounts all) {
    this.machine = machine;
    this.all = all;
  }

  public static Present on(Machine machine) throws IOException {
    return new Present(machine, Accounts.of(machine));
  }

  /// What the files say, whatever is foreseen.
  public Accounts found() {
    return all;
  }

  /// The user of a name; null if there is none, or would be none any more.
  public Accounts.@Nullable UserEntry user(String name) {
    return Foreseen.in(machine, new Expected.NoUser(name)) ? null : all.user(name);
  }

  /// The group of a name; null if there is none, or would be none any more.
  public Accounts.@Nullable GroupEntry group(String name) {
    return Foreseen.in(machine, new Expected.NoGroup(name)) ? null : all.group(name);
  }

  /// Whether an earlier step would make a user.
  public boolean isUserForeseen(String name) {
    return Foreseen.in(machine, new Foreseen.User(name));
  }

  /// Whether an earlier step would make a group.
  public boolean isGroupForeseen(String name) {
    return Foreseen.in(machine, new Foreseen.Group(name));
  }

  public boolean hasUser(String name) {
    return user(name) != null || isUserForeseen(name) || isUserOfOthers(name);
  }

  /// Whether a user is one of this machine's own files.
  ///
  /// @throws MachineException if it is one from elsewhere
  boolean isOwn(String name) {
    refuseThoseOfOthers(name, "user");
    return user(name) != null || isUserForeseen(name);
  }

  private boolean isUserOfOthers(String name) {
    return all.user(name) == null && OtherNames.hasUser(machine, name);
  }

  public boolean hasGroup(String name) {
    return group(name) != null
        || isGroupForeseen(name)
        || (all.group(name) == null && OtherNames.hasGroup(machine, name));
  }

  /// The user who has a number; null if nobody has it, or would have it any more.
  public Accounts.@Nullable UserEntry userOf(String uid) {
    Accounts.UserEntry user = all.userOf(uid);
    return user == null ? null : user(user.name());
  }

  /// Refuses to make a user or group that comes from elsewhere already.
  ///
  /// @param what `user` or `group`
  public void refuseThoseOfOthers(String name, String what) {
    boolean user = what.equals("user");
    if (user
        ? isUserOfOthers(name)
        : all.group(name) == null && OtherNames.hasGroup(machine, name)) {
      throw new MachineException(
          name + " is a " + what + ", but not one of /etc/" + (user ? "passwd" : "group"),
          "it comes from another source of names (see /etc/nsswitch.conf): change it there"
              + (user ? "; Group.members(...) can add it to a group of this machine" : ""));
    }
  }

  /// What is to be said if a user or group isn't there.
  ///
  /// @param what `user` or `group`
  /// @return the decision, if a package that would be installed may bring it
  /// @throws MachineException otherwise
  public Decision without(String name, String what) {
    String missing = "no " + what + " named " + name;
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown(missing + " yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        missing,
        "add it first: "
            + (what.equals("user") ? "User" : "Group")
            + ".present(\""
            + name
            + "\"); or install what brings it");
  }
}
