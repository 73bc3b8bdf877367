package debianadmin.text;

/// Names that many programs accept for files of theirs.
public final class PlainName {
  private PlainName() {}

  /// Whether a text is a name of ASCII letters, digits, and some other characters, that begins with
  /// none that an option begins with.
  ///
  /// @param text the text
  /// @param longest how many characters it may have
  /// @param others what it may consist of besides
  /// @return false also if it is empty
  public static boolean is(String text, int longest, String others) {
    boolean ok = !text.isEmpty() && text.length() <= longest && text.charAt(0) != '-';
    for (int i = 0; i < text.length() && ok; i++) {
      char c = text.charAt(i);
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || others.indexOf(c) >= 0;
    }
    return ok;
  }
}
