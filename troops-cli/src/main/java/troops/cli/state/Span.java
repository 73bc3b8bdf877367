package troops.cli.state;

import java.time.Duration;
import java.util.Optional;

/// A span of time as people write it: `90`, `90s`, `10m`, `4h`, `1d`.
public final class Span {
  private static final String UNITS = "smhd";
  private static final long[] SECONDS = {1, 60, 3600, 86_400};
  private static final long MOST = 1_000_000;

  private Span() {}

  /// Reads a number of seconds, or one followed by `s`, `m`, `h` or `d`.
  ///
  /// @param text the text
  /// @return the span; nothing if the text isn't one
  public static Optional<Duration> parse(String text) {
    int unit = text.isEmpty() ? -1 : UNITS.indexOf(text.charAt(text.length() - 1));
    String number = unit < 0 ? text : text.substring(0, text.length() - 1);
    try {
      long count = Long.parseLong(number);
      return count >= 0 && count <= MOST
          ? Optional.of(Duration.ofSeconds(count * SECONDS[Math.max(unit, 0)]))
          : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
