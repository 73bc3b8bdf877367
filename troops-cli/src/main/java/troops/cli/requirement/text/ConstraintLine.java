package troops.cli.requirement.text;

import java.util.List;
import troops.cli.problem.Problem;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.version.Comparison;
import troops.cli.requirement.version.Versions;

/// A line of a file of constraints: a library in one version, `group:artifact:version` or
/// `group:artifact == version`.
final class ConstraintLine {
  private ConstraintLine() {}

  /// Reads it.
  ///
  /// @throws Problem if it can't be understood, or says more
  static Requirement read(Line line) {
    Requirement library = LibraryLine.read(line);
    boolean plain = library.packaging().equals("jar") && library.classifier().isEmpty();
    if (!plain || !library.exclusions().isEmpty()) {
      throw line.mistake(
          library.name().length(),
          "a constraint says nothing but a version",
          "write " + library.name() + ":VERSION");
    }
    String version =
        switch (library.versions()) {
          case Versions.Exactly(String exactly) -> exactly;
          case Versions.Compared(List<Comparison> comparisons)
              when comparisons.size() == 1
                  && comparisons.getFirst().operator() == Comparison.Operator.EQUAL ->
              comparisons.getFirst().version().text();
          case Versions _ ->
              throw line.mistake(
                  library.name().length(),
                  "a constraint names one version, exactly",
                  "write " + library.name() + ":VERSION");
        };
    return library.in(new Versions.Exactly(version));
  }
}
