package debianadmin.file;

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

/// The content that a file is to have: bytes in memory, secret or not, those of another file, or
/// those that are fetched from somewhere.
public final class Content {
  private static final int SHOWN = 1 << 20;
  private static final int CHUNK = 1 << 16;
  private static final int FIRST = 1 << 11;

  private final byte[] bytes;
  private final @Nullable Path source;
  private final @Nullable Fetched fetched;
  private final boolean secret;

  private Content(byte[] bytes, @Nullable Path source, @Nullable Fetched fetched, boolean secret) {
    this.bytes = bytes;
    this.source = source;
    this.fetched = fetched;
    this.secret = secret;
  }

  public static Content of(byte[] bytes) {
    return new Content(bytes, null, null, false);
  }

  public static Content secret(byte[] bytes) {
    return new Content(bytes, null, null, true);
  }

  public static Content of(Path source) {
    return new Content(new byte[0], source, null, false);
  }

  public static Content of(Fetched fetched) {
    return new Content(new byte[0], null, fetched, false);
  }

  public boolean isSecret() {
    return secret;
  }

  /// The content itself, read into memory if it is that of another file.
  byte[] bytes() throws IOException {
    return source == null ? bytes : read(source);
  }

  /// The file it is copied from.
  ///
  /// @return its path, or null
  @Nullable Path source() {
    return source;
  }

  /// Whether a file has this content. Reads as little of it as tells.
  ///
  /// @param path a regular file
  /// @throws IOException if it can't be read, or if the source can't
  boolean isIn(Path path) throws IOException {
    if (fetched != null) {
      return fetched.isIn(path);
    }
    return source == null ? isIn(path.toFile()) : sameBytes(path.toFile(), source.toFile());
  }

  /// Whether another content is the same.
  ///
  /// @throws IOException if a source can't be read
  boolean isSame(Content other) throws IOException {
    if (other.source != null) {
      return isIn(other.source);
    }
    return source == null ? Arrays.equals(bytes, other.bytes) : other.isIn(source);
  }

  private boolean isIn(File file) throws IOException {
    // A byte more shows whether the file is longer.
    byte[] found = new byte[bytes.length + 1];
    try (FileInputStream in = new FileInputStream(file)) {
      int n = Math.max(0, in.read(found, 0, found.length));
      return n == bytes.length && Arrays.equals(found, 0, n, bytes, 0, n);
    }
  }

  // One read of each tells for small files: from a regular file, fewer bytes than asked for means
  // that
  // there are no more (read(2)).
  private static boolean sameBytes(File one, File source) throws IOException {
    byte[] wanted = new byte[FIRST];
    byte[] found = new byte[FIRST];
    try (FileInputStream right = new FileInputStream(source);
        FileInputStream left = new FileInputStream(one)) {
      while (true) {
        int n = right.read(wanted, 0, wanted.length);
        int m = left.read(found, 0, found.length);
        if (m != n || (n > 0 && !Arrays.equals(wanted, 0, n, found, 0, n))) {
          return false;
        }
        if (n < wanted.length) {
          return true;
        }
        wanted = new byte[CHUNK];
        found = new byte[CHUNK];
      }
    }
  }

  /// Has what must be fetched at hand, before anything is written.
  void prepare() throws IOException {
    if (fetched != null) {
      fetched.fetch();
    }
  }

  /// Says that it is in its place now.
  void placed(Path path) throws IOException {
    if (fetched != null) {
      fetched.placed(path);
    }
  }

  /// Writes all of it.
  public void writeTo(OutputStream out) throws IOException {
    if (fetched != null) {
      Files.copy(fetched.fetch(), out);
    } else if (source == null) {
      out.write(bytes);
    } else {
      copy(source.toFile(), out);
    }
  }

  // FileInputStream, for java.nio takes twice as long for small files.
  private static byte[] read(Path path) throws IOException {
    try (FileInputStream in = new FileInputStream(path.toFile())) {
      return in.readAllBytes();
    }
  }

  private static void copy(File source, OutputStream out) throws IOException {
    byte[] chunk = new byte[FIRST];
    try (FileInputStream in = new FileInputStream(source)) {
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        out.write(chunk, 0, n);
        if (n == FIRST) {
          chunk = new byte[CHUNK];
        }
      }
    }
  }

  /// The content in a few words: `12 lines`, `3400 bytes`; nothing if it is secret.
  ///
  /// @param text what [#text] answered
  String words(Optional<String> text) throws IOException {
    if (secret) {
      return "";
    }
    if (fetched != null) {
      return fetched.words();
    }
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
    if (secret || fetched != null) {
      return Optional.empty();
    }
    return source == null ? decoded(bytes) : text(source);
  }

  /// The content of a file as a text that may be shown.
  ///
  /// @param path the file
  /// @return the text; empty if it is long, or no text
  static Optional<String> text(Path path) throws IOException {
    return path.toFile().length() >= SHOWN ? Optional.empty() : decoded(read(path));
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
