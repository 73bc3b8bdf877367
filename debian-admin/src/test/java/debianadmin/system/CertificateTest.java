package debianadmin.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Tree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import machine.MachineException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateTest {
  private static final String PEM = Tree.golden("certificate.pem");

  Tree tree;
  Path source;

  @BeforeEach
  void makeTree(@TempDir Path directory) throws IOException {
    tree = new Tree(directory);
    tree.write("/usr/local/share/ca-certificates/README", "");
    source = Files.writeString(tree.folder.resolve("root.pem"), "a comment\n" + PEM);
  }

  private TrustedCertificate trusted() {
    return new TrustedCertificate("example-root", source);
  }

  @Test
  void namesWhomItWouldTrust() {
    tree.write("/usr/sbin/update-ca-certificates", "");
    assertThat(tree.preview(trusted()))
        .containsExactly(
            "would: create /usr/local/share/ca-certificates/example-root.crt (20 lines, mode 0644)",
            "would: trust certificate example-root (CN=Example Root)");
  }

  @Test
  void isSettledIfProgramsFindItByFileAndInTheBundle() throws IOException {
    tree.write("/usr/sbin/update-ca-certificates", "");
    String file = "/usr/local/share/ca-certificates/example-root.crt";
    tree.write(file, "a comment\n" + PEM);
    tree.write("/etc/ssl/certs/ca-certificates.crt", "others\n" + PEM);
    assertThat(tree.preview(trusted())).hasSize(1).first().asString().startsWith("would: trust");
    Files.createSymbolicLink(tree.at("/etc/ssl/certs/example-root.pem"), Path.of(file));
    assertThat(tree.preview(trusted()))
        .containsExactly("kept: certificate example-root: is trusted");
    tree.write("/etc/ssl/certs/ca-certificates.crt", "others\n");
    assertThat(tree.preview(trusted())).hasSize(1).first().asString().startsWith("would: trust");
  }

  @Test
  void saysWhatIsWrongWithAFile() {
    assertThatThrownBy(() -> Certificate.text("nothing".getBytes(UTF_8), "x.pem"))
        .isInstanceOfSatisfying(
            MachineException.class, e -> assertThat(e.hint()).contains("openssl x509 -inform der"));
    assertThatThrownBy(() -> Certificate.text((PEM + PEM).getBytes(UTF_8), "x.pem"))
        .hasMessage("x.pem: more than one certificate");
    String broken = PEM.replace("MII", "AAA");
    assertThatThrownBy(() -> Certificate.check(broken, "x.pem", Instant.now()))
        .hasMessageStartingWith("x.pem: the certificate can't be read: ");
    Instant late = Instant.parse("2999-01-01T00:00:00Z");
    assertThatThrownBy(() -> Certificate.check(PEM, "x.pem", late))
        .hasMessageStartingWith("x.pem: the certificate has expired: 2");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatThrownBy(() -> tree.preview(trusted()))
        .isInstanceOfSatisfying(
            MachineException.class,
            e -> assertThat(e.hint()).contains("Apt.install(\"ca-certificates\")"));
    Path nowhere = tree.folder.resolve("nowhere.pem");
    assertThatThrownBy(() -> tree.preview(new TrustedCertificate("x", nowhere)))
        .hasMessage(nowhere + ": no such file");
    for (String wrong : new String[] {"", "x.crt", "../x", ".x", "a b"}) {
      assertThatThrownBy(() -> new UntrustedCertificate(wrong))
          .hasMessage("not the name of a certificate: '" + wrong + "'");
    }
  }
}
