package troops.cli.requirement.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Problem;
import troops.cli.requirement.version.Comparison;
import troops.cli.requirement.version.Letters;
import troops.cli.requirement.version.Version;
import troops.cli.requirement.version.Versions;

/// pip's comparisons behind the name of a library: `>= 1.2, < 2`.
final class Comparisons {
  private final Line line;
  private final String name;

  /// A reader.
  ///
  /// @param line where they stand
  /// @param name what they are about, `group:artifact`
  Comparisons(Line line, String name) {
    this.line = line;
    this.name = name;
  }

  /// Where comparisons begin.
  ///
  /// @return an offset; the end of the text if there are none
  static int start(String text) {
    int at = 0;
    while (at < text.length() && "=<>~!^".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return at;
  }

  /// Reads them.
  ///
  /// @param body what the line says, up to the end of the comparisons
  /// @param start where they begin
  /// @throws Problem if they can't be understood, or can't all hold
  Versions read(String body, int start) {
    List<Comparison> comparisons = new ArrayList<>();
    int at = start;
    while (true) {
      Comparison.Operator operator = operator(body, at);
      int version = Letters.skipBlanks(body, at + operator.sign().length());
      int end = version;
      while (end < body.length() && ", \t".indexOf(body.charAt(end)) < 0) {
        end++;
      }
      comparisons.add(comparison(operator, body, version, end));
      int comma = Letters.skipBlanks(body, end);
      if (comma == body.length()) {
        break;
      }
      if (body.charAt(comma) != ',') {
        throw line.mistake(
            comma, "there is white space between the comparisons", "write a comma between them");
      }
      at = Letters.skipBlanks(body, comma + 1);
    }
    Versions.Compared compared = new Versions.Compared(comparisons);
    if (compared.interval().isEmpty()) {
      throw line.mistake(
          start,
          "no version is" + compared.written(),
          "leave one of the comparisons out, or turn it round");
    }
    return compared;
  }

  private Comparison.Operator operator(String body, int at) {
    if (at == body.length()) {
      throw line.mistake(at, "a comparison is missing behind the comma", "leave the comma out");
    }
    Optional<Mistake> foreign = Mistake.operator(body, at, name);
    if (foreign.isPresent()) {
      throw line.problem(foreign.get());
    }
    for (Comparison.Operator operator : Comparison.Operator.values()) {
      if (body.startsWith(operator.sign(), at)
          && (operator.sign().length() == 2 || !body.startsWith("=", at + 1))) {
        return operator;
      }
    }
    throw line.mistake(
        at,
        "a comparison begins with ==, !=, ~=, >=, <=, > or <",
        "write " + name + " >= 1.2, < 2, or leave the comma out");
  }

  private Comparison comparison(Comparison.Operator operator, String body, int start, int end) {
    String version = body.substring(start, end);
    if (version.isEmpty()) {
      throw line.mistake(
          start,
          "a version is missing behind '" + operator.sign() + "'",
          "write " + name + " " + operator.sign() + " VERSION");
    }
    if (version.endsWith(".*")) {
      String stem = version.substring(0, version.length() - 2);
      throw line.mistake(
          end - 1, "versions have no wildcards", "write " + name + " ~= " + stem + ".0");
    }
    if (!Letters.isVersion(version) || Mistake.isMoving(version)) {
      throw line.mistake(start, "'" + version + "' isn't a version", "write " + name + " >= 1.2");
    }
    if (operator == Comparison.Operator.COMPATIBLE
        && Comparison.next(new Version(version)).isEmpty()) {
      throw line.mistake(
          start,
          "'~=' needs a version of at least two numbers, not " + version,
          "write " + name + " ~= 1.4 for 1.4 or later, but below 2");
    }
    return new Comparison(operator, new Version(version));
  }
}
