package debianadmin.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// The entries of a zip, as its central directory names them (APPNOTE 6.3.10, 4.3.12). Modes and
/// symbolic links are those of Info-ZIP.
final class ZipEntries implements Entries {
  private static final int TYPE = 0170000;
  private static final int REGULAR = 0100000;
  private static final int DIRECTORY = 0040000;
  private static final int LONGEST_TARGET = 4096;

  private final ZipFile zip;
  private final Enumeration<ZipArchiveEntry> entries;
  private InputStream content = InputStream.nullInputStream();

  ZipEntries(Path archive) throws IOException {
    zip = ZipFile.builder().setPath(archive).get();
    entries = zip.getEntriesInPhysicalOrder();
  }

  @Override
  public @Nullable Entry next() throws IOException {
    content.close();
    content = InputStream.nullInputStream();
    if (!entries.hasMoreElements()) {
      return null;
    }
    ZipArchiveEntry entry = entries.nextElement();
    String name = entry.getName();
    if (!zip.canReadEntryData(entry)) {
      throw new Refused(name, "is encrypted, or compressed in an unknown way");
    }
    Entry.Kind kind = kind(entry);
    String target = "";
    if (kind == Entry.Kind.SYMBOLIC_LINK) {
      if (entry.getSize() > LONGEST_TARGET) {
        throw new Refused(name, "is a link to no path");
      }
      target = zip.getUnixSymlink(entry);
    } else if (kind == Entry.Kind.FILE) {
      content = zip.getInputStream(entry);
    }
    int mode = entry.getUnixMode() == 0 ? -1 : entry.getUnixMode() & 0777;
    return new Entry(name, kind, mode, entry.getSize(), target, entry.getLastModifiedTime());
  }

  private static Entry.Kind kind(ZipArchiveEntry entry) {
    int type = entry.getUnixMode() & TYPE;
    if (entry.isUnixSymlink()) {
      return Entry.Kind.SYMBOLIC_LINK;
    }
    if (entry.isDirectory()) {
      return type == 0 || type == DIRECTORY ? Entry.Kind.DIRECTORY : Entry.Kind.SPECIAL;
    }
    return type == 0 || type == REGULAR ? Entry.Kind.FILE : Entry.Kind.SPECIAL;
  }

  @Override
  public InputStream content() {
    return content;
  }

  @Override
  public void close() throws IOException {
    content.close();
    zip.close();
  }
}
