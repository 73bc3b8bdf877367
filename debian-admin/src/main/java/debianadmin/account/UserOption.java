package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Field;
import debianadmin.account.fact.PasswordHash;
import java.util.List;
import machine.Secret;

/// What a user is to have beside a name.
public sealed interface UserOption {

  /// A field with a value.
  record With(Field field, String value) implements UserOption {
    /// Checks the value.
    public With {
      field.check(value);
    }
  }

  /// A number of those of the system's own users, if the user is made.
  record AsSystem() implements UserOption {}

  /// Groups beside the primary one.
  ///
  /// @param names their names
  /// @param exact whether there are to be no others
  record InGroups(List<String> names, boolean exact) implements UserOption {
    /// Checks and copies the names.
    public InGroups {
      names = List.copyOf(names);
      for (String name : names) {
        AccountName.check(name, "group");
      }
    }
  }

  /// Whether the password is to be locked.
  record Locked(boolean wanted) implements UserOption {}

  /// The password's hash.
  record Hashed(Secret hash) implements UserOption {
    /// Checks its form.
    public Hashed {
      PasswordHash.check(hash);
    }
  }
}
