package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.collection.UnsolvableVersionConflictException;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.VersionRangeResolutionException;
import org.eclipse.aether.resolution.VersionRangeResult;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Resolution;

/// Why the tree of dependencies can't be told.
final class CollectionFaults {
  private static final int SHOWN = 10;

  private final Needs needs;

  CollectionFaults(Needs needs) {
    this.needs = needs;
  }

  /// One fault at least.
  List<Resolution.Fault> of(DependencyCollectionException failure) {
    UnsolvableVersionConflictException conflict =
        Causes.first(failure, UnsolvableVersionConflictException.class);
    if (conflict != null) {
      return List.of(conflict(conflict));
    }
    List<Resolution.Fault> faults = new ArrayList<>();
    for (Exception exception : failure.getResult().getExceptions()) {
      faults.add(fault(exception));
    }
    return faults.isEmpty() ? List.of(fault(failure)) : faults;
  }

  private Resolution.Fault fault(Exception exception) {
    ArtifactDescriptorException about = Causes.first(exception, ArtifactDescriptorException.class);
    if (about != null) {
      Artifact artifact = about.getResult().getRequest().getArtifact();
      return Causes.of(exception).fault(Coordinates.of(artifact), needs.path(artifact));
    }
    VersionRangeResolutionException range =
        Causes.first(exception, VersionRangeResolutionException.class);
    return range == null
        ? Causes.of(exception).fault("", List.of())
        : noVersion(exception, range.getResult());
  }

  private Resolution.Fault noVersion(Exception exception, @Nullable VersionRangeResult result) {
    if (result == null) {
      return Causes.of(exception).fault("", List.of());
    }
    Artifact artifact = result.getRequest().getArtifact();
    String coordinates = Coordinates.of(artifact);
    if (result.getVersions().isEmpty()) {
      Causes causes = Causes.worst(result.getExceptions());
      Resolution.Reason reason =
          causes.reason() == Resolution.Reason.OTHER
              ? Resolution.Reason.NOT_FOUND
              : causes.reason();
      return new Resolution.Fault(coordinates, needs.path(artifact), reason, causes.lines());
    }
    List<String> versions = result.getVersions().stream().map(Object::toString).toList();
    return new Resolution.Fault(
        coordinates,
        needs.path(artifact),
        Resolution.Reason.NONE_WANTED,
        List.of(
            "there are "
                + String.join(
                    ", ",
                    versions.subList(Math.max(0, versions.size() - SHOWN), versions.size()))));
  }

  private static Resolution.Fault conflict(UnsolvableVersionConflictException conflict) {
    List<String> paths = new ArrayList<>();
    String name = "";
    for (List<? extends DependencyNode> path : conflict.getPaths()) {
      List<? extends DependencyNode> nodes =
          path.stream().filter(node -> node.getArtifact() != null).toList();
      Artifact last = nodes.getLast().getArtifact();
      name = last.getGroupId() + ":" + last.getArtifactId();
      String above =
          nodes.subList(0, nodes.size() - 1).stream()
              .map(node -> Coordinates.of(node.getArtifact()) + " > ")
              .collect(Collectors.joining());
      paths.add(above + name + ":" + nodes.getLast().getVersionConstraint());
    }
    return new Resolution.Fault(
        name,
        List.of(),
        Resolution.Reason.CONFLICT,
        paths.stream().distinct().limit(SHOWN).toList());
  }
}
