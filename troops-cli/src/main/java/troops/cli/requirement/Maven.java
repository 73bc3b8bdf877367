package troops.cli.requirement;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// Where the things of Maven are.
///
/// @param libraries the directory with the jars of Maven Resolver, which only [Resolver] loads
/// @param home the person's `.m2`: the settings' master password and, if nothing else is said, the
///   local repository
/// @param settings the settings that count (mirrors, proxies, servers, profiles); need not exist
/// @param localRepository where downloads are kept, or null for what the settings say
/// @param authorities certificates in PEM that repositories are believed by, beside the JDK's own;
///   need not exist
public record Maven(
    Path libraries, Path home, Path settings, @Nullable Path localRepository, Path authorities) {
  /// What the machine trusts (update-ca-certificates(8)).
  private static final Path TRUSTED = Path.of("/etc/ssl/certs/ca-certificates.crt");

  /// The person's own Maven.
  ///
  /// @param libraries the directory with the jars of Maven Resolver
  /// @param home the person's `.m2`
  /// @return `settings.xml` in it, and the local repository that it names
  public static Maven of(Path libraries, Path home) {
    return new Maven(libraries, home, home.resolve("settings.xml"), null, TRUSTED);
  }

  /// The same with other settings.
  ///
  /// @param other the file
  /// @return a copy
  public Maven withSettings(Path other) {
    return new Maven(libraries, home, other, localRepository, authorities);
  }

  /// The same with another local repository.
  ///
  /// @param other the directory
  /// @return a copy
  public Maven withLocalRepository(Path other) {
    return new Maven(libraries, home, settings, other, authorities);
  }

  /// The same, but believing others.
  ///
  /// @param other certificates in PEM
  /// @return a copy
  public Maven withAuthorities(Path other) {
    return new Maven(libraries, home, settings, localRepository, other);
  }

  /// What tells one local repository from another.
  String localRepositoryName() {
    return localRepository == null ? "as said in " + settings : localRepository.toString();
  }
}
