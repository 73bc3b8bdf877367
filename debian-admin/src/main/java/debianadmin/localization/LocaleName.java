package debianadmin.localization;

import machine.MachineException;

/// The name of a locale (locale(7)): `en_GB.UTF-8`.
///
/// @param text the name
record LocaleName(String text) {

  /// Checks the name.
  LocaleName {
    boolean ok = !text.isEmpty() && text.length() < 64 && Character.isLetter(text.charAt(0));
    for (int i = 0; i < text.length() && ok; i++) {
      char c = text.charAt(i);
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "_.@-".indexOf(c) >= 0;
    }
    if (!ok) {
      throw new MachineException(
          "not a locale: '" + text + "'",
          "name one of /usr/share/i18n/SUPPORTED: \"en_GB.UTF-8\"; or \"C.UTF-8\"");
    }
  }

  /// Whether the C library has it without any file.
  boolean isBuiltIn() {
    return text.equals("C") || text.equals("POSIX");
  }

  /// The name as the C library keeps it: the codeset in lower case, letters and digits only.
  String normalized() {
    int dot = text.indexOf('.');
    if (dot < 0) {
      return text;
    }
    int at = text.indexOf('@', dot);
    int end = at < 0 ? text.length() : at;
    StringBuilder all = new StringBuilder(text.substring(0, dot + 1));
    for (int i = dot + 1; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        all.append(Character.toLowerCase(c));
      }
    }
    return all.append(text.substring(end)).toString();
  }

  /// Language and territory: `en_GB`.
  String language() {
    int end = text.indexOf('.') < 0 ? text.indexOf('@') : text.indexOf('.');
    return end < 0 ? text : text.substring(0, end);
  }

  @Override
  public String toString() {
    return text;
  }
}
