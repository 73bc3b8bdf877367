package troops.cli.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import troops.cli.event.Event;

/// What a run said that it made, or would make: the changes of each deployable, in whatever order,
/// each by verb and subject.
final class Told {
  private static final String MAIN = "main";

  /// Deployable → line → how often.
  private final Map<String, Map<String, Integer>> changes = new LinkedHashMap<>();

  /// Deployable → subjects of which it couldn't tell.
  private final Map<String, Set<String>> unknown = new HashMap<>();

  private String deployable = MAIN;

  private Told() {}

  /// Reads what a run has said so far.
  static Told of(History history, String run) {
    Told told = new Told();
    boolean ignored = history.replay(run, line -> line.event().ifPresent(told::hear));
    return told;
  }

  private void hear(Event event) {
    if (event instanceof Event.DeployableStarted e) {
      deployable = e.name();
    } else if (event instanceof Event.Changed e) {
      String line = e.change().verb() + " " + e.change().subject();
      changes
          .computeIfAbsent(deployable, name -> new LinkedHashMap<>())
          .merge(line, 1, Integer::sum);
    } else if (event instanceof Event.Unknown e) {
      unknown.computeIfAbsent(deployable, name -> new HashSet<>()).add(e.subject());
    }
  }

  /// Compares what this preview announced with what a run then made.
  ///
  /// @param preview the id of this one
  /// @param run the run
  /// @param whole whether the run has come to its end
  Event.Compared comparedWith(String preview, Told run, boolean whole) {
    List<String> notAnnounced = new ArrayList<>();
    int excused = 0;
    for (String name : run.changes.keySet()) {
      for (String line : run.beyond(this, name)) {
        if (couldNotTell(name, line)) {
          excused++;
        } else {
          notAnnounced.add(name + ": " + line);
        }
      }
    }
    List<String> notMade = new ArrayList<>();
    for (String name : whole ? changes.keySet() : Set.<String>of()) {
      beyond(run, name).forEach(line -> notMade.add(name + ": " + line));
    }
    return new Event.Compared(preview, notMade, notAnnounced, excused);
  }

  /// The lines of a deployable that another run doesn't have, or not as often.
  private List<String> beyond(Told other, String name) {
    Map<String, Integer> theirs = other.changes.getOrDefault(name, Map.of());
    List<String> lines = new ArrayList<>();
    changes
        .getOrDefault(name, Map.of())
        .forEach((line, count) -> {
          for (int i = theirs.getOrDefault(line, 0); i < count; i++) {
            lines.add(line);
          }
        });
    return lines;
  }

  /// Whether a preview has said that it doesn't know: of this very thing, of all that follows in
  /// the deployable, or of what runs at all.
  private boolean couldNotTell(String name, String line) {
    Set<String> subjects = unknown.getOrDefault(name, Set.of());
    return subjects.contains(line.substring(line.indexOf(' ') + 1))
        || subjects.contains(name)
        || unknown.getOrDefault(MAIN, Set.of()).contains(MAIN);
  }
}
