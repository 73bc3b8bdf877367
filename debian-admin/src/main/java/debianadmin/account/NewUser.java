package debianadmin.account;

import debianadmin.account.fact.Expected;
import debianadmin.account.fact.Field;
import debianadmin.account.fact.Present;
import debianadmin.file.Foreseen;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Secret;

/// A user who isn't there yet: made by useradd(8), with what adduser(8) would have chosen where
/// nothing is wished for: a group of the same name, a home that only the user can enter, with the
/// files of /etc/skel, and bash; for a system user no home and no shell.
final class NewUser {
  private final Machine machine;
  private final Present present;
  private final UserWish wish;

  NewUser(Machine machine, Present present, UserWish wish) {
    this.machine = machine;
    this.present = present;
    this.wish = wish;
  }

  /// The steps that make the user.
  ///
  /// @throws MachineException if the user can't be made
  List<Decision.Step> steps() {
    String name = wish.name();
    present.refuseThoseOfOthers(name, "user");
    if (Boolean.FALSE.equals(wish.locked()) && wish.hash() == null) {
      throw Password.nothingToUnlock(name);
    }
    String words = wish.words();
    String detail =
        (wish.isSystem() ? "system user" : "user") + (words.isEmpty() ? "" : ", ") + words;
    List<Decision.Step> steps = new ArrayList<>();
    AccountTool tool = new AccountTool(machine);
    Change change = Change.of("create", name, detail);
    steps.add(
        new Decision.Step(change, tool.running(command().toArray(String[]::new)), foreseen()));
    Secret hash = wish.hash();
    if (hash != null) {
      steps.add(
          new Decision.Step(
              Change.of("set", name, "password hash"),
              () -> tool.password(name, isLocked() ? "!" : "", hash),
              Set.of(new Expected(name, Expected.HASH, hash))));
    }
    return steps;
  }

  private List<String> command() {
    List<String> words = new ArrayList<>(List.of("useradd"));
    if (wish.isSystem()) {
      words.add("--system");
    }
    String uid = wish.field(Field.UID);
    if (uid != null) {
      words.addAll(List.of(Field.UID.flag(), uid));
    }
    words.addAll(ownGroup() ? List.of("--user-group") : List.of(Field.GROUP.flag(), primary()));
    String comment = wish.field(Field.COMMENT);
    if (comment != null) {
      words.addAll(List.of(Field.COMMENT.flag(), comment));
    }
    words.addAll(List.of("--home-dir", wish.home(), Field.SHELL.flag(), wish.shell()));
    if (wish.hasHome()) {
      words.addAll(List.of("--create-home", "--key", "HOME_MODE=0700"));
    } else {
      words.add("--no-create-home");
    }
    if (!wish.groups().isEmpty()) {
      words.addAll(List.of("--groups", String.join(",", wish.groups())));
    }
    words.add(wish.name());
    return words;
  }

  // useradd doesn't take a group of the user's name that is there already for the user's own.
  private boolean ownGroup() {
    return wish.field(Field.GROUP) == null && !present.hasGroup(wish.name());
  }

  private String primary() {
    return Objects.requireNonNullElse(wish.field(Field.GROUP), wish.name());
  }

  private Set<Object> foreseen() {
    String name = wish.name();
    Set<Object> all = new HashSet<>();
    all.add(new Foreseen.User(name));
    if (ownGroup()) {
      all.add(new Foreseen.Group(name));
    }
    if (wish.hasHome()) {
      all.add(machine.path(wish.home()));
      Foreseen.touch(machine.path(wish.home()), all);
    }
    for (Field field : wish.wishedFields()) {
      all.add(Expected.field(machine, name, field, Objects.requireNonNull(wish.field(field))));
    }
    all.add(Expected.field(machine, name, Field.GROUP, primary()));
    all.add(Expected.field(machine, name, Field.HOME, wish.home()));
    all.add(Expected.field(machine, name, Field.SHELL, wish.shell()));
    for (String group : wish.groups()) {
      all.add(new Expected(name, Expected.GROUP, group));
    }
    all.add(new Expected(name, Expected.LOCKED, wish.hash() == null || isLocked()));
    return all;
  }

  private boolean isLocked() {
    return Boolean.TRUE.equals(wish.locked());
  }
}
