package troops.cli.console;

/// Text that can't do harm to a terminal.
public final class Clean {
  private Clean() {}

  /// Makes control characters visible: `^[` for escape, as cat(1) shows them with `-v`, and
  /// `\u202e` and the like for those of Unicode that end a line or change the direction of text.
  /// Tabs stay.
  ///
  /// @param line a line
  /// @return the line, harmless
  public static String line(String line) {
    for (int i = 0; i < line.length(); i++) {
      if (harmful(line.charAt(i))) {
        return cleaned(line);
      }
    }
    return line;
  }

  private static boolean harmful(char c) {
    if (c < 0x7f) {
      return c < ' ' && c != '\t';
    }
    return c <= 0x9f
        || (c >= 0x2028 && c <= 0x202e)
        || (c >= 0x2066 && c <= 0x2069)
        || c == 0x061c
        || c == 0x200e
        || c == 0x200f;
  }

  private static String cleaned(String line) {
    StringBuilder clean = new StringBuilder(line.length() + 16);
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (!harmful(c)) {
        clean.append(c);
      } else if (c < ' ' || c == 0x7f) {
        // A carriage return before the line's end is only somebody else's line end.
        if (c != '\r' || i + 1 < line.length()) {
          clean.append('^').append((char) (c ^ 0x40));
        }
      } else {
        String hex = Integer.toHexString(c);
        clean.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
      }
    }
    return clean.toString();
  }
}
