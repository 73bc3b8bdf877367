package debianadmin;

import debianadmin.system.TrustedCertificate;
import debianadmin.system.UntrustedCertificate;
import java.nio.file.Path;
import machine.Machine;

/// Certificates of authorities that the machine's programs trust beside those of Debian
/// (update-ca-certificates(8)).
public final class CaCertificate {
  private CaCertificate() {}

  /// Has a certificate trusted. It is placed in /usr/local/share/ca-certificates, and
  /// update-ca-certificates adds it to what programs read.
  ///
  /// It is true already if the file is there and the bundle in /etc/ssl/certs has it.
  ///
  /// ```java
  /// CaCertificate.trusted("example-root", Path.of("example-root.pem"));
  /// ```
  ///
  /// @param name the name of its file, without `.crt`
  /// @param source the certificate in PEM; a relative path lies in the deployment's own folder
  /// @throws machine.MachineException if it isn't exactly one certificate, if it has expired, if
  ///   the package ca-certificates is missing, or if root is needed
  /// @throws machine.CommandFailed if update-ca-certificates fails
  public static void trusted(String name, Path source) {
    Machine machine = Machine.current();
    machine.bring(new TrustedCertificate(name, machine.folder().resolve(source)));
  }

  /// Has a certificate not trusted any more that was added to those of Debian.
  ///
  /// ```java
  /// CaCertificate.absent("old-root");
  /// ```
  ///
  /// @param name the name of its file, without `.crt`
  /// @throws machine.MachineException if it isn't a name, or if root is needed
  /// @throws machine.CommandFailed if update-ca-certificates fails
  public static void absent(String name) {
    Machine.current().bring(new UntrustedCertificate(name));
  }
}
