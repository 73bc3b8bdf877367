package troops.cli.requirement.maven;

import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.DependencyCollectionContext;
import org.eclipse.aether.collection.DependencySelector;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.util.version.GenericVersionScheme;
import org.eclipse.aether.version.InvalidVersionSpecificationException;
import org.eclipse.aether.version.Version;
import org.eclipse.aether.version.VersionConstraint;
import org.eclipse.aether.version.VersionScheme;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Library;
import troops.cli.requirement.Resolution;

/// Leaves out of the tree what the script sees of the tool, and notes who needs what: `machine` and
/// `troops`, and what the `debian-admin` at hand needs, which the tool has for it.
final class OwnLibraries implements DependencySelector {
  private final String version;
  private final boolean forked;
  private final Needs needs;
  private final String parent;

  /// @param forked whether another `debian-admin` than that of the tool is used, whatever its
  ///   version
  OwnLibraries(String version, boolean forked, Needs needs) {
    this(version, forked, needs, "");
  }

  private OwnLibraries(String version, boolean forked, Needs needs, String parent) {
    this.version = version;
    this.forked = forked;
    this.needs = needs;
    this.parent = parent;
  }

  @Override
  public boolean selectDependency(Dependency dependency) {
    Artifact artifact = dependency.getArtifact();
    if (!forked && parent.equals(debianAdmin())) {
      return false;
    }
    needs.note(artifact, parent);
    if (!Coordinates.stayInside(artifact)) {
      needs.noteFault(artifact, Resolution.Reason.BAD_NAME);
      return false;
    }
    Optional<Library> library = Library.of(artifact.getGroupId(), artifact.getArtifactId());
    if (library.isEmpty() || library.get() == Library.DEBIAN_ADMIN) {
      return true;
    }
    if (isNewer(artifact.getVersion())) {
      needs.noteFault(artifact, Resolution.Reason.NEWER_TROOPS);
    }
    return false;
  }

  private String debianAdmin() {
    return Library.DEBIAN_ADMIN.group() + ":" + Library.DEBIAN_ADMIN.artifact() + ":" + version;
  }

  @Override
  public DependencySelector deriveChildSelector(DependencyCollectionContext context) {
    Dependency above = context.getDependency();
    return above == null
        ? this
        : new OwnLibraries(version, forked, needs, Coordinates.of(above.getArtifact()));
  }

  /// Maven Resolver reuses what it found below an artifact if the selectors are equal.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OwnLibraries that && parent.equals(that.parent);
  }

  @Override
  public int hashCode() {
    return parent.hashCode();
  }

  /// A range is met by the version at hand, or it isn't.
  private boolean isNewer(String wanted) {
    VersionScheme scheme = new GenericVersionScheme();
    try {
      Version own = scheme.parseVersion(version);
      VersionConstraint constraint = scheme.parseVersionConstraint(wanted);
      return constraint.getRange() == null
          ? scheme.parseVersion(wanted).compareTo(own) > 0
          : !constraint.containsVersion(own);
    } catch (InvalidVersionSpecificationException _) {
      return true;
    }
  }
}
