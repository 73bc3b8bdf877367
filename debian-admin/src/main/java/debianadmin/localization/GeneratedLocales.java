package debianadmin.localization;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import machine.Machine;

/// The locales that the C library has files of: directories of /usr/lib/locale, and its archive
/// (locale(7); the archive's format is that of glibc's locarchive.h).
///
/// @param names their names, the codeset in lower case: `en_GB.utf8`
record GeneratedLocales(Set<String> names) {
  private static final String DIRECTORY = "/usr/lib/locale";
  private static final int MAGIC = 0xde020109;
  private static final int HEADER = 8 * 4;

  /// Copies the set.
  GeneratedLocales {
    names = Set.copyOf(names);
  }

  static GeneratedLocales read(Machine machine) throws IOException {
    try {
      return machine.fact(GeneratedLocales.class, () -> ask(machine));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private static GeneratedLocales ask(Machine machine) {
    Set<String> all = new HashSet<>();
    Path directory = machine.path(DIRECTORY);
    Path archive = directory.resolve("locale-archive");
    try {
      String[] entries = directory.toFile().list();
      for (String entry : entries == null ? new String[0] : entries) {
        if (Files.isDirectory(directory.resolve(entry))) {
          all.add(new LocaleName(entry).normalized());
        }
      }
      if (Files.exists(archive)) {
        try (RandomAccessFile file = new RandomAccessFile(archive.toFile(), "r")) {
          addArchived(file, all);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new GeneratedLocales(all);
  }

  // The header has the places of a table of names (hash, place of the name, place of the locale)
  // and
  // of the names, each of which ends with a NUL. The machine's own byte order counts.
  private static void addArchived(RandomAccessFile file, Set<String> all) throws IOException {
    ByteBuffer header = numbers(read(file, 0, HEADER));
    if (header.getInt(0) != MAGIC) {
      throw new IOException("not an archive of locales");
    }
    int size = header.getInt(16);
    int start = header.getInt(20);
    ByteBuffer table = numbers(read(file, header.getInt(8), size * 12));
    byte[] names = read(file, start, header.getInt(24));
    for (int i = 0; i < size; i++) {
      if (table.getInt(i * 12 + 8) != 0) {
        int from = table.getInt(i * 12 + 4) - start;
        int end = from;
        while (end < names.length && names[end] != 0) {
          end++;
        }
        all.add(new String(names, from, end - from, StandardCharsets.ISO_8859_1));
      }
    }
  }

  private static byte[] read(RandomAccessFile file, int from, int length) throws IOException {
    byte[] bytes = new byte[length];
    file.seek(from);
    file.readFully(bytes);
    return bytes;
  }

  private static ByteBuffer numbers(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
  }

  /// Whether the C library has a locale.
  boolean has(LocaleName name) {
    return name.isBuiltIn() || names.contains(name.normalized());
  }
}
