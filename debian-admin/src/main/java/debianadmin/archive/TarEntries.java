package debianadmin.archive;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.jspecify.annotations.Nullable;

/// The entries of a tar: POSIX ustar and pax, GNU (tar(5)).
final class TarEntries implements Entries {
  /// The most that the headers of one entry may take: a pax header can be of any size, and is read
  /// into memory.
  private static final long HEADERS = 1 << 20;

  private final Metered metered;
  private final TarArchiveInputStream tar;

  TarEntries(InputStream in) {
    metered = new Metered(in);
    tar = new TarArchiveInputStream(metered, "UTF-8");
  }

  @Override
  public @Nullable Entry next() throws IOException {
    metered.left = HEADERS;
    TarArchiveEntry entry;
    try {
      entry = tar.getNextEntry();
    } catch (IllegalArgumentException e) {
      throw new IOException("a damaged tar: " + e.getMessage(), e);
    }
    if (entry == null) {
      return null;
    }
    metered.left = Long.MAX_VALUE;
    boolean readable = tar.canReadEntryData(entry);
    return new Entry(
        entry.getName(),
        readable ? kind(entry) : Entry.Kind.SPECIAL,
        entry.getMode() & 0777,
        entry.getSize(),
        entry.getLinkName() == null ? "" : entry.getLinkName(),
        entry.getLastModifiedTime());
  }

  private static Entry.Kind kind(TarArchiveEntry entry) {
    return switch (entry.getLinkFlag()) {
      case TarConstants.LF_DIR -> Entry.Kind.DIRECTORY;
      case TarConstants.LF_SYMLINK -> Entry.Kind.SYMBOLIC_LINK;
      case TarConstants.LF_LINK -> Entry.Kind.HARD_LINK;
      case TarConstants.LF_OLDNORM, TarConstants.LF_NORMAL, TarConstants.LF_CONTIG ->
          entry.isDirectory() ? Entry.Kind.DIRECTORY : Entry.Kind.FILE;
      case TarConstants.LF_GNUTYPE_SPARSE -> Entry.Kind.FILE;
      default -> Entry.Kind.SPECIAL;
    };
  }

  @Override
  public InputStream content() {
    return tar;
  }

  @Override
  public void close() throws IOException {
    tar.close();
  }

  /// Ends with an error when more is read than is allowed.
  private static final class Metered extends FilterInputStream {
    private long left = HEADERS;

    Metered(InputStream in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int from, int length) throws IOException {
      int n = super.read(bytes, from, length);
      left -= Math.max(n, 0);
      if (left < 0) {
        throw new IOException("a tar with headers of more than " + HEADERS + " bytes");
      }
      return n;
    }

    @Override
    public long skip(long count) throws IOException {
      long n = super.skip(count);
      left -= n;
      return n;
    }
  }
}
