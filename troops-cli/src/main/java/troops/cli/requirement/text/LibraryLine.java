package troops.cli.requirement.text;

import java.util.ArrayList;
import java.util.List;
import troops.cli.problem.Problem;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirement.Exclusion;
import troops.cli.requirement.version.Letters;
import troops.cli.requirement.version.Versions;

/// A line that names a library: `group:artifact:version[:packaging[:classifier]]` as Maven's
/// dependency:get has it, where the version may be one of Maven's ranges; or `group:artifact` with
/// pip's comparisons, or with nothing; and what it shall not bring along.
final class LibraryLine {
  private static final String EXCLUDE = "exclude";

  private final Line line;
  private final String body;

  private LibraryLine(Line line) {
    this.line = line;
    this.body = line.body();
  }

  /// Reads it.
  ///
  /// @throws Problem if it can't be understood
  static Requirement read(Line line) {
    return new LibraryLine(line).requirement();
  }

  private Requirement requirement() {
    int end = body.indexOf(';') < 0 ? body.length() : body.indexOf(';');
    Requirement plain = library(body.substring(0, end).stripTrailing());
    return new Requirement(
        plain.group(),
        plain.artifact(),
        plain.packaging(),
        plain.classifier(),
        plain.versions(),
        exclusions(end, plain),
        plain.place());
  }

  private Requirement library(String head) {
    int operator = Comparisons.start(head);
    String[] parts = head.substring(0, operator).stripTrailing().split(":", -1);
    boolean named = parts.length > 1 && Letters.isName(parts[0]) && Letters.isName(parts[1]);
    if (named && operator < head.length() && parts.length == 2) {
      Versions versions = new Comparisons(line, parts[0] + ":" + parts[1]).read(head, operator);
      return Requirement.of(parts[0], parts[1], versions, line.place());
    }
    if (!named || operator < head.length()) {
      throw line.problem(Mistake.in(head.isEmpty() ? body : head));
    }
    if (parts.length == 2) {
      return Requirement.of(parts[0], parts[1], new Versions.Unsaid(), line.place());
    }
    Versions versions = version(head, parts);
    String packaging = parts.length > 3 ? parts[3] : "jar";
    String classifier = parts.length > 4 ? parts[4] : "";
    if (parts.length > 5 || !Requirement.PACKAGINGS.contains(packaging)) {
      throw line.problem(Mistake.packaging(parts));
    }
    if (parts.length > 4 && !Letters.isName(classifier)) {
      throw line.mistake(
          head.length() - classifier.length(),
          "this isn't a classifier",
          "write letters, digits, '-', '_' and single dots");
    }
    return new Requirement(
        parts[0], parts[1], packaging, classifier, versions, List.of(), line.place());
  }

  private Versions version(String head, String[] parts) {
    String version = parts[2];
    if (version.startsWith("[") || version.startsWith("(")) {
      return new Ranges(line).read(version, parts[0].length() + parts[1].length() + 2);
    }
    if (!Letters.isVersion(version) || Mistake.isMoving(version)) {
      throw line.problem(Mistake.in(head));
    }
    return new Versions.Exactly(version);
  }

  private List<Exclusion> exclusions(int end, Requirement plain) {
    List<Exclusion> exclusions = new ArrayList<>();
    int at = end;
    while (at < body.length()) {
      int next = body.indexOf(';', at + 1) < 0 ? body.length() : body.indexOf(';', at + 1);
      int word = Letters.skipBlanks(body, at + 1);
      int names = word + EXCLUDE.length();
      boolean exclude =
          body.startsWith(EXCLUDE, word) && names < next && Letters.isBlank(body.charAt(names));
      if (!exclude) {
        throw line.mistake(
            at,
            "conditions can't be given",
            "write %s; behind a semicolon only 'exclude group:artifact' may stand"
                .formatted(plain.coordinates()));
      }
      add(exclusions, names, next);
      at = next;
    }
    return exclusions;
  }

  private void add(List<Exclusion> exclusions, int start, int end) {
    int at = start;
    for (String name : body.substring(start, end).split(",", -1)) {
      String[] parts = name.strip().split(":", -1);
      if (parts.length != 2 || !isNameOrAll(parts[0]) || !isNameOrAll(parts[1])) {
        throw line.mistake(
            Math.min(Letters.skipBlanks(body, at), end),
            "what is excluded has a group and an artifact",
            "write exclude group:artifact; * stands for all");
      }
      exclusions.add(new Exclusion(parts[0], parts[1]));
      at += name.length() + 1;
    }
  }

  private static boolean isNameOrAll(String part) {
    return part.equals(Exclusion.ALL) || Letters.isName(part);
  }
}
