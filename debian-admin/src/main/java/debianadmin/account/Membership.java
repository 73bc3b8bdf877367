package debianadmin.account;

import java.util.Set;
import machine.Change;
import machine.Decision;

/// That a user has a group beside the primary one: set by gpasswd(1), which also takes users of
/// other sources than /etc/passwd, and mends /etc/group and /etc/gshadow where they differ.
final class Membership {
  private Membership() {}

  static Decision.Step added(AccountTool tool, String user, String group, Change change) {
    return new Decision.Step(
        change,
        tool.running("gpasswd", "--add", user, group),
        Set.of(new Expected(user, Expected.GROUP, group)));
  }

  static Decision.Step removed(AccountTool tool, String user, String group, Change change) {
    return new Decision.Step(
        change,
        tool.running("gpasswd", "--delete", user, group),
        Set.of(new Expected(user, Expected.NO_GROUP, group)));
  }
}
