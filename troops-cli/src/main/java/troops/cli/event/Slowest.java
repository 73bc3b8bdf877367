package troops.cli.event;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What took its time in a run that was long.
final class Slowest {
  private static final int NAMED = 3;
  private static final int WORTH_NAMING = 500;

  private Slowest() {}

  /// Names the slowest deployables, of those that took half a second or more.
  ///
  /// @param ended the deployables of the run
  /// @return a line; none if none was slow: the time went elsewhere
  static Optional<String> line(List<Event.DeployableFinished> ended) {
    List<String> slow =
        ended.stream()
            .filter(e -> e.took().toMillis() >= WORTH_NAMING)
            .sorted(Comparator.comparing(Event.DeployableFinished::took).reversed())
            .limit(NAMED)
            .map(e -> e.name() + " " + ConsoleRendering.seconds(e.took()))
            .toList();
    return slow.isEmpty() ? Optional.empty() : Optional.of("slowest: " + String.join(", ", slow));
  }
}
