package troops;

import java.util.Locale;

/// A host, or several, by name: exact, or with `*` for any run of characters, dots included. Case
/// doesn't count (RFC 4343).
///
/// @param text the pattern, in lower case, without a trailing dot
record HostPattern(String text) {

  /// Reads a pattern.
  ///
  /// @param host a name or pattern as people write it
  /// @return the pattern
  /// @throws IllegalArgumentException if it can't be a host's name
  static HostPattern parse(String host) {
    String text = host.toLowerCase(Locale.ROOT);
    if (text.endsWith(".")) {
      text = text.substring(0, text.length() - 1);
    }
    boolean good = !text.isEmpty();
    for (int i = 0; good && i < text.length(); i++) {
      char c = text.charAt(i);
      good = Character.isLetterOrDigit(c) || c == '-' || c == '_' || c == '.' || c == '*';
    }
    if (!good) {
      throw new IllegalArgumentException("not a host's name or pattern: '" + host + "'");
    }
    return new HostPattern(text);
  }

  /// Whether the pattern speaks of full names. One without a dot speaks of short names.
  boolean isQualified() {
    return text.indexOf('.') >= 0;
  }

  /// Its first label: all of it, if it speaks of short names.
  HostPattern first() {
    int dot = text.indexOf('.');
    return dot < 0 ? this : new HostPattern(text.substring(0, dot));
  }

  /// Whether a name fits.
  boolean matches(String name) {
    String candidate = name.toLowerCase(Locale.ROOT);
    int t = 0;
    int n = 0;
    int star = -1;
    int resume = 0;
    while (n < candidate.length()) {
      if (t < text.length() && text.charAt(t) == '*') {
        star = t++;
        resume = n;
      } else if (t < text.length() && text.charAt(t) == candidate.charAt(n)) {
        t++;
        n++;
      } else if (star >= 0) {
        t = star + 1;
        n = ++resume;
      } else {
        return false;
      }
    }
    while (t < text.length() && text.charAt(t) == '*') {
      t++;
    }
    return t == text.length();
  }
}
