package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.aether.DefaultRepositorySystemSession;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.artifact.Artifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.collection.DependencyCollectionException;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.graph.DependencyNode;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.repository.RepositoryPolicy;
import org.eclipse.aether.resolution.ArtifactDescriptorException;
import org.eclipse.aether.resolution.ArtifactRequest;
import org.eclipse.aether.resolution.ArtifactResolutionException;
import org.eclipse.aether.resolution.ArtifactResult;
import org.eclipse.aether.util.graph.selector.AndDependencySelector;
import org.eclipse.aether.util.graph.transformer.ConflictResolver;
import org.eclipse.aether.util.repository.ChainedWorkspaceReader;
import troops.cli.requirement.Library;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Resolution.Outcome;

/// One question, put to Maven Resolver: the tree of dependencies first, then the files of those
/// that remain in it.
final class Session {
  private final RepositorySystem system;
  private final DefaultRepositorySystemSession session;
  private final List<RemoteRepository> repositories;
  private final Resolution.Question question;
  private final Seen seen;
  private final Needs needs = new Needs();
  private final Substitutes substitutes;

  Session(Context context, Resolution.Question question, Substitutes substitutes, Seen seen) {
    this.system = context.repositorySystem();
    this.session = new DefaultRepositorySystemSession(context.repositorySystemSession());
    this.repositories =
        Repositories.of(context, question.wanted().sources(), question.maven().authorities());
    this.question = question;
    this.substitutes = substitutes;
    this.seen = seen;
    session.setVersionFilter(new WantedVersions(question.wanted(), question.manner().preferred()));
    session.setConfigProperty(ConflictResolver.CONFIG_PROP_VERBOSE, question.manner().losers());
    if (question.manner().fresh()) {
      session.setUpdatePolicy(RepositoryPolicy.UPDATE_POLICY_ALWAYS);
    }
    session.setWorkspaceReader(
        ChainedWorkspaceReader.newInstance(substitutes, new BundledReader(question.bundled())));
    session.setDependencySelector(
        AndDependencySelector.newInstance(
            session.getDependencySelector(),
            new OwnLibraries(
                question.bundled().version(), substitutes.has(Library.DEBIAN_ADMIN), needs)));
  }

  Outcome resolve() {
    Optional<Resolution.Fault> insecure = Addresses.insecure(repositories);
    if (insecure.isPresent() && !question.wanted().sources().allowHttp()) {
      return unresolved(List.of(insecure.get()));
    }
    try {
      CollectRequest request = request(new Management(system, session, repositories));
      List<Resolution.Fault> early = needs.faults();
      if (!early.isEmpty()) {
        return unresolved(early);
      }
      DependencyNode root = system.collectDependencies(session, request).getRoot();
      List<Resolution.Fault> faults = needs.faults();
      return faults.isEmpty() ? fetch(root) : unresolved(faults);
    } catch (ArtifactDescriptorException e) {
      String coordinates = Coordinates.of(e.getResult().getArtifact());
      return unresolved(List.of(Causes.of(e).fault(coordinates, List.of(coordinates))));
    } catch (DependencyCollectionException e) {
      return unresolved(new CollectionFaults(needs).of(e));
    }
  }

  /// No artifact is the root: the lines are its dependencies, and nothing but constraints and BOMs
  /// manages versions.
  private CollectRequest request(Management management) throws ArtifactDescriptorException {
    Requirements wanted = question.wanted();
    List<Dependency> managed = management.of(wanted);
    CollectRequest request = new CollectRequest();
    request.setRepositories(repositories);
    request.setManagedDependencies(managed);
    for (Requirement requirement : wanted.list()) {
      Artifact artifact = Management.artifact(requirement);
      if (artifact.getVersion().isEmpty()) {
        artifact = Management.versioned(artifact, managed);
      }
      if (artifact.getVersion().isEmpty()) {
        needs.noteFault(artifact, Resolution.Reason.NO_VERSION);
      }
      request.addDependency(
          new Dependency(artifact, "compile", false, Management.exclusions(requirement)));
    }
    return request;
  }

  private Outcome fetch(DependencyNode root) {
    Map<DependencyNode, List<String>> nodes = new LinkedHashMap<>();
    root.getChildren().forEach(child -> addTo(nodes, child, List.of()));
    List<ArtifactRequest> requests = new ArrayList<>();
    for (DependencyNode node : nodes.keySet()) {
      requests.add(new ArtifactRequest(node));
    }
    try {
      List<ArtifactResult> results = system.resolveArtifacts(session, requests);
      List<ArtifactRequest> damaged = LocalFiles.removeDamaged(results);
      if (!damaged.isEmpty()) {
        // What is fetched is checked while it is fetched; once is enough.
        results = system.resolveArtifacts(session, requests);
      }
      List<Artifact> jars = results.stream().map(ArtifactResult::getArtifact).toList();
      return new Outcome.Resolved(files(jars), files(poms()), Tree.of(root), seen.lines());
    } catch (ArtifactResolutionException e) {
      return unresolved(faults(e, nodes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Artifact> poms() {
    return seen.poms().stream().filter(pom -> !substitutes.isFor(pom)).toList();
  }

  private void addTo(
      Map<DependencyNode, List<String>> nodes, DependencyNode node, List<String> above) {
    Dependency dependency = node.getDependency();
    boolean atRun =
        dependency.getScope().equals("compile") || dependency.getScope().equals("runtime");
    if (!atRun || Tree.winner(node) != null) {
      return;
    }
    List<String> path = new ArrayList<>(above);
    path.add(Coordinates.of(node.getArtifact()));
    boolean jar = node.getArtifact().getExtension().equals("jar");
    if (jar && !substitutes.has(node.getArtifact())) {
      nodes.put(node, path);
    }
    node.getChildren().forEach(child -> addTo(nodes, child, path));
  }

  private static List<Outcome.Resolved.File> files(List<Artifact> artifacts) {
    List<Outcome.Resolved.File> files = new ArrayList<>();
    for (Artifact artifact : artifacts) {
      files.add(
          new Outcome.Resolved.File(
              artifact.getGroupId(),
              artifact.getArtifactId(),
              artifact.getVersion(),
              Coordinates.layout(artifact),
              artifact.getFile().toPath().toAbsolutePath()));
    }
    return files;
  }

  private Outcome unresolved(List<Resolution.Fault> faults) {
    return new Outcome.Unresolved(faults, Addresses.shown(repositories));
  }

  private static List<Resolution.Fault> faults(
      ArtifactResolutionException failure, Map<DependencyNode, List<String>> nodes) {
    List<Resolution.Fault> faults = new ArrayList<>();
    for (ArtifactResult result : failure.getResults()) {
      if (!result.isResolved()) {
        DependencyNode node = result.getRequest().getDependencyNode();
        String coordinates = Coordinates.of(result.getRequest().getArtifact());
        List<String> path = nodes.getOrDefault(node, List.of());
        faults.add(Causes.worst(result.getExceptions()).fault(coordinates, path));
      }
    }
    return faults.isEmpty() ? List.of(Causes.of(failure).fault("", List.of())) : faults;
  }
}
