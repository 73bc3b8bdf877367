package troops.cli.state;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.zip.CRC32;

/// A file of a cache that shows whether it is whole: a format number, the length, a checksum
/// (CRC-32, RFC 1952) and then the content.
public final class Envelope {
  private static final int MAGIC = 0x54724f32;
  private static final int HEAD = 16;

  private Envelope() {}

  /// What fills a file.
  @FunctionalInterface
  public interface Content {
    /// Writes the content.
    ///
    /// @param out where to
    /// @throws IOException never, on a buffer
    void write(DataOutputStream out) throws IOException;
  }

  /// Writes a file.
  ///
  /// @param file where
  /// @param format the number of its format; a reader of another one sees no file
  /// @param content what
  /// @throws IOException if the file system refuses
  public static void write(Path file, int format, Content content) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    content.write(new DataOutputStream(body));
    byte[] bytes = body.toByteArray();
    ByteBuffer whole = ByteBuffer.allocate(HEAD + bytes.length);
    whole
        .putInt(MAGIC)
        .putInt(format)
        .putInt(bytes.length)
        .putInt(checksum(bytes, 0, bytes.length));
    whole.put(bytes);
    Durable.cache(file, whole.array());
  }

  /// Reads a file.
  ///
  /// @param file where
  /// @param format the number of its format
  /// @return its content, or nothing if it isn't there, isn't whole, or has another format
  public static Optional<DataInputStream> read(Path file, int format) {
    byte[] whole;
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      whole = in.readAllBytes();
    } catch (IOException e) {
      return Optional.empty();
    }
    if (whole.length < HEAD) {
      return Optional.empty();
    }
    ByteBuffer head = ByteBuffer.wrap(whole);
    boolean good =
        head.getInt() == MAGIC
            && head.getInt() == format
            && head.getInt() == whole.length - HEAD
            && head.getInt() == checksum(whole, HEAD, whole.length - HEAD);
    return good
        ? Optional.of(
            new DataInputStream(new ByteArrayInputStream(whole, HEAD, whole.length - HEAD)))
        : Optional.empty();
  }

  /// Removes the oldest files of a directory of a cache, and what a process that was killed was
  /// writing there.
  ///
  /// @param directory the directory
  /// @param kept how many stay
  public static void prune(Path directory, int kept) {
    File[] files = directory.toFile().listFiles((place, name) -> !isLeft(place, name));
    if (files == null || files.length <= kept) {
      return;
    }
    Arrays.sort(files, Comparator.comparingLong(File::lastModified));
    for (int i = 0; i < files.length - kept; i++) {
      // What can't be deleted now will be tried again next time.
      boolean ignored = files[i].delete();
    }
  }

  /// Whether a file was being written by a process that is gone; if so, it goes too.
  private static boolean isLeft(File directory, String name) {
    return Durable.isLeft(name) && new File(directory, name).delete();
  }

  private static int checksum(byte[] bytes, int offset, int length) {
    // Not CRC-32C: its tables are computed anew in each process.
    CRC32 crc = new CRC32();
    crc.update(bytes, offset, length);
    return (int) crc.getValue();
  }
}
