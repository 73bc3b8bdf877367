package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.eclipse.aether.artifact.Artifact;
import troops.cli.requirement.Resolution;

/// Who needs what, as seen while the tree grows: Maven Resolver doesn't tell when a pom in the
/// midst of it can't be had.
final class Needs {
  private static final String NOBODY = "";
  private static final int DEPTH = 100;

  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final Set<String> newer = new ConcurrentSkipListSet<>();

  /// Notes an edge of the tree; the first one to an artifact counts.
  ///
  /// @param parent coordinates, or an empty string for a requirement
  void note(Artifact child, String parent) {
    parents.putIfAbsent(Coordinates.of(child), parent);
    // A range is resolved to a version later.
    parents.putIfAbsent(name(child), parent);
  }

  /// Notes that a newer Troops is needed.
  void noteNewer(Artifact artifact) {
    newer.add(Coordinates.of(artifact));
  }

  /// From the requirement to an artifact, both included.
  List<String> path(Artifact artifact) {
    String coordinates = Coordinates.of(artifact);
    String byName = parents.getOrDefault(name(artifact), NOBODY);
    return path(coordinates, parents.getOrDefault(coordinates, byName));
  }

  private List<String> path(String coordinates, String nearest) {
    List<String> path = new ArrayList<>();
    path.add(coordinates);
    String parent = nearest;
    while (!parent.equals(NOBODY) && path.size() < DEPTH) {
      path.addFirst(parent);
      parent = parents.getOrDefault(parent, NOBODY);
    }
    return path;
  }

  /// What needs a newer Troops than the one at hand.
  List<Resolution.Fault> newer() {
    List<Resolution.Fault> faults = new ArrayList<>();
    for (String coordinates : newer) {
      List<String> path = path(coordinates, parents.getOrDefault(coordinates, NOBODY));
      faults.add(
          new Resolution.Fault(coordinates, path, Resolution.Reason.NEWER_TROOPS, List.of()));
    }
    return faults;
  }

  private static String name(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }
}
