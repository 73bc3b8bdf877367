package troops.cli.console;

import java.nio.charset.StandardCharsets;

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

  /// Escapes in a line of JSON what a terminal would obey: all of it stands inside strings, where
  /// `\u009b` means the same.
  ///
  /// @param line the line with its end, UTF-8
  /// @return the line, harmless
  public static byte[] json(byte[] line) {
    boolean plain = true;
    for (int i = 0; i < line.length && plain; i++) {
      plain = line[i] >= 0 && line[i] != 0x7f;
    }
    if (plain) {
      return line;
    }
    String text = new String(line, StandardCharsets.UTF_8);
    StringBuilder clean = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x7f && harmful(c)) {
        escape(c, clean);
      } else {
        clean.append(c);
      }
    }
    return clean.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void escape(char c, StringBuilder clean) {
    String hex = Integer.toHexString(c);
    clean.append("\\u").append("0".repeat(4 - hex.length())).append(hex);
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
        escape(c, clean);
      }
    }
    return clean.toString();
  }
}
