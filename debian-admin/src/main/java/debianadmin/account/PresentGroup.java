package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Present;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A group that is wanted.
public final class PresentGroup implements Resource {
  private final String name;
  private final Set<String> members = new LinkedHashSet<>();
  private @Nullable String gid;
  private boolean system;
  private boolean exact;

  /// A group that is wanted.
  ///
  /// @throws MachineException if two options contradict each other
  public PresentGroup(String name, GroupWish... options) {
    this.name = AccountName.check(name, "group");
    boolean some = false;
    for (GroupWish option : options) {
      if (option instanceof GroupWish.Gid number) {
        if (gid != null) {
          throw new MachineException(name + ": more than one gid", "leave one of them out");
        }
        gid = number.number();
      } else if (option instanceof GroupWish.Members more) {
        members.addAll(more.names());
        some |= !more.exact();
        exact |= more.exact();
      } else if (option instanceof GroupWish.AsSystem) {
        system = true;
      }
    }
    if (some && exact) {
      throw new MachineException(
          name + ": members are either added or exact",
          "leave out members(...) or exactMembers(...)");
    }
  }

  @Override
  public String subject() {
    return name;
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Present present = Present.on(machine);
    AccountTool tool = new AccountTool(machine);
    for (String member : members) {
      if (!present.hasUser(member)) {
        return present.without(member, "user");
      }
    }
    refuseTakenNumber(present);
    Accounts.GroupEntry found = present.group(name);
    boolean foreseen = found == null && present.isGroupForeseen(name);
    List<Decision.Step> steps = new ArrayList<>(0);
    if (found == null && !foreseen) {
      present.refuseThoseOfOthers(name, "group");
      steps.add(creation(tool));
    } else if (gid != null && found != null && !gid.equals(found.gid())) {
      Change change = Change.of("set", name, "gid " + gid + " was " + found.gid());
      Decision.Action action = tool.running("groupmod", "--gid", gid, name);
      steps.add(new Decision.Step(change, action, Set.of()));
    }
    compareMembers(machine, present, tool, steps, found);
    return tool.decision(
        steps, foreseen ? "an earlier step would create it" : "is a group as wanted");
  }

  private void refuseTakenNumber(Present present) {
    Accounts.GroupEntry other = gid == null ? null : present.found().groupOf(gid);
    if (other != null && !other.name().equals(name) && present.group(other.name()) != null) {
      throw new MachineException(
          name + ": gid " + gid + " belongs to " + other.name(),
          "choose another number, or remove that group first");
    }
  }

  private Decision.Step creation(AccountTool tool) {
    List<String> words = new ArrayList<>(List.of("groupadd"));
    if (system) {
      words.add("--system");
    }
    if (gid != null) {
      words.addAll(List.of("--gid", gid));
    }
    words.add(name);
    String detail = (system ? "system group" : "group") + (gid == null ? "" : ", gid " + gid);
    return new Decision.Step(
        Change.of("create", name, detail),
        tool.running(words.toArray(String[]::new)),
        Set.of(new Foreseen.Group(name)));
  }

  private void compareMembers(
      Machine machine,
      Present present,
      AccountTool tool,
      List<Decision.Step> steps,
      Accounts.@Nullable GroupEntry found) {
    for (String member : members) {
      boolean there = found != null && present.found().isMember(found, member);
      if (!there && !Foreseen.in(machine, new Expected(member, Expected.GROUP, name))) {
        Change change = Change.of("set", name, "member " + member + " added");
        steps.add(tool.addition(member, name, change));
      }
    }
    if (!exact || found == null) {
      return;
    }
    for (String member : present.found().named(found)) {
      if (!members.contains(member)
          && !Foreseen.in(machine, new Expected(member, Expected.NO_GROUP, name))) {
        Change change = Change.of("set", name, "member " + member + " removed");
        steps.add(tool.removal(member, name, change));
      }
    }
  }
}
