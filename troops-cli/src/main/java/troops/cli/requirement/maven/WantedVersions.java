package troops.cli.requirement.maven;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.VersionFilter;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.version.Version;

/// Chooses among the versions that lie in the range of a requirement: the preferred one, or the
/// last one, of those that are wanted. Among those in the range of a library, only a preferred one
/// is chosen; the rest is Maven's own business.
final class WantedVersions implements VersionFilter {
  private final List<Requirement> wanted;
  private final Map<String, String> preferred;

  WantedVersions(Requirements requirements, Map<String, String> preferred) {
    this(requirements.list(), preferred);
  }

  private WantedVersions(List<Requirement> wanted, Map<String, String> preferred) {
    this.wanted = wanted;
    this.preferred = preferred;
  }

  @Override
  public void filterVersions(VersionFilterContext context) {
    Artifact artifact = context.getDependency().getArtifact();
    String name = artifact.getGroupId() + ":" + artifact.getArtifactId();
    @Nullable String favourite = preferred.get(name);
    Optional<Requirement> required =
        wanted.stream().filter(requirement -> requirement.name().equals(name)).findFirst();
    @Nullable String chosen = null;
    for (Object each : context) {
      String version = each.toString();
      boolean admitted =
          required.isEmpty() || required.get().versions().admits(new Version(version));
      if (admitted && (required.isPresent() || version.equals(favourite))) {
        chosen = Objects.equals(chosen, favourite) && chosen != null ? chosen : version;
      }
    }
    if (required.isPresent() || chosen != null) {
      keep(context, chosen);
    }
  }

  private static void keep(VersionFilterContext context, @Nullable String chosen) {
    for (Iterator<?> versions = context.iterator(); versions.hasNext(); ) {
      if (!versions.next().toString().equals(chosen)) {
        versions.remove();
      }
    }
  }

  @Override
  public VersionFilter deriveChildFilter(DependencyCollectionContext context) {
    return context.getDependency() == null ? this : new WantedVersions(List.of(), preferred);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof WantedVersions that
        && wanted.equals(that.wanted)
        && preferred.equals(that.preferred);
  }

  @Override
  public int hashCode() {
    return Objects.hash(wanted, preferred);
  }
}
