package troops.cli.requirement.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// What tells the content of a repository in a directory from another: nothing of it is used
/// without its checksum, so names, sizes and checksums say enough.
final class DirectoryContent {
  private DirectoryContent() {}

  /// A digest of it.
  ///
  /// @param directory the directory
  /// @return sixteen hexadecimal digits
  static String digest(Path directory) {
    try (Stream<Path> all = Files.walk(directory)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      List<Path> files = all.filter(Files::isRegularFile).sorted().toList();
      for (Path file : files) {
        String name = directory.relativize(file) + "\n" + Files.size(file) + "\n";
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        if (name.contains(".sha1\n")) {
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }
}
