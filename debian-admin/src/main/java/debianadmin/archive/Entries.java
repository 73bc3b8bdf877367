package debianadmin.archive;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/// The entries of an archive, one after the other.
interface Entries extends Closeable {
  /// The next entry.
  ///
  /// @return the entry, or null if there are no more
  @Nullable Entry next() throws IOException;

  /// The content of the entry that was answered last, to be read before the next one is asked for.
  InputStream content() throws IOException;

  /// Opens an archive: a tar (as it is, or compressed by gzip, bzip2 or xz) or a zip. What it is,
  /// its first bytes tell.
  ///
  /// @param archive the file
  /// @return its entries
  /// @throws IOException if it can't be read, or is none of these
  static Entries open(Path archive) throws IOException {
    byte[] first = new byte[262];
    int length;
    try (InputStream in = Files.newInputStream(archive)) {
      length = in.readNBytes(first, 0, first.length);
    }
    if (starts(first, length, 'P', 'K', 3, 4) || starts(first, length, 'P', 'K', 5, 6)) {
      return new ZipEntries(archive);
    }
    InputStream in = new java.io.BufferedInputStream(Files.newInputStream(archive), 1 << 16);
    try {
      if (starts(first, length, 0x1f, 0x8b)) {
        return new TarEntries(new GZIPInputStream(in, 1 << 16));
      }
      if (starts(first, length, 0xfd, '7', 'z', 'X', 'Z', 0)) {
        return new TarEntries(new XZInputStream(in, 1 << 18));
      }
      if (starts(first, length, 'B', 'Z', 'h')) {
        return new TarEntries(new BZip2CompressorInputStream(in, true));
      }
      if (starts(Arrays.copyOfRange(first, 257, 262), length - 257, 'u', 's', 't', 'a', 'r')) {
        return new TarEntries(in);
      }
      throw new IOException(
          "no archive that this can unpack: .tar, .tar.gz, .tar.bz2, .tar.xz or" + " .zip");
    } catch (IOException e) {
      in.close();
      throw e;
    }
  }

  private static boolean starts(byte[] bytes, int length, int... magic) {
    boolean same = length >= magic.length;
    for (int i = 0; i < magic.length && same; i++) {
      same = bytes[i] == (byte) magic[i];
    }
    return same;
  }
}
