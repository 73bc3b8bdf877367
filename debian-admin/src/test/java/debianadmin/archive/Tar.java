package debianadmin.archive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/// Writes an archive as no honest program would.
final class Tar implements AutoCloseable {
  private final TarArchiveOutputStream out;

  Tar(Path file) {
    try {
      out = new TarArchiveOutputStream(new GZIPOutputStream(Files.newOutputStream(file)));
      out.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Tar file(String name, String text) {
    return add(name, TarConstants.LF_NORMAL, "", text, 0644);
  }

  Tar file(String name, String text, int mode) {
    return add(name, TarConstants.LF_NORMAL, "", text, mode);
  }

  /// A name for the next entry, however long it is.
  Tar longName(String name) {
    return add("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, "", name, 0644);
  }

  Tar directory(String name) {
    return add(name, TarConstants.LF_DIR, "", "", 0755);
  }

  Tar link(String name, String target) {
    return add(name, TarConstants.LF_SYMLINK, target, "", 0777);
  }

  Tar hardLink(String name, String target) {
    return add(name, TarConstants.LF_LINK, target, "", 0644);
  }

  Tar special(String name, byte type) {
    return add(name, type, "", "", 0644);
  }

  private Tar add(String name, byte type, String target, String text, int mode) {
    try {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      byte[] bytes = text.getBytes(UTF_8);
      entry.setSize(bytes.length);
      entry.setMode(mode);
      entry.setModTime(1_000_000_000_000L);
      entry.setLinkName(target);
      out.putArchiveEntry(entry);
      out.write(bytes);
      out.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
