package troops.cli.node.aftermath;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// An entry of the journal as its native protocol has it (systemd.io/JOURNAL_NATIVE_PROTOCOL):
/// `FIELD=value` in a line; where the value has several lines, the name, a line's end, the length
/// in eight bytes (little endian), the value, a line's end.
final class JournalEntry {
  /// What the journal takes as a line at most unless it is told otherwise (journald.conf(5),
  /// LineMax).
  private static final int LONGEST = 48 << 10;

  private static final byte[] CUT = " ...".getBytes(StandardCharsets.UTF_8);

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  /// Adds a field.
  ///
  /// @param name its name: capital letters, digits and underscores
  /// @param value its value; what is too long is cut
  /// @return this
  JournalEntry with(String name, String value) {
    byte[] text = cut(value.getBytes(StandardCharsets.UTF_8));
    bytes.writeBytes(name.getBytes(StandardCharsets.US_ASCII));
    if (value.indexOf('\n') < 0) {
      bytes.write('=');
    } else {
      bytes.write('\n');
      ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
      bytes.writeBytes(length.putLong(text.length).array());
    }
    bytes.writeBytes(text);
    bytes.write('\n');
    return this;
  }

  private static byte[] cut(byte[] text) {
    if (text.length <= LONGEST) {
      return text;
    }
    int end = LONGEST - CUT.length;
    // Not within a character: its further bytes begin with the bits 10.
    while ((text[end] & 0xc0) == 0x80) {
      end--;
    }
    byte[] shorter = java.util.Arrays.copyOf(text, end + CUT.length);
    System.arraycopy(CUT, 0, shorter, end, CUT.length);
    return shorter;
  }

  /// The datagram.
  byte[] bytes() {
    return bytes.toByteArray();
  }
}
