package troops.cli.requirement.maven;

import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.VersionFilter;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.version.Version;

/// Chooses among the versions that lie in the range of a requirement: the last one that is wanted.
/// Ranges of libraries are Maven's own business.
final class WantedVersions implements VersionFilter {
  private final List<Requirement> wanted;

  WantedVersions(Requirements requirements) {
    this(requirements.list());
  }

  private WantedVersions(List<Requirement> wanted) {
    this.wanted = wanted;
  }

  @Override
  public void filterVersions(VersionFilterContext context) {
    Artifact artifact = context.getDependency().getArtifact();
    for (Requirement requirement : wanted) {
      if (requirement.group().equals(artifact.getGroupId())
          && requirement.artifact().equals(artifact.getArtifactId())) {
        choose(context, requirement);
      }
    }
  }

  private static void choose(VersionFilterContext context, Requirement requirement) {
    @Nullable String last = null;
    for (Object version : context) {
      if (requirement.versions().admits(new Version(version.toString()))) {
        last = version.toString();
      }
    }
    for (Iterator<?> versions = context.iterator(); versions.hasNext(); ) {
      if (!versions.next().toString().equals(last)) {
        versions.remove();
      }
    }
  }

  @Override
  public VersionFilter deriveChildFilter(DependencyCollectionContext context) {
    return context.getDependency() == null ? this : new WantedVersions(List.of());
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WantedVersions that && wanted.equals(that.wanted);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wanted);
  }
}
