package debianadmin.edit;

import java.util.List;
import java.util.regex.Pattern;
import machine.MachineException;

/// No line that matches.
///
/// @param regex a regular expression, found anywhere in a line
public record WithoutLine(String regex) implements Edit {
  /// Refuses what would match every line by mistake.
  public WithoutLine {
    if (regex.isEmpty()) {
      throw new MachineException(
          "an empty regular expression matches every line", "say which lines are not wanted");
    }
  }

  @Override
  public String in(String text) {
    Pattern pattern = Lines.pattern(regex);
    Lines lines = Lines.of(text);
    boolean isChanged = false;
    for (int i = lines.list().size() - 1; i >= 0; i--) {
      if (pattern.matcher(lines.list().get(i)).find()) {
        lines = lines.with(i, i + 1, List.of());
        isChanged = true;
      }
    }
    return isChanged ? lines.text() : text;
  }

  @Override
  public String reason() {
    return "has no line that matches " + regex;
  }

  @Override
  public boolean takesAway() {
    return true;
  }
}
