package troops.cli.event;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.util.ArrayList;
import java.util.List;
import machine.Change;

/// A change of text as a unified diff, with three lines around each difference (diff(1), `-u`).
public final class Diff {
  private Diff() {}

  /// Compares two texts.
  ///
  /// @param subject the file's name
  /// @param text what it said, and says
  /// @return the lines of the diff; one that has no end of its own has a second line that says so
  public static List<String> of(String subject, Change.Text text) {
    List<String> before = lines(text.before());
    List<String> after = lines(text.after());
    return UnifiedDiffUtils.generateUnifiedDiff(
        before.isEmpty() ? "/dev/null" : subject,
        subject,
        before,
        DiffUtils.diff(before, after),
        3);
  }

  /// The lines of a text; a last one without an end is marked as diff does.
  private static List<String> lines(String text) {
    if (text.isEmpty()) {
      return List.of();
    }
    List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
    if (text.endsWith("\n")) {
      lines.removeLast();
    } else {
      lines.set(lines.size() - 1, lines.getLast() + "\n\\ No newline at end of file");
    }
    return lines;
  }
}
