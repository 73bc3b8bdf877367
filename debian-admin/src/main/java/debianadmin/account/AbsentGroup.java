package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Present;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A group that isn't wanted.
public final class AbsentGroup implements Resource {
  private final String name;

  public AbsentGroup(String name) {
    this.name = AccountName.check(name, "group");
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Present present = Present.on(machine);
    Accounts.GroupEntry found = present.group(name);
    Set<Object> foresees = Set.of(new Expected.NoGroup(name));
    if (found == null) {
      present.refuseThoseOfOthers(name, "group");
      return present.isGroupForeseen(name)
          ? Decision.pending(Change.of("remove", name, "group"), foresees, () -> {})
          : Decision.settled("is no group");
    }
    List<String> holders = new ArrayList<>();
    for (Accounts.UserEntry user : present.found().users()) {
      if (user.gid().equals(found.gid())
          && present.user(user.name()) != null
          && !Foreseen.in(machine, new Expected(user.name(), Expected.NO_PRIMARY, name))) {
        holders.add(user.name());
      }
    }
    if (!holders.isEmpty()) {
      throw new MachineException(
          name
              + " is the primary group of "
              + String.join(", ", holders)
              + ", and can't be removed",
          "give them another one first: User.present(\""
              + holders.getFirst()
              + "\", User.group(...)); or remove them: User.absent(...)");
    }
    AccountTool tool = new AccountTool(machine);
    Change change = Change.of("remove", name, "group, gid " + found.gid());
    return tool.decision(
        List.of(new Decision.Step(change, tool.running("groupdel", name), foresees)), "");
  }
}
