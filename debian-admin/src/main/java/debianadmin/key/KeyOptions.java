package debianadmin.key;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The options before a key in an authorized_keys file (sshd(8)). A key with one that sshd doesn't
/// know opens nothing.
final class KeyOptions {
  private static final Set<String> PLAIN =
      Set.of(
          "agent-forwarding",
          "cert-authority",
          "no-agent-forwarding",
          "no-port-forwarding",
          "no-pty",
          "no-touch-required",
          "no-user-rc",
          "no-x11-forwarding",
          "port-forwarding",
          "pty",
          "restrict",
          "user-rc",
          "verify-required",
          "x11-forwarding");

  private static final Set<String> VALUED =
      Set.of(
          "command",
          "environment",
          "expiry-time",
          "from",
          "permitlisten",
          "permitopen",
          "principals",
          "tunnel");

  private KeyOptions() {}

  /// What is wrong with some options.
  ///
  /// @param text them all, as they stand before a key
  /// @return what is wrong, in words that follow "the key"; null if nothing is
  static @Nullable String fault(String text) {
    for (String option : parts(text)) {
      int equals = option.indexOf('=');
      String name = option.substring(0, equals < 0 ? option.length() : equals);
      String lower = name.toLowerCase(Locale.ROOT);
      if (!PLAIN.contains(lower) && !VALUED.contains(lower)) {
        return "begins with neither a type nor an option that sshd knows";
      }
      if (VALUED.contains(lower) != equals >= 0) {
        return "has the option " + name + (equals < 0 ? " without" : " with") + " a value";
      }
      if (equals >= 0 && !isQuoted(option.substring(equals + 1))) {
        return "has the option " + name + " with a value that isn't in double quotes";
      }
    }
    return null;
  }

  private static boolean isQuoted(String value) {
    for (int i = 1; i < value.length() - 1; i++) {
      if (value.charAt(i) == '"' && value.charAt(i - 1) != '\\') {
        return false;
      }
    }
    return value.length() >= 2
        && value.startsWith("\"")
        && value.endsWith("\"")
        && !value.endsWith("\\\"");
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    boolean quoted = false;
    int start = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && (i == 0 || text.charAt(i - 1) != '\\')) {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
