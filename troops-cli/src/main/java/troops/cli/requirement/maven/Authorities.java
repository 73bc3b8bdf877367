package troops.cli.requirement.maven;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.eclipse.aether.repository.Authentication;
import org.eclipse.aether.repository.AuthenticationContext;
import org.eclipse.aether.repository.AuthenticationDigest;
import org.eclipse.aether.repository.RemoteRepository;
import org.jspecify.annotations.Nullable;

/// Whom to believe that a repository is what its address says: those whom the JDK trusts, and those
/// whom the machine trusts (update-ca-certificates(8)). Nothing is read before a repository is
/// asked by HTTPS.
///
/// @param bundle certificates in PEM; need not exist
/// @param known the repository's credentials, if there are any
record Authorities(Path bundle, @Nullable Authentication known) implements Authentication {
  /// Has a repository believed.
  static RemoteRepository of(RemoteRepository repository, Path bundle) {
    return repository.getProtocol().equals("https") && Files.isReadable(bundle)
        ? new RemoteRepository.Builder(repository)
            .setAuthentication(new Authorities(bundle, repository.getAuthentication()))
            .build()
        : repository;
  }

  @Override
  public void fill(
      AuthenticationContext context, @Nullable String key, @Nullable Map<String, String> data) {
    if (known != null) {
      known.fill(context, key, data);
    }
    if (AuthenticationContext.SSL_CONTEXT.equals(key)) {
      context.put(key, context());
    }
  }

  @Override
  public void digest(AuthenticationDigest digest) {
    if (known != null) {
      known.digest(digest);
    }
  }

  private SSLContext context() {
    try {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (TrustManager manager : managers(null)) {
        if (manager instanceof X509TrustManager usual) {
          for (Certificate certificate : usual.getAcceptedIssuers()) {
            trusted.setCertificateEntry("jdk-" + count++, certificate);
          }
        }
      }
      try (InputStream in = Files.newInputStream(bundle)) {
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          trusted.setCertificateEntry("machine-" + count++, one);
        }
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers(trusted), null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("the certificates in " + bundle + " can't be read", e);
    }
  }

  private static TrustManager[] managers(@Nullable KeyStore trusted)
      throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(trusted);
    return factory.getTrustManagers();
  }
}
