package troops.cli.event;

/// Strings of JSON as they are written (RFC 8259, 7). The reader's own way to strings ends at
/// 50,000 characters, and a file that was changed may be longer.
final class RawText {
  /// What a line may be long so that no string in it is too long for the reader.
  static final int SHORT = 50_000;

  private RawText() {}

  /// What a string says.
  ///
  /// @param raw the string in its quotes
  /// @return its text
  /// @throws IllegalArgumentException if an escape sequence makes no sense
  static String read(String raw) {
    int end = raw.length() - 1;
    if (end < 1 || raw.charAt(0) != '"' || raw.charAt(end) != '"') {
      throw new IllegalArgumentException("not a string");
    }
    StringBuilder text = new StringBuilder(raw.length());
    int at = 1;
    while (at < end) {
      char c = raw.charAt(at);
      if (c != '\\') {
        text.append(c);
        at++;
      } else if (raw.charAt(at + 1) == 'u') {
        if (at + 6 > end) {
          throw new IllegalArgumentException("a string ends within an escape sequence");
        }
        text.append((char) Integer.parseInt(raw, at + 2, at + 6, 16));
        at += 6;
      } else {
        text.append(escaped(raw.charAt(at + 1)));
        at += 2;
      }
    }
    return text.toString();
  }

  private static char escaped(char c) {
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw new IllegalArgumentException("no escape sequence begins with \\" + c);
    };
  }
}
