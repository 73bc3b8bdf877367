package debianadmin.edit;

import java.util.List;
import java.util.regex.Pattern;
import machine.MachineException;

/// A line that a text is to have. If it doesn't, it takes the place of the last line that matches,
/// or is added at the end.
///
/// @param line the line, without its end
/// @param instead a regular expression, found anywhere in a line; an empty one matches nothing
public record Line(String line, String instead) implements Edit {
  /// Refuses what is no line.
  public Line {
    if (line.isBlank() || line.indexOf('\n') >= 0 || line.indexOf('\r') >= 0) {
      throw new MachineException(
          "not a line: '" + line + "'", "give one line with something in it, and no line end");
    }
    if (line.indexOf('\0') >= 0) {
      throw new MachineException("not a line: it holds a NUL", "leave it out");
    }
  }

  @Override
  public String in(String text) {
    Lines lines = Lines.of(text);
    if (lines.list().contains(line)) {
      return text;
    }
    int last = instead.isEmpty() ? -1 : lastMatch(lines.list());
    return last < 0
        ? lines.with(List.of(line)).text()
        : lines.with(last, last + 1, List.of(line)).text();
  }

  private int lastMatch(List<String> lines) {
    Pattern pattern = Lines.pattern(instead);
    for (int i = lines.size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.get(i)).find()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public String reason() {
    return "has the line";
  }

  @Override
  public boolean takesAway() {
    return false;
  }
}
