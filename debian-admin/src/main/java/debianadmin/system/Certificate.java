package debianadmin.system;

import debianadmin.text.PlainName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import machine.Machine;
import machine.MachineException;

/// A certificate in PEM (RFC 7468), and the file that Debian trusts it by.
final class Certificate {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";

  private Certificate() {}

  /// The file of a certificate.
  ///
  /// @param name its name
  /// @return its path, as update-ca-certificates(8) wants it
  /// @throws MachineException if it isn't a name of a file
  static String file(String name) {
    boolean ok = !name.startsWith(".") && PlainName.is(name, 199, "_.-");
    if (!ok || name.endsWith(".crt") || name.endsWith(".pem")) {
      throw new MachineException(
          "not the name of a certificate: '" + name + "'",
          "letters, digits, hyphens; without .crt, which is added: \"example-root\"");
    }
    return "/usr/local/share/ca-certificates/" + name + ".crt";
  }

  /// Whether programs that look for certificates in a directory find one that was added.
  static boolean isLinked(Machine machine, String name) throws IOException {
    Path link = machine.path("/etc/ssl/certs/" + name + ".pem");
    return Files.isSymbolicLink(link) && Files.readSymbolicLink(link).toString().equals(file(name));
  }

  /// The certificate's text, without what stands around it.
  ///
  /// @param content the content of a file
  /// @param source where it comes from, for messages
  /// @return from the line that begins it to the one that ends it
  /// @throws MachineException if there isn't exactly one
  static String text(byte[] content, String source) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int from = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (from < 0 || end < from) {
      throw new MachineException(
          source + ": no certificate in PEM: no line " + BEGIN,
          "if it is DER: openssl x509 -inform der -in FILE -out FILE.pem");
    }
    if (text.indexOf(BEGIN, from + 1) >= 0) {
      throw new MachineException(
          source + ": more than one certificate",
          "update-ca-certificates takes one a file: split it, and name each");
    }
    return text.substring(from, end + END.length());
  }

  /// Makes sure that a certificate can be trusted now.
  ///
  /// @param text its text in PEM
  /// @param source where it comes from, for messages
  /// @param now the time
  /// @return whom it belongs to
  /// @throws MachineException if it can't be read, or has expired
  static String check(String text, String source, Instant now) {
    try {
      byte[] bytes = (text + "\n").getBytes(StandardCharsets.ISO_8859_1);
      X509Certificate certificate =
          (X509Certificate)
              CertificateFactory.getInstance("X.509")
                  .generateCertificate(new ByteArrayInputStream(bytes));
      Instant end = certificate.getNotAfter().toInstant();
      if (end.isBefore(now)) {
        throw new MachineException(
            source + ": the certificate has expired: " + end,
            "nobody accepts what it signed; ask for its successor");
      }
      return certificate.getSubjectX500Principal().getName();
    } catch (CertificateException e) {
      throw new MachineException(
          source + ": the certificate can't be read: " + e.getMessage(),
          "look at it: openssl x509 -text -in FILE",
          e);
    }
  }
}
