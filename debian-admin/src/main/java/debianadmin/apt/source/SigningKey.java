package debianadmin.apt.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import machine.Machine;
import machine.MachineException;
import machine.Mode;

/// The public key that signs a repository, as an OpenPGP certificate (RFC 9580), ASCII-armoured or
/// binary.
///
/// @param path the file that has it, or an empty string
/// @param text the key itself, if there is no file
record SigningKey(String path, String text) {
  private static final String ARMOUR = "-----BEGIN PGP PUBLIC KEY BLOCK-----";

  /// Whether it lies on the machine already, and is used where it is.
  boolean isInPlace() {
    return path.startsWith("/");
  }

  /// Where it lies on the machine, if it is used where it is.
  ///
  /// @param machine the machine
  /// @return its path, as a field takes it
  /// @throws MachineException if it isn't there; in a preview, an earlier step may bring it
  String place(Machine machine) {
    if (machine.mode() != Mode.PREVIEW && !Files.exists(machine.path(path))) {
      throw new MachineException(
          path + ": no such key", "place it first, or install the package that brings it");
    }
    return ConfigName.word("path of a key", path);
  }

  /// The key.
  ///
  /// @param machine whose folder relative paths mean
  /// @return its bytes
  /// @throws MachineException if there is none, or if it is something else
  byte[] bytes(Machine machine) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (!path.isEmpty()) {
      try {
        bytes = Files.readAllBytes(machine.path(path));
      } catch (NoSuchFileException e) {
        throw new MachineException(
            path + ": no such key: " + e.getFile(),
            "a relative path lies in " + machine.folder() + "; is the file in the repository?",
            e);
      }
    }
    if (!isArmoured(bytes) && !isBinary(bytes)) {
      throw new MachineException(
          (path.isEmpty() ? "the text" : path) + ": not a public key of OpenPGP",
          "export it: gpg --armor --export KEY");
    }
    return bytes;
  }

  /// Whether it is ASCII-armoured: apt tells by the ending of the file's name, `asc` or `gpg`
  /// (apt-secure(8)).
  static boolean isArmoured(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1).stripLeading().startsWith(ARMOUR);
  }

  // RFC 9580, 4.2: the first octet of a packet has bit 7 set, and then the packet's type: 6 is a
  // public key.
  private static boolean isBinary(byte[] bytes) {
    if (bytes.length == 0 || (bytes[0] & 0x80) == 0) {
      return false;
    }
    boolean isNewFormat = (bytes[0] & 0x40) != 0;
    return (isNewFormat ? bytes[0] & 0x3f : (bytes[0] & 0x3c) >> 2) == 6;
  }
}
