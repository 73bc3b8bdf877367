package troops.cli.requirement;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// What `requirements.txt` says: comments (from a `#` at the start of a line or after white space
/// to the line's end), blank lines, `group:artifact:version`, and `group:artifact` for the
/// libraries that come with the tool.
///
/// @param name what the file is called in messages
/// @param list the requirements in the order of their lines, each library once
public record Requirements(String name, List<Requirement> list) {
  /// Copies the list.
  public Requirements {
    list = List.copyOf(list);
  }

  /// Reads the text of a `requirements.txt`. Line ends are those of Unix or Windows, a byte order
  /// mark is passed over. A library may be listed twice if both lines say the same.
  ///
  /// @param name what the file is called in messages
  /// @param text what stands in it
  /// @return what it says
  /// @throws Problem if a line can't be understood or contradicts another, naming line and column
  public static Requirements parse(String name, String text) {
    Map<String, Requirement> found = new LinkedHashMap<>();
    int number = 0;
    int start = text.startsWith("\uFEFF") ? 1 : 0;
    while (start < text.length()) {
      int end = lineEnd(text, start);
      Line line = new Line(name, ++number, text.substring(start, end));
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
      Optional<Requirement> requirement = line.parse();
      if (requirement.isPresent()) {
        add(found, requirement.get(), line);
      }
    }
    return new Requirements(name, List.copyOf(found.values()));
  }

  private static int lineEnd(String text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  private static void add(Map<String, Requirement> found, Requirement requirement, Line line) {
    String key = requirement.group() + ":" + requirement.artifact();
    Requirement earlier = found.putIfAbsent(key, requirement);
    if (earlier != null && !earlier.coordinates().equals(requirement.coordinates())) {
      throw line.problem(
          line.start(),
          "%s contradicts line %d, %s"
              .formatted(requirement.coordinates(), earlier.line(), earlier.coordinates()),
          "keep one of the two lines");
    }
  }

  /// Makes the problem of a requirement that can't be had.
  Problem unresolved(Requirement requirement, String what, String hint) {
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT, name + ":" + requirement.line() + ": " + what, hint);
  }
}
