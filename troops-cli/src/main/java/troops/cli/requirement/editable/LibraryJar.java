package troops.cli.requirement.editable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Makes jars: the same bytes of the same files.
final class LibraryJar {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(2000, 1, 1, 0, 0);

  private LibraryJar() {}

  /// Makes one.
  ///
  /// @param classes binary name → class file
  /// @param resources name in the jar → file, relative to the directory
  /// @param directory where the files are
  /// @throws IOException if one can't be read
  static byte[] of(Map<String, byte[]> classes, Map<String, String> resources, Path directory)
      throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    for (Map.Entry<String, String> resource : resources.entrySet()) {
      entries.put(resource.getKey(), Files.readAllBytes(directory.resolve(resource.getValue())));
    }
    classes.forEach((name, bytes) -> entries.put(name.replace('.', '/') + ".class", bytes));
    byte[] manifest =
        entries.getOrDefault(
            JarFile.MANIFEST_NAME, "Manifest-Version: 1.0\n\n".getBytes(StandardCharsets.UTF_8));
    entries.remove(JarFile.MANIFEST_NAME);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, JarFile.MANIFEST_NAME, manifest);
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        put(zip, entry.getKey(), entry.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
