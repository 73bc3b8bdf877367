package troops.cli.requirement.maven;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.aether.repository.RemoteRepository;
import troops.cli.requirement.Resolution;

/// The addresses of repositories: which may be asked, and how they are shown.
final class Addresses {
  private Addresses() {}

  static List<String> shown(List<RemoteRepository> repositories) {
    List<String> shown = new ArrayList<>();
    for (RemoteRepository repository : repositories) {
      shown.add(repository.getId() + " (" + withoutCredentials(repository.getUrl()) + ")");
    }
    return shown;
  }

  /// Finds a repository that would be asked over the network without HTTPS. As with Maven, this
  /// machine itself may be.
  static Optional<Resolution.Fault> insecure(List<RemoteRepository> repositories) {
    for (RemoteRepository repository : repositories) {
      boolean fine =
          switch (repository.getProtocol()) {
            case "https", "file" -> true;
            case "http" -> isThisMachine(repository.getHost());
            default -> false;
          };
      if (!fine && !repository.isBlocked()) {
        return Optional.of(
            new Resolution.Fault(
                "",
                List.of(),
                Resolution.Reason.NOT_SECURE,
                List.of(repository.getId() + " is at " + withoutCredentials(repository.getUrl()))));
      }
    }
    return Optional.empty();
  }

  private static boolean isThisMachine(String host) {
    return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
  }

  /// Cuts user and password out of each address in a text.
  static String withoutCredentials(String text) {
    return text.replaceAll("://[^/\\s]*@", "://");
  }
}
