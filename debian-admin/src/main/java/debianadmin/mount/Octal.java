package debianadmin.mount;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The escapes by which fstab(5), /proc/self/mountinfo and /proc/swaps write what would separate
/// their fields: `\040` is a space.
final class Octal {
  private Octal() {}

  /// Writes a field.
  static String escaped(String field) {
    StringBuilder all = new StringBuilder(field.length());
    for (int i = 0; i < field.length(); i++) {
      char c = field.charAt(i);
      switch (c) {
        case ' ' -> all.append("\\040");
        case '\t' -> all.append("\\011");
        case '\n' -> all.append("\\012");
        case '\\' -> all.append("\\134");
        default -> all.append(c);
      }
    }
    return all.toString();
  }

  /// Reads a field. A backslash that begins no escape stands for itself.
  static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    byte[] bytes = field.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream(bytes.length);
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\\' && isOctal(bytes, i + 1)) {
        all.write((bytes[i + 1] - '0') * 64 + (bytes[i + 2] - '0') * 8 + bytes[i + 3] - '0');
        i += 3;
      } else {
        all.write(bytes[i]);
      }
    }
    return all.toString(StandardCharsets.UTF_8);
  }

  private static boolean isOctal(byte[] bytes, int from) {
    if (from + 3 > bytes.length || bytes[from] > '3') {
      return false;
    }
    for (int i = from; i < from + 3; i++) {
      if (bytes[i] < '0' || bytes[i] > '7') {
        return false;
      }
    }
    return true;
  }
}
