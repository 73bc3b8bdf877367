package troops.cli.event;

import java.time.Duration;

/// How long something took, for people.
public final class Took {
  private Took() {}

  /// Says it in seconds with two decimals, or from a minute on in minutes and seconds.
  ///
  /// @param took how long it took
  /// @return `1.05 s`, `2 min 3 s`
  public static String text(Duration took) {
    long millis = took.toMillis();
    if (millis >= 60_000) {
      return millis / 60_000 + " min " + millis / 1000 % 60 + " s";
    }
    long hundredths = millis / 10;
    String fraction = Long.toString(hundredths % 100);
    return hundredths / 100 + "." + (fraction.length() == 1 ? "0" : "") + fraction + " s";
  }
}
