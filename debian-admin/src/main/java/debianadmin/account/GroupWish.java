package debianadmin.account;

import debianadmin.account.fact.AccountName;
import debianadmin.account.fact.Field;
import java.util.List;

/// What a group is to have beside a name.
public sealed interface GroupWish {

  /// A number.
  record Gid(String number) implements GroupWish {
    /// Checks the number.
    public Gid {
      Field.number(number);
    }
  }

  /// A number of those of the system's own groups, if the group is made.
  record AsSystem() implements GroupWish {}

  /// Members, for whom it isn't the primary group.
  ///
  /// @param names their names
  /// @param exact whether there are to be no others
  record Members(List<String> names, boolean exact) implements GroupWish {
    /// Checks and copies the names.
    public Members {
      names = List.copyOf(names);
      for (String name : names) {
        AccountName.check(name, "user");
      }
    }
  }
}
