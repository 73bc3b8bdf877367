package debianadmin.account.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import machine.Machine;

/// The password fields of /etc/shadow (shadow(5)). Nothing of them is ever shown.
public final class Passwords {
  private final Map<String, String> fields = new HashMap<>();

  /// Reads the file's content.
  Passwords(String shadow) {
    for (String[] record : Accounts.records(shadow, 9)) {
      fields.putIfAbsent(record[0], record[1]);
    }
  }

  /// Those of a machine, read once until something changes.
  ///
  /// @throws IOException if the file can't be read; only root can, and the group shadow
  public static Passwords of(Machine machine) throws IOException {
    try {
      return machine.fact(
          Passwords.class,
          () -> {
            try {
              return new Passwords(Accounts.text(machine.path("/etc/shadow")));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /// The field of a user: where there is no line in /etc/shadow, that of /etc/passwd counts.
  public String field(Accounts.UserEntry user) {
    return fields.getOrDefault(user.name(), user.password());
  }
}
