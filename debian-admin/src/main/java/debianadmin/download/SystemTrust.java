package debianadmin.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import machine.Machine;
import machine.MachineException;

/// The authorities that the machine trusts, for TLS: those of update-ca-certificates(8), as all its
/// programs; those of the JDK, if the machine has none.
final class SystemTrust {
  private static final String BUNDLE = "/etc/ssl/certs/ca-certificates.crt";

  private SystemTrust() {}

  static SSLContext of(Machine machine) throws IOException {
    Path bundle = machine.path(BUNDLE);
    try {
      if (!Files.isReadable(bundle)) {
        return SSLContext.getDefault();
      }
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      try (InputStream in = Files.newInputStream(bundle)) {
        int number = 0;
        for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
          store.setCertificateEntry(Integer.toString(number++), one);
        }
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new MachineException(
          bundle + ": can't be used: " + e.getMessage(), "make it anew: update-ca-certificates", e);
    }
  }
}
