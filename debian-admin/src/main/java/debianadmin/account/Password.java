package debianadmin.account;

import debianadmin.account.fact.Expected;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.MachineException;
import machine.Secret;

/// The password of a user who is there: its hash, and whether it is locked, which is what passwd(1)
/// calls so in the answer to `--status`: the field begins with `!` or `*`, so that no password
/// fits.
final class Password {
  private final String user;
  private final String field;

  /// A password.
  ///
  /// @param user whose
  /// @param field the field of /etc/shadow; never shown
  Password(String user, String field) {
    this.user = user;
    this.field = field;
  }

  /// The steps that bring it into the wished state.
  List<Decision.Step> steps(UserWish wish, AccountTool tool) {
    List<Decision.Step> steps = new ArrayList<>();
    Boolean locked = wish.locked();
    Secret hash = wish.hash();
    // A lock in front of a hash was put there by somebody; without one, useradd only says that
    // there is no password yet.
    boolean isHeld = isLocked() && hasHash();
    if (hash != null && !hash.reveal().equals(hash())) {
      boolean hold = hasHash() ? isHeld : Boolean.TRUE.equals(locked);
      String words = hasHash() ? "another password hash" : "password hash";
      steps.add(
          new Decision.Step(
              Change.of("set", user, words),
              () -> tool.password(user, hold ? "!" : "", hash),
              Set.of(
                  new Expected(user, Expected.HASH, hash),
                  new Expected(user, Expected.LOCKED, hold))));
    }
    boolean first = !hasHash() && hash != null;
    if (locked != null && !first && locked != isLocked()) {
      if (!locked && !hasHash()) {
        throw nothingToUnlock(user);
      }
      String flag = locked ? "--lock" : "--unlock";
      steps.add(
          new Decision.Step(
              Change.of("set", user, locked ? "password locked" : "password unlocked"),
              tool.running("usermod", flag, user),
              Set.of(new Expected(user, Expected.LOCKED, locked))));
    }
    return steps;
  }

  private boolean isLocked() {
    return field.startsWith("!") || field.startsWith("*");
  }

  private boolean hasHash() {
    return !hash().isEmpty() && !hash().startsWith("*");
  }

  private String hash() {
    int start = 0;
    while (start < field.length() && field.charAt(start) == '!') {
      start++;
    }
    return field.substring(start);
  }

  /// There is no password behind the lock.
  static MachineException nothingToUnlock(String user) {
    return new MachineException(
        "can't unlock " + user + ": there is no password to unlock",
        "give one: User.passwordHash(...); for who logs in by key, it needs none, and no unlocking");
  }
}
