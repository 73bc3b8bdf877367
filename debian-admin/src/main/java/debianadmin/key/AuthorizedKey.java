package debianadmin.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A line of an authorized_keys file that names a key (sshd(8), AUTHORIZED_KEYS FILE FORMAT). Each
/// character of it is a byte of the file.
///
/// @param options what stands before the type, or an empty string
/// @param type the key's type: `ssh-ed25519`
/// @param data the key itself, in base64
/// @param comment what stands after it, or an empty string
/// @param line all of it
record AuthorizedKey(String options, String type, String data, String comment, String line) {

  /// Reads a line as sshd does.
  ///
  /// @param text the line
  /// @return the key; null if the line is empty, a comment, or names no key of a known type
  static @Nullable AuthorizedKey find(String text) {
    String line = text.strip();
    String options = line.substring(0, end(line));
    String rest = line;
    if (KeyType.of(options) == null) {
      rest = line.substring(options.length()).strip();
    } else {
      options = "";
    }
    String type = rest.substring(0, end(rest));
    String after = rest.substring(type.length()).strip();
    String data = after.substring(0, end(after));
    if (line.startsWith("#") || KeyType.of(type) == null || data.isEmpty()) {
      return null;
    }
    return new AuthorizedKey(options, type, data, after.substring(data.length()).strip(), line);
  }

  // The end of the first word; blanks between double quotes don't end it.
  private static int end(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == ' ' || c == '\t')) {
        return i;
      }
    }
    return text.length();
  }

  /// Whether another line names the same key, whatever it allows.
  boolean isSameKey(AuthorizedKey other) {
    return data.equals(other.data);
  }

  /// Whether another line lets the same key do the same. Who put it there, says the comment.
  boolean isSame(AuthorizedKey other) {
    return isSameKey(other) && options.equals(other.options);
  }

  /// What messages call the key: its comment, or its fingerprint, as ssh-keygen(1) prints it.
  String name() {
    if (!comment.isEmpty()) {
      return new String(comment.getBytes(ISO_8859_1), UTF_8);
    }
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(Base64.getDecoder().decode(data));
      return "SHA256:" + Base64.getEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException | IllegalArgumentException e) {
      return type;
    }
  }
}
