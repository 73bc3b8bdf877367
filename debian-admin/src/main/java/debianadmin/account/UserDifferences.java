package debianadmin.account;

import debianadmin.account.fact.Accounts;
import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Field;
import debianadmin.account.fact.LoginShell;
import debianadmin.account.fact.Passwords;
import debianadmin.account.fact.Present;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.Secret;
import org.jspecify.annotations.Nullable;

/// Where a user who is there, or would be after the steps of a preview so far, isn't as wished.
final class UserDifferences {
  private final Machine machine;
  private final Present present;
  private final UserWish wish;
  private final Accounts.@Nullable UserEntry found;
  private final AccountTool tool;
  private final List<Decision.Step> steps = new ArrayList<>(0);

  /// @param found the user; null if one is only foreseen
  UserDifferences(
      Machine machine, Present present, UserWish wish, Accounts.@Nullable UserEntry found) {
    this.machine = machine;
    this.present = present;
    this.wish = wish;
    this.found = found;
    this.tool = new AccountTool(machine);
  }

  /// One step for each difference.
  ///
  /// @throws java.nio.file.AccessDeniedException if /etc/shadow must be read, and can't be
  List<Decision.Step> steps() throws IOException {
    for (Field field : wish.wishedFields()) {
      compare(field, Objects.requireNonNull(wish.field(field)));
    }
    if (wish.field(Field.HOME) != null && wish.hasHome()) {
      makeHome(machine.path(wish.home()));
    }
    compareGroups();
    if (wish.locked() != null || wish.hash() != null) {
      comparePassword();
    }
    return steps;
  }

  private void compare(Field field, String wanted) throws IOException {
    String name = wish.name();
    String foreseen = Expected.of(machine, name, field);
    String now = found == null ? null : field.of(found, present.found());
    String was = foreseen == null ? now : foreseen;
    if (wanted.equals(was)) {
      return;
    }
    if (field == Field.SHELL) {
      LoginShell.check(machine, name, wanted);
    }
    Set<Object> foresees = new HashSet<>(Set.of(Expected.field(machine, name, field, wanted)));
    List<String> words = new ArrayList<>(List.of("usermod", field.flag(), wanted));
    String detail = field + " " + (wanted.isEmpty() ? "none" : wanted) + was(was);
    if (field == Field.GROUP) {
      foresees.add(new Expected(name, Expected.NO_PRIMARY, was == null ? "" : was));
    }
    if (field == Field.HOME && isToMove(machine.path(wanted))) {
      words.add("--move-home");
      detail += ", which is moved there";
      foresees.add(machine.path(wanted));
    }
    words.add(name);
    Decision.Action action = tool.running(words.toArray(String[]::new));
    steps.add(new Decision.Step(Change.of("set", name, detail), action, foresees));
  }

  private static String was(@Nullable String found) {
    return found == null || found.isEmpty() ? "" : " was " + found;
  }

  private boolean isExpected(Object what, Object value) {
    return Foreseen.in(machine, new Expected(wish.name(), what, value));
  }

  // What else a line of /etc/passwd may name as home, such as /usr/sbin, isn't the user's to take
  // along.
  private boolean isToMove(Path wanted) throws IOException {
    if (found == null || Files.exists(wanted, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Path old = machine.path(found.home());
    return Files.isDirectory(old, LinkOption.NOFOLLOW_LINKS) && Home.isOf(old, found.uid());
  }

  private void makeHome(Path home) {
    boolean moved = !steps.isEmpty() && steps.getLast().foresees().contains(home);
    if (moved || Files.exists(home) || Foreseen.in(machine, home)) {
      return;
    }
    Set<Object> foresees = new HashSet<>(Set.of(home));
    Foreseen.touch(home, foresees);
    steps.add(
        new Decision.Step(
            Change.of("create", wish.home(), "home of " + wish.name() + ", mode 0700"),
            tool.running("mkhomedir_helper", wish.name(), "0077"),
            foresees));
  }

  private @Nullable String primary() {
    String wanted = wish.field(Field.GROUP);
    String primary = wanted == null ? Expected.of(machine, wish.name(), Field.GROUP) : wanted;
    return primary == null && found != null ? present.found().groupName(found.gid()) : primary;
  }

  private void compareGroups() {
    String name = wish.name();
    String primary = primary();
    for (String group : wish.groups()) {
      Accounts.GroupEntry entry = present.group(group);
      boolean member = entry != null && found != null && present.found().isMember(entry, name);
      if (!member && !group.equals(primary) && !isExpected(Expected.GROUP, group)) {
        steps.add(tool.addition(name, group, Change.of("set", name, "group " + group + " added")));
      }
    }
    if (!wish.isExact() || found == null) {
      return;
    }
    for (Accounts.GroupEntry entry : present.found().groups()) {
      String group = entry.name();
      if (!wish.groups().contains(group)
          && present.found().isNamed(entry, name)
          && present.group(group) != null
          && !isExpected(Expected.NO_GROUP, group)) {
        steps.add(tool.removal(name, group, Change.of("set", name, "group " + group + " removed")));
      }
    }
  }

  private void comparePassword() throws IOException {
    Secret hash = wish.hash();
    Boolean locked = wish.locked();
    if ((locked == null || isExpected(Expected.LOCKED, locked))
        && (hash == null || isExpected(Expected.HASH, hash))) {
      return;
    }
    String field = found == null ? "" : Passwords.of(machine).field(found);
    steps.addAll(new Password(wish.name(), field).steps(wish, tool));
  }
}
