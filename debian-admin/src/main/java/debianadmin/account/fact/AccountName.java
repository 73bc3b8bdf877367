package debianadmin.account.fact;

import machine.MachineException;

/// What useradd(8) and groupadd(8) of all of Debian's releases accept as a name, without the option
/// that lets them accept bad ones.
public final class AccountName {
  private static final int LONGEST = 32;

  private AccountName() {}

  /// Refuses what is no name.
  ///
  /// @param name the text
  /// @param what `user` or `group`
  /// @return the name
  /// @throws MachineException if it isn't one
  public static String check(String name, String what) {
    boolean ok = !name.isEmpty() && name.length() <= LONGEST && !isDigits(name);
    for (int i = 0; i < name.length() && ok; i++) {
      char c = name.charAt(i);
      boolean first = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
      boolean last = c == '$' && i > 0 && i == name.length() - 1;
      ok = first || last || (c >= '0' && c <= '9') || (i > 0 && (c == '-' || c == '.'));
    }
    if (!ok) {
      throw new MachineException(
          "not the name of a " + what + ": '" + name + "'",
          "up to "
              + LONGEST
              + " letters, digits, '_', '-' and '.', beginning with a letter or '_'");
    }
    return name;
  }

  // Programs that take a name or a number would take it as a number.
  private static boolean isDigits(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) < '0' || name.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }
}
