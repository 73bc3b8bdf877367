package debianadmin.key;

import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A type of public keys that sshd(8) takes, and how many strings the data of such a key have (RFC
/// 4253 6.6, RFC 5656 3.1, RFC 8709 4; PROTOCOL.u2f of OpenSSH).
record KeyType(String name, int strings) {
  private static final KeyType[] ALL = {
    new KeyType("ssh-ed25519", 2),
    new KeyType("ssh-rsa", 3),
    new KeyType("ecdsa-sha2-nistp256", 3),
    new KeyType("ecdsa-sha2-nistp384", 3),
    new KeyType("ecdsa-sha2-nistp521", 3),
    new KeyType("sk-ssh-ed25519@openssh.com", 3),
    new KeyType("sk-ecdsa-sha2-nistp256@openssh.com", 4),
  };

  /// The type of a name; null if there is none.
  static @Nullable KeyType of(String name) {
    for (KeyType type : ALL) {
      if (type.name.equals(name)) {
        return type;
      }
    }
    return null;
  }

  /// What is wrong with the data of a key of this type.
  ///
  /// @param data the data, in base64
  /// @return what is wrong, in words that follow "the key"; null if nothing is
  @Nullable String fault(String data) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(data);
    } catch (IllegalArgumentException e) {
      return "has data that aren't base64: cut off or broken when it was copied?";
    }
    int at = 0;
    for (int i = 0; i < strings; i++) {
      int length = at + 4 <= bytes.length ? length(bytes, at) : -1;
      if (length < 0 || length > bytes.length - at - 4) {
        return "has data that end too early: cut off when it was copied?";
      }
      String text = new String(bytes, at + 4, length, java.nio.charset.StandardCharsets.ISO_8859_1);
      if (i == 0 && !text.equals(name)) {
        return "says " + name + ", but its data are those of another type";
      }
      at += 4 + length;
    }
    return at < bytes.length ? "has data after its end" : null;
  }

  private static int length(byte[] bytes, int at) {
    int length = 0;
    for (int i = 0; i < 4; i++) {
      length = length << 8 | (bytes[at + i] & 0xff);
    }
    return length;
  }
}
