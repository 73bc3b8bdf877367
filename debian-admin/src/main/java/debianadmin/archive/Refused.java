package debianadmin.archive;

import java.io.IOException;

/// An archive isn't unpacked because of what is in it.
final class Refused extends IOException {
  private static final long serialVersionUID = 1L;

  /// @param entry the name of the entry
  /// @param why what is wrong with it
  Refused(String entry, String why) {
    super("'" + printable(entry) + "' " + why);
  }

  private static String printable(String name) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), 200); i++) {
      char c = name.charAt(i);
      text.append(Character.isISOControl(c) ? '?' : c);
    }
    return text.toString();
  }
}
