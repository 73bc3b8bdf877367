package debianadmin.wait;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import machine.MachineException;

/// The certificates that an answer over TLS is to be vouched for by.
final class Authority {
  private Authority() {}

  /// Reads certificates in PEM or DER.
  ///
  /// @param file the file
  /// @return a context that trusts these, and no others
  /// @throws MachineException if there are none in it
  /// @throws IOException if it can't be read
  static SSLContext read(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
      trusted.load(null, null);
      int count = 0;
      for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        trusted.setCertificateEntry("authority-" + count++, one);
      }
      if (count == 0) {
        throw new CertificateException("empty");
      }
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new MachineException(
          file + ": no certificates: " + e.getMessage(),
          "name a file of certificates in PEM: they begin with -----BEGIN CERTIFICATE-----",
          e);
    }
  }
}
