package debianadmin.download;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import machine.MachineException;

/// A SHA-256 digest (FIPS 180-4), as sha256sum(1) prints it.
///
/// @param hex 64 hexadecimal digits, in lower case
public record Sha256(String hex) {
  private static final int DIGITS = 64;

  /// Reads a digest.
  ///
  /// @param text 64 hexadecimal digits
  /// @param subject what it is the digest of, for the message
  /// @return the digest
  /// @throws MachineException if it is anything else
  public static Sha256 parse(String text, String subject) {
    boolean ok = text.length() == DIGITS;
    for (int i = 0; i < text.length() && ok; i++) {
      ok = Character.digit(text.charAt(i), 16) >= 0 && text.charAt(i) < 128;
    }
    if (!ok) {
      throw new MachineException(
          subject + ": not a SHA-256: '" + text + "'",
          "write the 64 hexadecimal digits that its publisher names, or that sha256sum(1) prints for"
              + " a copy that you trust");
    }
    return new Sha256(text.toLowerCase(Locale.ROOT));
  }

  /// The digest of a file.
  ///
  /// @param path a regular file
  /// @param progress hears how far it is
  /// @return its digest
  /// @throws IOException if it can't be read
  public static Sha256 of(Path path, Progress progress) throws IOException {
    MessageDigest digest = algorithm();
    long done = 0;
    try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
        done += n;
        progress.at(done, -1);
      }
    }
    return of(digest);
  }

  static Sha256 of(MessageDigest digest) {
    return new Sha256(HexFormat.of().formatHex(digest.digest()));
  }

  static MessageDigest algorithm() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// The first digits, for messages that only have to tell it from another.
  ///
  /// @return twelve digits and an ellipsis
  public String brief() {
    return hex.substring(0, 12) + "…";
  }

  @Override
  public String toString() {
    return hex;
  }
}
