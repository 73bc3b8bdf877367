package debianadmin.wait;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;

/// What was seen of a network, in words.
final class Seen {
  private static final int LONGEST = 200;

  // Whoever was silent for so long is asked anew: the host may have come up meanwhile.
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private Seen() {}

  /// How long a connection may take to be made.
  ///
  /// @param limit how much time is left
  /// @return milliseconds, at least one
  static int timeout(Duration limit) {
    return milliseconds(limit.compareTo(CONNECT) < 0 ? limit : CONNECT);
  }

  static int milliseconds(Duration limit) {
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, limit.toMillis()));
  }

  /// What went wrong: `connection refused`.
  static String words(IOException e) {
    if (e instanceof UnknownHostException) {
      return "unknown host";
    }
    if (e instanceof SocketTimeoutException) {
      return "no answer";
    }
    String message = String.valueOf(e.getMessage());
    return message.substring(0, 1).toLowerCase(Locale.ROOT) + message.substring(1);
  }

  /// The first line of a text that says something, fit to be shown.
  static String firstLine(String text) {
    for (String line : text.split("\n", -1)) {
      if (!line.isBlank()) {
        StringBuilder shown = new StringBuilder();
        for (int i = 0; i < line.length() && i < LONGEST; i++) {
          char c = line.charAt(i);
          shown.append(Character.isISOControl(c) ? ' ' : c);
        }
        return shown.toString().strip();
      }
    }
    return "";
  }
}
