package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;
import org.eclipse.aether.artifact.Artifact;

/// What was seen on the way: the poms that were read, and what Maven puts up with and people should
/// know.
final class Seen extends AbstractRepositoryListener {
  private final Set<String> lines = new LinkedHashSet<>();
  private final Map<String, Artifact> poms = new TreeMap<>();

  @Override
  public synchronized void artifactResolved(RepositoryEvent event) {
    Artifact artifact = event.getArtifact();
    if (artifact != null && artifact.getFile() != null && artifact.getExtension().equals("pom")) {
      poms.put(Coordinates.layout(artifact), artifact);
    }
  }

  /// The poms, in the order of their paths.
  synchronized List<Artifact> poms() {
    return new ArrayList<>(poms.values());
  }

  @Override
  public synchronized void artifactDescriptorMissing(RepositoryEvent event) {
    add(event, "there is no pom of ");
  }

  @Override
  public synchronized void artifactDescriptorInvalid(RepositoryEvent event) {
    add(event, "Maven can't understand the pom of ");
  }

  private void add(RepositoryEvent event, String what) {
    lines.add(what + Coordinates.of(event.getArtifact()) + ": what it needs itself isn't there");
  }

  synchronized List<String> lines() {
    return new ArrayList<>(lines);
  }
}
