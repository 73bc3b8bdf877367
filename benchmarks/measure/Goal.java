package measure;

import java.util.Locale;

/// What is to be reached.
///
/// @param what names it
/// @param limit the most that it may be
/// @param unit of the limit and the value
/// @param value what was measured; not a number if that couldn't be done
public record Goal(String what, double limit, String unit, double value) {
  /// A ratio of medians that is to be reached; unknown if one of them is missing.
  public static Goal ratio(Report report, String name, double limit, String baseline) {
    double value =
        report.row(name).map(Measured::median).orElse(Double.NaN)
            / report.row(baseline).map(Measured::median).orElse(Double.NaN);
    return new Goal(name, limit, "x " + baseline, value);
  }

  String line() {
    String goal = String.format(Locale.ROOT, "goal: %s: at most %.4s %s: ", what, limit, unit);
    return goal
        + (Double.isNaN(value)
            ? "unknown"
            : String.format(Locale.ROOT, "%.2f %s", value, value <= limit ? "✓" : "✗"));
  }
}
