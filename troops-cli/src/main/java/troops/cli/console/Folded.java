package troops.cli.console;

import java.util.ArrayList;
import java.util.List;

/// A long line as several.
final class Folded {
  private static final int HANGING = 4;

  private Folded() {}

  /// Folds a line at blanks. What follows is set in by four more than the line itself; a word that
  /// is too long for any line is cut. A tab, which may be as wide as eight letters, becomes four
  /// blanks.
  static List<String> at(int width, String tabbed) {
    String line = tabbed.replace("\t", "    ");
    if (line.length() <= width) {
      return List.of(line);
    }
    int indent = 0;
    while (indent < line.length() && line.charAt(indent) == ' ') {
      indent++;
    }
    String hanging = " ".repeat(Math.min(indent + HANGING, width / 2));
    List<String> parts = new ArrayList<>();
    String rest = line;
    while (rest.length() > width) {
      int blank = rest.lastIndexOf(' ', width);
      int least = parts.isEmpty() ? indent : hanging.length();
      int cut = blank > least ? blank : width;
      parts.add(rest.substring(0, cut));
      rest = hanging + rest.substring(cut).stripLeading();
    }
    if (!rest.isBlank()) {
      parts.add(rest);
    }
    return parts;
  }
}
