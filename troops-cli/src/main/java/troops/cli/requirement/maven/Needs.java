package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import org.eclipse.aether.artifact.Artifact;
import troops.cli.requirement.Resolution;

/// Who needs what, as seen while the tree grows: Maven Resolver doesn't tell when a pom in the
/// midst of it can't be had.
final class Needs {
  private static final String NOBODY = "";
  private static final int DEPTH = 100;

  private final Map<String, String> parents = new ConcurrentHashMap<>();
  private final Map<String, Resolution.Reason> faults = new ConcurrentSkipListMap<>();

  /// Notes an edge of the tree; the first one to an artifact counts.
  ///
  /// @param parent coordinates, or an empty string for a requirement
  void note(Artifact child, String parent) {
    parents.putIfAbsent(Coordinates.of(child), parent);
    // A range is resolved to a version later.
    parents.putIfAbsent(name(child), parent);
  }

  /// Notes that something that is needed can't be had.
  void noteFault(Artifact artifact, Resolution.Reason reason) {
    faults.put(Coordinates.of(artifact), reason);
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

  /// What can't be had.
  List<Resolution.Fault> faults() {
    List<Resolution.Fault> all = new ArrayList<>();
    faults.forEach((coordinates, reason) -> {
      List<String> path = path(coordinates, parents.getOrDefault(coordinates, NOBODY));
      all.add(new Resolution.Fault(coordinates, path, reason, List.of()));
    });
    return all;
  }

  private static String name(Artifact artifact) {
    return artifact.getGroupId() + ":" + artifact.getArtifactId();
  }
}
