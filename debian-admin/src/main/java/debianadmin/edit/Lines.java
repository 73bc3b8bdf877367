package debianadmin.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import machine.MachineException;

/// The lines of a text. Lines end as its first one does: with LF, or with CR LF; and the last one
/// may lack its end.
///
/// @param list the lines, without their ends
/// @param end what each one ends with
/// @param isEnded whether the last one does
record Lines(List<String> list, String end, boolean isEnded) {
  static Lines of(String text) {
    List<String> list = new ArrayList<>();
    int from = 0;
    int lf = text.indexOf('\n');
    String end = lf > 0 && text.charAt(lf - 1) == '\r' ? "\r\n" : "\n";
    for (; lf >= 0; lf = text.indexOf('\n', from)) {
      boolean crlf = end.length() == 2 && lf > from && text.charAt(lf - 1) == '\r';
      list.add(text.substring(from, crlf ? lf - 1 : lf));
      from = lf + 1;
    }
    if (from < text.length()) {
      list.add(text.substring(from));
    }
    return new Lines(list, end, from == text.length());
  }

  /// The text that they make up.
  String text() {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < list.size(); i++) {
      all.append(list.get(i));
      if (isEnded || i < list.size() - 1) {
        all.append(end);
      }
    }
    return all.toString();
  }

  /// Lines added at the end, where the last one is ended first.
  Lines with(List<String> more) {
    List<String> all = new ArrayList<>(list);
    all.addAll(more);
    return new Lines(all, end, true);
  }

  /// Others in the place of some of them.
  Lines with(int from, int to, List<String> others) {
    List<String> all = new ArrayList<>(list.subList(0, from));
    all.addAll(others);
    all.addAll(list.subList(to, list.size()));
    return new Lines(all, end, isEnded || (to == list.size() && others.isEmpty()));
  }

  /// Compiles a regular expression.
  ///
  /// @throws MachineException if it is none
  static Pattern pattern(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new MachineException(
          "not a regular expression: '" + regex + "': " + e.getDescription(),
          "see java.util.regex.Pattern; Pattern.quote(\"…\") takes a text as it is",
          e);
    }
  }
}
