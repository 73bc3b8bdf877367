package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.Exclusion;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactDescriptorRequest;
import org.eclipse.aether.util.repository.SimpleArtifactDescriptorPolicy;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Substitute;

/// The versions of libraries that others need, as `dependencyManagement` would say them: those of
/// what is built from sources, of the constraints, then of each BOM.
final class Management {
  private final RepositorySystem system;
  private final DefaultRepositorySystemSession session;
  private final List<RemoteRepository> repositories;

  Management(
      RepositorySystem system,
      DefaultRepositorySystemSession session,
      List<RemoteRepository> repositories) {
    this.system = system;
    this.session = new DefaultRepositorySystemSession(session);
    this.repositories = repositories;
    // A BOM that isn't there is no BOM without content.
    this.session.setArtifactDescriptorPolicy(new SimpleArtifactDescriptorPolicy(false, false));
  }

  /// Reads the BOMs; the first that names a library counts.
  ///
  /// @throws ArtifactDescriptorException if one can't be had
  List<Dependency> of(Requirements wanted) throws ArtifactDescriptorException {
    List<Dependency> managed = new ArrayList<>();
    for (Substitute substitute : wanted.substitutes()) {
      managed.add(
          new Dependency(
              new DefaultArtifact(
                  substitute.group(), substitute.artifact(), "", "jar", substitute.version()),
              ""));
    }
    for (Requirement constraint : wanted.constraints()) {
      managed.add(new Dependency(artifact(constraint), ""));
    }
    for (Requirement bom : wanted.boms()) {
      Artifact pom =
          new DefaultArtifact(bom.group(), bom.artifact(), "pom", bom.versions().maven());
      ArtifactDescriptorRequest request = new ArtifactDescriptorRequest(pom, repositories, "");
      for (Dependency dependency :
          system.readArtifactDescriptor(session, request).getManagedDependencies()) {
        if (versioned(withoutVersion(dependency.getArtifact()), managed).getVersion().isEmpty()) {
          managed.add(dependency);
        }
      }
    }
    return managed;
  }

  static Artifact artifact(Requirement requirement) {
    return new DefaultArtifact(
        requirement.group(),
        requirement.artifact(),
        requirement.classifier(),
        requirement.packaging(),
        requirement.versions().maven());
  }

  static List<Exclusion> exclusions(Requirement requirement) {
    return requirement.exclusions().stream()
        .map(exclusion -> new Exclusion(exclusion.group(), exclusion.artifact(), "*", "*"))
        .toList();
  }

  private static Artifact withoutVersion(Artifact artifact) {
    return artifact.setVersion("");
  }

  /// A library that is required without a version, in the one that is managed.
  static Artifact versioned(Artifact artifact, List<Dependency> managed) {
    for (Dependency each : managed) {
      Artifact other = each.getArtifact();
      if (other.getGroupId().equals(artifact.getGroupId())
          && other.getArtifactId().equals(artifact.getArtifactId())
          && other.getExtension().equals(artifact.getExtension())
          && other.getClassifier().equals(artifact.getClassifier())) {
        return artifact.setVersion(other.getVersion());
      }
    }
    return artifact;
  }
}
