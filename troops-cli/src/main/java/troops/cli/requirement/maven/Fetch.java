package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.repository.LocalRepository;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Resolution.Outcome;
import troops.cli.requirement.Resolution.Outcome.Resolved;

/// Files whose names are known: those of the local repository that are as they should be, the
/// others from the repositories.
final class Fetch {
  private final Context context;
  private final Resolution.Order order;
  private final List<RemoteRepository> repositories;

  Fetch(Context context, Resolution.Order order) {
    this.context = context;
    this.order = order;
    this.repositories = Repositories.of(context, order.sources(), order.maven().authorities());
  }

  Outcome fetch() {
    Optional<Resolution.Fault> insecure = Addresses.insecure(repositories);
    if (insecure.isPresent() && !order.sources().allowHttp()) {
      return unresolved(List.of(insecure.get()));
    }
    Map<LockedFile, Path> found = new HashMap<>();
    List<ArtifactRequest> requests = new ArrayList<>();
    List<LockedFile> requested = new ArrayList<>();
    for (LockedFile file : order.files()) {
      Optional<Path> local = local(file);
      if (local.isPresent()) {
        found.put(file, local.get());
      } else {
        requested.add(file);
        requests.add(new ArtifactRequest(artifact(file), repositories, ""));
      }
    }
    try {
      List<ArtifactResult> results =
          requests.isEmpty()
              ? List.of()
              : context.repositorySystem().resolveArtifacts(apart(), requests);
      for (int i = 0; i < results.size(); i++) {
        found.put(requested.get(i), results.get(i).getArtifact().getFile().toPath());
      }
    } catch (ArtifactResolutionException e) {
      return unresolved(faults(e));
    }
    List<Resolved.File> files = new ArrayList<>();
    found.forEach((file, path) ->
        files.add(
            new Resolved.File(file.group(), file.artifact(), file.version(), file.path(), path)));
    return new Resolved(files, List.of(), List.of(), List.of());
  }

  private Optional<Path> local(LockedFile file) {
    Path path =
        context
            .repositorySystemSession()
            .getLocalRepository()
            .getBasedir()
            .toPath()
            .resolve(file.path());
    try {
      return Files.isRegularFile(path) && LocalFiles.digest(path, "SHA-256").equals(file.sha256())
          ? Optional.of(path)
          : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The same session with a local repository in the directory of the order.
  private DefaultRepositorySystemSession apart() {
    DefaultRepositorySystemSession session =
        new DefaultRepositorySystemSession(context.repositorySystemSession());
    session.setLocalRepositoryManager(
        context
            .repositorySystem()
            .newLocalRepositoryManager(session, new LocalRepository(order.directory().toFile())));
    return session;
  }

  private static DefaultArtifact artifact(LockedFile file) {
    return new DefaultArtifact(
        file.group(), file.artifact(), file.classifier(), file.extension(), file.version());
  }

  private Outcome unresolved(List<Resolution.Fault> faults) {
    return new Outcome.Unresolved(faults, Addresses.shown(repositories));
  }

  private static List<Resolution.Fault> faults(ArtifactResolutionException failure) {
    List<Resolution.Fault> faults = new ArrayList<>();
    for (ArtifactResult result : failure.getResults()) {
      if (!result.isResolved()) {
        String coordinates = Coordinates.of(result.getRequest().getArtifact());
        faults.add(Causes.worst(result.getExceptions()).fault(coordinates, List.of(coordinates)));
      }
    }
    return faults.isEmpty() ? List.of(Causes.of(failure).fault("", List.of())) : faults;
  }
}
