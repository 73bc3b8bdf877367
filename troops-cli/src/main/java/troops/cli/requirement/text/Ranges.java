package troops.cli.requirement.text;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Problem;
import troops.cli.requirement.version.Interval;
import troops.cli.requirement.version.Letters;
import troops.cli.requirement.version.Version;
import troops.cli.requirement.version.Versions;

/// Maven's ranges: `[1.0,2.0)`, `(,1.0],[1.2,)`, `[1.0]` ("Dependency Version Requirement
/// Specification", maven.apache.org/pom.html).
final class Ranges {
  private final Line line;

  Ranges(Line line) {
    this.line = line;
  }

  /// Reads them.
  ///
  /// @param text the ranges
  /// @param offset where they begin in the line
  /// @throws Problem if they can't be understood
  Versions read(String text, int offset) {
    List<Interval> intervals = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char open = text.charAt(at);
      if (open != '[' && open != '(') {
        throw line.mistake(
            offset + at, "a range begins with [ or (", "write ranges like [1.0,2.0)");
      }
      int end = at + 1;
      while (end < text.length() && "[]()".indexOf(text.charAt(end)) < 0) {
        end++;
      }
      if (end == text.length() || "[(".indexOf(text.charAt(end)) >= 0) {
        throw line.mistake(
            offset + end,
            "the range has no end",
            "write ] behind its last version, or ) to leave it out");
      }
      intervals.add(interval(text, at, end, offset));
      at = Letters.skipBlanks(text, end + 1);
      if (at < text.length()) {
        if (text.charAt(at) != ',') {
          throw line.mistake(
              offset + at, "something stands behind the range", "write a comma between ranges");
        }
        at = Letters.skipBlanks(text, at + 1);
        if (at == text.length()) {
          throw line.mistake(
              offset + at, "a range is missing behind the comma", "leave the comma out");
        }
      }
    }
    return new Versions.Ranges(intervals);
  }

  private Interval interval(String text, int start, int end, int offset) {
    boolean withLower = text.charAt(start) == '[';
    boolean withUpper = text.charAt(end) == ']';
    String[] bounds = text.substring(start + 1, end).split(",", -1);
    if (bounds.length > 2) {
      throw line.mistake(
          offset + start, "a range has two ends", "write ranges like [1.0,2.0),[3.0,)");
    }
    Version lower = bound(bounds[0].strip(), offset + start + 1);
    if (bounds.length == 1) {
      if (lower == null || !withLower || !withUpper) {
        throw line.mistake(
            offset + start,
            "a range of one version is written [1.0]",
            "or [1.0,) for later ones too");
      }
      return new Interval(lower, true, lower, true);
    }
    Version upper = bound(bounds[1].strip(), offset + start + bounds[0].length() + 2);
    Interval interval =
        new Interval(lower, withLower && lower != null, upper, withUpper && upper != null);
    if (interval.isEmpty()) {
      throw line.mistake(
          offset + start, "no version lies in " + interval, "write the earlier version first");
    }
    return interval;
  }

  private @Nullable Version bound(String text, int offset) {
    if (text.isEmpty()) {
      return null;
    }
    if (!Letters.isVersion(text) || Mistake.isMoving(text)) {
      throw line.mistake(offset, "'" + text + "' isn't a version", "write ranges like [1.0,2.0)");
    }
    return new Version(text);
  }
}
