package troops.cli.node.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Git's way to cut a stream into lines that may hold anything: four hexadecimal digits for the
/// length, themselves included, then the payload; `0000` ends a list (gitprotocol-common(5)).
final class PktLine {
  /// How long a payload may be.
  static final int LONGEST = 65_516;

  private static final int HEAD = 4;

  private PktLine() {}

  /// What ends a list.
  static byte[] flush() {
    return "0000".getBytes(StandardCharsets.US_ASCII);
  }

  /// A line.
  ///
  /// @param payload at most [#LONGEST] bytes
  static byte[] of(byte[] payload) {
    int length = payload.length + HEAD;
    byte[] line = new byte[length];
    for (int i = 0; i < HEAD; i++) {
      line[i] = (byte) Character.forDigit(length >> (4 * (HEAD - 1 - i)) & 15, 16);
    }
    System.arraycopy(payload, 0, line, HEAD, payload.length);
    return line;
  }

  /// A line of text.
  static byte[] of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads a line.
  ///
  /// @return its payload; null for the end of a list
  /// @throws EOFException if there is no more
  static byte @org.jspecify.annotations.Nullable [] read(InputStream stream) throws IOException {
    int length = 0;
    for (byte digit : exactly(stream, HEAD)) {
      int value = Character.digit(digit, 16);
      if (value < 0) {
        throw new IOException("not a pkt-line");
      }
      length = length << 4 | value;
    }
    if (length == 0) {
      return null;
    }
    if (length < HEAD || length > LONGEST + HEAD) {
      throw new IOException("not a pkt-line");
    }
    return exactly(stream, length - HEAD);
  }

  private static byte[] exactly(InputStream stream, int count) throws IOException {
    byte[] bytes = stream.readNBytes(count);
    if (bytes.length < count) {
      throw new EOFException("the other end has gone");
    }
    return bytes;
  }

  /// Reads lines of text up to the end of the list.
  ///
  /// @param most how many there may be
  static List<String> list(InputStream stream, int most) throws IOException {
    List<String> lines = new ArrayList<>();
    for (byte[] line = read(stream); line != null; line = read(stream)) {
      if (lines.size() == most) {
        throw new IOException("too long a list");
      }
      lines.add(new String(line, StandardCharsets.UTF_8));
    }
    return lines;
  }
}
