package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.aether.AbstractRepositoryListener;
import org.eclipse.aether.RepositoryEvent;

/// Collects what Maven puts up with and people should know.
final class Oddities extends AbstractRepositoryListener {
  private final Set<String> lines = new LinkedHashSet<>();

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
