package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.maven.model.Dependency;
import org.apache.maven.model.Parent;
import org.apache.maven.model.Repository;
import org.apache.maven.model.building.FileModelSource;
import org.apache.maven.model.resolution.ModelResolver;
import org.apache.maven.model.resolution.UnresolvableModelException;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import troops.cli.requirement.LockedFile;

/// Finds the parents of a pom, and the BOMs that it imports, that don't lie beside it. Repositories
/// that a pom names aren't asked.
final class ParentPoms implements ModelResolver {
  private final Context context;
  private final List<RemoteRepository> repositories;
  private final List<LockedFile> seen = new ArrayList<>();

  ParentPoms(Context context, List<RemoteRepository> repositories) {
    this.context = context;
    this.repositories = repositories;
  }

  /// What was found.
  List<LockedFile> seen() {
    return seen;
  }

  @Override
  public FileModelSource resolveModel(String group, String artifact, String version)
      throws UnresolvableModelException {
    DefaultArtifact pom = new DefaultArtifact(group, artifact, "pom", version);
    try {
      File file =
          context
              .repositorySystem()
              .resolveArtifact(
                  context.repositorySystemSession(), new ArtifactRequest(pom, repositories, ""))
              .getArtifact()
              .getFile();
      LockedFile read =
          new LockedFile(LocalFiles.digest(file.toPath(), "SHA-256"), Coordinates.layout(pom));
      if (!seen.contains(read)) {
        seen.add(read);
      }
      return new FileModelSource(file);
    } catch (ArtifactResolutionException | IOException | IllegalArgumentException e) {
      throw new UnresolvableModelException(
          String.valueOf(e.getMessage()), group, artifact, version, e);
    }
  }

  @Override
  public FileModelSource resolveModel(Parent parent) throws UnresolvableModelException {
    return resolveModel(parent.getGroupId(), parent.getArtifactId(), parent.getVersion());
  }

  @Override
  public FileModelSource resolveModel(Dependency bom) throws UnresolvableModelException {
    return resolveModel(bom.getGroupId(), bom.getArtifactId(), bom.getVersion());
  }

  @Override
  public void addRepository(Repository repository) {
    // Not asked.
  }

  @Override
  public void addRepository(Repository repository, boolean replace) {
    // Not asked.
  }

  @Override
  public ModelResolver newCopy() {
    return this;
  }
}
