package debianadmin;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The content that a file is to have: bytes in memory, secret or not, or those of another file.
final class Content {
  private static final int SHOWN = 1 << 20;
  private static final int CHUNK = 1 << 16;

  private final byte[] bytes;
  private final @Nullable Path source;
  private final boolean secret;

  private Content(byte[] bytes, @Nullable Path source, boolean secret) {
    this.bytes = bytes;
    this.source = source;
    this.secret = secret;
  }

  static Content of(byte[] bytes) {
    return new Content(bytes, null, false);
  }

  static Content secret(byte[] bytes) {
    return new Content(bytes, null, true);
  }

  static Content of(Path source) {
    return new Content(new byte[0], source, false);
  }

  boolean isSecret() {
    return secret;
  }

  /// The file it is copied from.
  ///
  /// @return its path, or null
  @Nullable Path source() {
    return source;
  }

  /// Whether a file has it.
  ///
  /// @param path the file
  /// @param size the file's size
  /// @return true if it has
  /// @throws IOException if either can't be read
  boolean isIn(Path path, long size) throws IOException {
    if (source == null) {
      return size == bytes.length && isIn(path.toFile());
    }
    return sameBytes(path.toFile(), source.toFile(), size);
  }

  // The size was compared before.
  private boolean isIn(File file) throws IOException {
    byte[] found = new byte[bytes.length];
    try (FileInputStream in = new FileInputStream(file)) {
      return in.readNBytes(found, 0, found.length) == found.length && Arrays.equals(found, bytes);
    }
  }

  // Most files are small: one read of each tells, and asking for a byte more shows whether the
  // source
  // is longer.
  private static boolean sameBytes(File one, File source, long size) throws IOException {
    int chunk = (int) Math.min(size + 1, CHUNK);
    byte[] wanted = new byte[chunk];
    byte[] found = new byte[chunk];
    try (FileInputStream right = new FileInputStream(source);
        FileInputStream left = new FileInputStream(one)) {
      for (long at = 0; ; ) {
        int n = right.read(wanted, 0, chunk);
        if (n < 0) {
          return at == size;
        }
        int m = left.readNBytes(found, 0, n);
        if (m != n || !Arrays.equals(wanted, 0, n, found, 0, n)) {
          return false;
        }
        at += n;
        if (at == size && n < chunk) {
          return true;
        }
      }
    }
  }

  void writeTo(OutputStream out) throws IOException {
    if (source == null) {
      out.write(bytes);
    } else {
      Files.copy(source, out);
    }
  }

  /// The content in a few words: `12 lines`, `3400 bytes`; nothing if it is secret.
  String words() throws IOException {
    if (secret) {
      return "";
    }
    Optional<String> text = text();
    if (text.isEmpty()) {
      long size = source == null ? bytes.length : Files.size(source);
      return size == 1 ? "1 byte" : size + " bytes";
    }
    int lines = 0;
    for (int i = 0; i < text.get().length(); i++) {
      boolean last = i == text.get().length() - 1;
      lines += text.get().charAt(i) == '\n' || last ? 1 : 0;
    }
    return lines == 0 ? "empty" : lines == 1 ? "1 line" : lines + " lines";
  }

  /// The content as a text that may be shown.
  ///
  /// @return the text; empty if it is secret, long, or no text
  Optional<String> text() throws IOException {
    if (secret) {
      return Optional.empty();
    }
    return source == null ? decoded(bytes) : text(source);
  }

  /// The content of a file as a text that may be shown.
  ///
  /// @param path the file
  /// @return the text; empty if it is long, or no text
  static Optional<String> text(Path path) throws IOException {
    return Files.size(path) >= SHOWN ? Optional.empty() : decoded(Files.readAllBytes(path));
  }

  private static Optional<String> decoded(byte[] bytes) {
    if (bytes.length >= SHOWN) {
      return Optional.empty();
    }
    try {
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
