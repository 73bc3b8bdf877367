package troops.cli.repository.remote;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A remote of the node's repository (git-remote(1)).
///
/// @param name its name
/// @param url where it is: what git-fetch(1) accepts; a local path is absolute
public record Remote(String name, String url) {
  private static final int LONGEST_NAME = 100;
  private static final int LONGEST_URL = 2000;
  private static final int LONGEST_SHOWN = 240;

  /// What git-check-ref-format(1) refuses in a name.
  private static final String FORBIDDEN = " ~^:?*[\\";

  /// Checks both.
  public Remote {
    Optional<String> wrong = wrongName(name).or(() -> wrongUrl(url));
    if (wrong.isPresent()) {
      throw new IllegalArgumentException(wrong.get());
    }
  }

  /// What is wrong with a name: it becomes part of the names of refs, and of messages.
  static Optional<String> wrongName(String name) {
    if (name.isEmpty() || name.length() > LONGEST_NAME) {
      return Optional.of(name.isEmpty() ? "its name is empty" : "its name is too long");
    }
    if (name.codePoints().anyMatch(c -> !isVisible(c) || FORBIDDEN.indexOf(c) >= 0)) {
      return Optional.of("its name has characters that no branch may have");
    }
    boolean odd = name.startsWith("-") || name.contains("..") || name.contains("@{");
    for (String part : name.split("/", -1)) {
      odd |= part.isEmpty() || part.startsWith(".") || part.endsWith(".") || part.endsWith(".lock");
    }
    return odd ? Optional.of("no branch may be called that") : Optional.empty();
  }

  /// What is wrong with a url, as far as git wouldn't say it better.
  static Optional<String> wrongUrl(String url) {
    if (url.isEmpty() || url.length() > LONGEST_URL) {
      return Optional.of(url.isEmpty() ? "its url is empty" : "its url is too long");
    }
    if (!url.codePoints().allMatch(c -> c == ' ' || isVisible(c))) {
      return Optional.of("its url has control characters");
    }
    return Optional.empty();
  }

  /// Somebody else's words, fit for a message.
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST_SHOWN)
        .forEach(c -> shown.appendCodePoint(c == ' ' || isVisible(c) ? c : '?'));
    return text.length() > LONGEST_SHOWN ? shown.append('…').toString() : shown.toString();
  }

  static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // What stands for bytes that weren't UTF-8.
      default -> c != 0xfffd;
    };
  }

  /// Where its branches are kept: a name of its own whatever other remotes are called (`a`, with a
  /// branch `b/c`, isn't `a/b`), in characters that every locale has.
  String refs() {
    StringBuilder safe = new StringBuilder("refs/remotes/");
    for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
      boolean plain = (b >= '0' && b <= '9') || (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
      if (plain || b == '-' || b == '_' || b == '.') {
        safe.append((char) b);
      } else {
        safe.append('%').append(String.format("%02X", b));
      }
    }
    return safe.append('/').toString();
  }
}
