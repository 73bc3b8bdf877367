package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Present;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A user who isn't wanted.
public final class AbsentUser implements Resource {
  private final String name;
  private final boolean withHome;

  /// A user who isn't wanted.
  ///
  /// @param withHome whether the home is to be removed with the user
  public AbsentUser(String name, boolean withHome) {
    this.name = AccountName.check(name, "user");
    this.withHome = withHome;
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Present present = Present.on(machine);
    Accounts.UserEntry found = present.user(name);
    if (found == null) {
      present.refuseThoseOfOthers(name, "user");
      return present.isUserForeseen(name)
          ? Decision.pending(
              Change.of("remove", name, "user"), Set.of(new Expected.NoUser(name)), () -> {})
          : Decision.settled("is no user");
    }
    if (name.equals("root")) {
      throw new MachineException(
          "root can't be removed", "to keep people out of it, lock it: User.locked()");
    }
    Path home = machine.path(found.home());
    boolean hasHome = Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS);
    List<String> words = new ArrayList<>(List.of("userdel"));
    String detail = "user, uid " + found.uid();
    if (withHome && hasHome) {
      refuseHomeOfOthers(home, found);
      words.add("--remove");
      detail += ", with " + found.home();
    } else if (hasHome && Home.isOf(home, found.uid())) {
      detail += "; " + found.home() + " stays";
    }
    words.add(name);
    AccountTool tool = new AccountTool(machine);
    Decision.Action action = tool.running(words.toArray(String[]::new));
    Change change = Change.of("remove", name, detail);
    return tool.decision(List.of(new Decision.Step(change, action, foreseen(present, found))), "");
  }

  private void refuseHomeOfOthers(Path home, Accounts.UserEntry found) throws IOException {
    if (!Home.isOf(home, found.uid())) {
      throw new MachineException(
          name + ": its home " + found.home() + " belongs to somebody else, and isn't removed",
          "leave User.withHome() out");
    }
  }

  // With the user goes the group of the same name, unless somebody else has it.
  private Set<Object> foreseen(Present present, Accounts.UserEntry found) {
    Set<Object> all = new HashSet<>(Set.of(new Expected.NoUser(name)));
    Accounts.GroupEntry own = present.group(name);
    if (own != null && own.gid().equals(found.gid())) {
      boolean shared = !Set.of(name).containsAll(present.found().named(own));
      for (Accounts.UserEntry user : present.found().users()) {
        shared |= !user.name().equals(name) && user.gid().equals(own.gid());
      }
      if (!shared) {
        all.add(new Expected.NoGroup(name));
      }
    }
    return all;
  }
}
