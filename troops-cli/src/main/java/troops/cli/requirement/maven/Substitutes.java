package troops.cli.requirement.maven;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.repository.WorkspaceReader;
import org.eclipse.aether.repository.WorkspaceRepository;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Library;
import troops.cli.requirement.Substitute;

/// Serves the poms of libraries that are built from sources, before any repository is asked. Their
/// jars are nobody's business here: they are built when all else is known.
final class Substitutes implements WorkspaceReader, AutoCloseable {
  private final List<Substitute> all;
  private final List<Path> poms = new ArrayList<>();
  private final WorkspaceRepository repository = new WorkspaceRepository("built");

  Substitutes(List<Substitute> all) {
    this.all = all;
    try {
      for (Substitute substitute : all) {
        Path pom = Files.createTempFile("troops-", ".pom");
        poms.add(pom);
        Files.writeString(pom, substitute.pom());
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    }
  }

  /// Whether an artifact is the jar of one of them, in whichever version.
  boolean has(Artifact artifact) {
    return artifact.getExtension().equals("jar")
        && artifact.getClassifier().isEmpty()
        && of(artifact).isPresent();
  }

  /// Whether a library that comes with the tool is replaced by one of them.
  boolean has(Library library) {
    return all.stream()
        .anyMatch(it -> it.name().equals(library.group() + ":" + library.artifact()));
  }

  /// Whether a pom is one of theirs.
  boolean isFor(Artifact pom) {
    return findArtifact(pom) != null;
  }

  private Optional<Substitute> of(Artifact artifact) {
    return all.stream()
        .filter(it ->
            it.group().equals(artifact.getGroupId())
                && it.artifact().equals(artifact.getArtifactId()))
        .findFirst();
  }

  @Override
  public WorkspaceRepository getRepository() {
    return repository;
  }

  @Override
  public @Nullable File findArtifact(Artifact artifact) {
    Optional<Substitute> found =
        of(artifact).filter(it -> it.version().equals(artifact.getVersion()));
    boolean pom = artifact.getExtension().equals("pom");
    return pom && found.isPresent() ? poms.get(all.indexOf(found.get())).toFile() : null;
  }

  @Override
  public List<String> findVersions(Artifact artifact) {
    return of(artifact).map(Substitute::version).stream().toList();
  }

  @Override
  public void close() {
    try {
      for (Path pom : poms) {
        Files.deleteIfExists(pom);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
