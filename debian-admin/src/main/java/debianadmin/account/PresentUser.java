package debianadmin.account;

import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Field;
import debianadmin.account.fact.LoginShell;
import debianadmin.account.fact.Present;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A user who is wanted.
public final class PresentUser implements Resource {
  /// The home of those who have none (Debian Policy 9.2.3).
  public static final String NO_HOME = "/nonexistent";

  private final UserWish wish;

  public PresentUser(String name, UserOption... options) {
    this.wish = new UserWish(name, options);
  }

  @Override
  public String subject() {
    return wish.name();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Present present = Present.on(machine);
    AccountTool tool = new AccountTool(machine);
    String without = missingGroup(present);
    if (without != null) {
      return present.without(without, "group");
    }
    refuseTakenNumber(present);
    Accounts.UserEntry found = present.user(wish.name());
    boolean foreseen = found == null && present.isUserForeseen(wish.name());
    if (found == null && !foreseen) {
      LoginShell.check(machine, wish.name(), wish.shell());
      return tool.decision(new NewUser(machine, present, wish).steps(), "");
    }
    String reason = foreseen ? "an earlier step would create it" : "is a user as wanted";
    try {
      return tool.decision(new UserDifferences(machine, present, wish, found).steps(), reason);
    } catch (AccessDeniedException e) {
      if (machine.mode() != Mode.PREVIEW || Machine.isRoot()) {
        throw e;
      }
      return Decision.unknown("/etc/shadow can't be read; run the preview as root to know");
    }
  }

  private @Nullable String missingGroup(Present present) {
    String primary = wish.field(Field.GROUP);
    if (primary != null && !present.hasGroup(primary)) {
      return primary;
    }
    for (String group : wish.groups()) {
      if (!present.hasGroup(group)) {
        return group;
      }
    }
    return null;
  }

  private void refuseTakenNumber(Present present) {
    String uid = wish.field(Field.UID);
    Accounts.UserEntry other = uid == null ? null : present.userOf(uid);
    if (other != null && !other.name().equals(wish.name())) {
      throw new MachineException(
          wish.name() + ": uid " + uid + " belongs to " + other.name(),
          "choose another number, or remove that user first");
    }
  }
}
