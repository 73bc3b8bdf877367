package troops.cli.requirement.maven;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Bundled;

/// Serves what comes with the tool from its own directory, before any repository is asked and
/// without a copy in the local one: a copy could be of another build with the same version.
final class BundledReader implements WorkspaceReader {
  private final Bundled bundled;
  private final WorkspaceRepository repository = new WorkspaceRepository("bundled");

  BundledReader(Bundled bundled) {
    this.bundled = bundled;
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public @Nullable File findArtifact(Artifact artifact) {
    if (!isOurs(artifact) || !artifact.getVersion().equals(bundled.version())) {
      return null;
    }
    String classifier = artifact.getClassifier().isEmpty() ? "" : "-" + artifact.getClassifier();
    Path file =
        bundled
            .repository()
            .resolve(artifact.getGroupId().replace('.', '/'))
            .resolve(artifact.getArtifactId())
            .resolve(artifact.getVersion())
            .resolve(
                artifact.getArtifactId()
                    + "-"
                    + artifact.getVersion()
                    + classifier
                    + "."
                    + artifact.getExtension());
    return Files.isRegularFile(file) ? file.toFile() : null;
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return isOurs(artifact) ? List.of(bundled.version()) : List.of();
  }

  private static boolean isOurs(Artifact artifact) {
    return artifact.getGroupId().equals("org.debianadmin")
        || artifact.getGroupId().equals("org.troops");
  }
}
