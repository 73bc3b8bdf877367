package troops.cli.requirement.maven;

import eu.maveniverse.maven.mima.context.Context;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;
import troops.cli.requirement.Repository;
import troops.cli.requirement.Requirements;

/// Which repositories are asked, and in which order: those that `requirements.txt` names, then
/// those of Maven's settings and Maven Central.
final class Repositories {
  private Repositories() {}

  /// Settles them, with the mirrors, proxies and credentials of the settings. A directory has no
  /// mirror, also where one is set for all repositories: it comes with what is deployed.
  ///
  /// @param authorities certificates that repositories are believed by, beside the JDK's
  static List<RemoteRepository> of(
      Context context, Requirements.Sources sources, Path authorities) {
    List<RemoteRepository> all = new ArrayList<>();
    RepositorySystemSession session = context.repositorySystemSession();
    for (Repository repository : sources.repositories()) {
      RemoteRepository remote =
          new RemoteRepository.Builder(repository.id(), "default", repository.address()).build();
      if (repository.isDirectory()) {
        all.add(remote);
      } else {
        context
            .repositorySystem()
            .newResolutionRepositories(session, List.of(remote))
            .forEach(settled -> all.add(authenticated(settled, repository, session)));
      }
    }
    if (sources.others()) {
      all.addAll(context.remoteRepositories());
    }
    Map<String, RemoteRepository> once = new LinkedHashMap<>();
    all.forEach(repository ->
        once.putIfAbsent(repository.getId(), Authorities.of(repository, authorities)));
    return List.copyOf(once.values());
  }

  /// Nobody knows the id that we give it: its server in the settings is called like its host.
  private static RemoteRepository authenticated(
      RemoteRepository settled, Repository repository, RepositorySystemSession session) {
    if (settled.getAuthentication() != null || !settled.getId().equals(repository.id())) {
      return settled;
    }
    String host = String.valueOf(URI.create(repository.address()).getHost());
    @Nullable Authentication known =
        session
            .getAuthenticationSelector()
            .getAuthentication(
                new RemoteRepository.Builder(host, "default", repository.address()).build());
    return known == null
        ? settled
        : new RemoteRepository.Builder(settled).setAuthentication(known).build();
  }
}
