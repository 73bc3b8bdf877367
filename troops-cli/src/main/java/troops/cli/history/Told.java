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

  /// Deployable → its changes.
  private final Map<String, List<Event.Changed>> changes = new LinkedHashMap<>();

  /// Deployable → subjects of which it couldn't tell, and the places in the source that asked for
  /// them.
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
      changes.computeIfAbsent(deployable, name -> new ArrayList<>()).add(e);
    } else if (event instanceof Event.Unknown e) {
      Set<String> those = unknown.computeIfAbsent(deployable, name -> new HashSet<>());
      those.add(e.subject());
      those.add(e.where());
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
      for (Event.Changed change : run.beyond(this, name)) {
        if (couldNotTell(name, change)) {
          excused++;
        } else {
          notAnnounced.add(name + ": " + line(change));
        }
      }
    }
    List<String> notMade = new ArrayList<>();
    for (String name : whole ? changes.keySet() : Set.<String>of()) {
      beyond(run, name).forEach(change -> notMade.add(name + ": " + line(change)));
    }
    return new Event.Compared(preview, notMade, notAnnounced, excused);
  }

  private static String line(Event.Changed change) {
    return change.change().verb() + " " + change.change().subject();
  }

  /// The changes of a deployable that another run doesn't have, or not as often.
  private List<Event.Changed> beyond(Told other, String name) {
    Map<String, Integer> theirs = new HashMap<>();
    for (Event.Changed change : other.changes.getOrDefault(name, List.of())) {
      theirs.merge(line(change), 1, Integer::sum);
    }
    List<Event.Changed> more = new ArrayList<>();
    for (Event.Changed change : changes.getOrDefault(name, List.of())) {
      int left = theirs.getOrDefault(line(change), 0);
      if (left > 0) {
        theirs.put(line(change), left - 1);
      } else {
        more.add(change);
      }
    }
    return more;
  }

  /// Whether a preview has said that it doesn't know: of this very thing or what the same line asks
  /// for, of all that follows in the deployable, or of what runs at all.
  private boolean couldNotTell(String name, Event.Changed change) {
    Set<String> those = unknown.getOrDefault(name, Set.of());
    return those.contains(change.change().subject())
        || (!change.where().isEmpty() && those.contains(change.where()))
        || those.contains(name)
        || unknown.getOrDefault(MAIN, Set.of()).contains(MAIN);
  }
}
