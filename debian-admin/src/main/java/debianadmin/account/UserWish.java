package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Field;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import machine.MachineException;
import machine.Secret;
import org.jspecify.annotations.Nullable;

/// What a user is to be, as far as it is wished for.
final class UserWish {
  private final String name;
  private final Map<Field, String> fields = new EnumMap<>(Field.class);
  private final Set<String> groups = new LinkedHashSet<>();
  private final boolean exact;
  private final boolean system;
  private final @Nullable Boolean locked;
  private final @Nullable Secret hash;

  /// Puts options together.
  ///
  /// @throws MachineException if two of them contradict each other
  UserWish(String name, UserOption... options) {
    this.name = AccountName.check(name, "user");
    boolean some = false;
    boolean all = false;
    boolean isSystem = false;
    Boolean lock = null;
    Secret password = null;
    for (UserOption option : options) {
      if (option instanceof UserOption.With with) {
        once(fields.put(with.field(), with.value()), with.field());
      } else if (option instanceof UserOption.InGroups in) {
        groups.addAll(in.names());
        some |= !in.exact();
        all |= in.exact();
      } else if (option instanceof UserOption.Locked now) {
        once(lock, "wish for locked or unlocked");
        lock = now.wanted();
      } else if (option instanceof UserOption.Hashed now) {
        once(password, "password hash");
        password = now.hash();
      } else if (option instanceof UserOption.AsSystem) {
        isSystem = true;
      }
    }
    if (some && all) {
      throw new MachineException(
          name + ": groups are either added or exact", "leave out groups(...) or exactGroups(...)");
    }
    this.exact = all;
    this.system = isSystem;
    this.locked = lock;
    this.hash = password;
  }

  private void once(@Nullable Object before, Object what) {
    if (before != null) {
      throw new MachineException(name + ": more than one " + what, "leave one of them out");
    }
  }

  String name() {
    return name;
  }

  boolean isSystem() {
    return system;
  }

  /// The groups beside the primary one.
  Set<String> groups() {
    return groups;
  }

  /// Whether there are to be no other groups.
  boolean isExact() {
    return exact;
  }

  /// Whether the password is to be locked; null if that isn't wished for.
  @Nullable Boolean locked() {
    return locked;
  }

  /// The password's hash; null if none is wished for.
  @Nullable Secret hash() {
    return hash;
  }

  Set<Field> wishedFields() {
    return fields.keySet();
  }

  @Nullable String field(Field field) {
    return fields.get(field);
  }

  /// The home of a user who is made now, and of one for whom it is wished: as adduser(8) has it.
  String home() {
    return fields.getOrDefault(Field.HOME, system ? PresentUser.NO_HOME : "/home/" + name);
  }

  /// The shell of a user who is made now: as adduser(8) has it.
  String shell() {
    return fields.getOrDefault(Field.SHELL, system ? "/usr/sbin/nologin" : "/bin/bash");
  }

  boolean hasHome() {
    return !home().equals(PresentUser.NO_HOME);
  }

  /// The wished fields and groups in words: `uid 2000, shell /bin/bash, groups sudo, adm`.
  String words() {
    List<String> words = new ArrayList<>();
    fields.forEach((field, value) -> words.add(field + " " + value));
    if (!groups.isEmpty()) {
      words.add((groups.size() == 1 ? "group " : "groups ") + String.join(", ", groups));
    }
    return String.join(", ", words);
  }
}
