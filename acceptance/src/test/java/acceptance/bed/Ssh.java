package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Keys, as ssh-keygen makes them.
final class Ssh {
  private Ssh() {}

  /// Makes a pair of keys without a passphrase.
  ///
  /// @param file where the private one goes; the public one lies beside it
  static void newKey(Path file) throws IOException {
    Machine.run(
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString()));
  }

  /// The public key that lies beside a private one.
  static String publicKey(Path file) throws IOException {
    return Files.readString(Path.of(file + ".pub")).strip();
  }
}
