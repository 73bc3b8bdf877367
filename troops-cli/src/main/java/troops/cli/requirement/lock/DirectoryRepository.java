package troops.cli.requirement.lock;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.LockedFile;

/// A Maven repository in a directory: files, the checksums that Maven wants beside them, and lists
/// of the versions that there are.
final class DirectoryRepository {
  private final Path directory;

  DirectoryRepository(Path directory) {
    this.directory = directory;
  }

  /// Puts a file in.
  ///
  /// @throws Problem if it hasn't the content that it should have, or can't be written
  void add(LockedFile file, Path source) {
    try {
      if (!LockedFiles.sha256(source).equals(file.sha256())) {
        throw Fetching.otherContent(file, LockedFiles.sha256(source));
      }
      write(file.path(), Files.readAllBytes(source));
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  /// Lists the versions of each library, for whoever requires a range ("Maven Metadata").
  void list(List<LockedFile> files) {
    Map<String, TreeSet<String>> versions = new TreeMap<>();
    for (LockedFile file : files) {
      versions
          .computeIfAbsent(file.group() + ":" + file.artifact(), name -> new TreeSet<>())
          .add(file.version());
    }
    try {
      for (Map.Entry<String, TreeSet<String>> library : versions.entrySet()) {
        String[] name = library.getKey().split(":", -1);
        StringBuilder text = new StringBuilder("<metadata>");
        text.append("<groupId>").append(name[0]).append("</groupId>");
        text.append("<artifactId>").append(name[1]).append("</artifactId>");
        text.append("<versioning><versions>");
        library.getValue().forEach(it -> text.append("<version>").append(it).append("</version>"));
        text.append("</versions></versioning></metadata>\n");
        write(
            name[0].replace('.', '/') + "/" + name[1] + "/maven-metadata.xml",
            text.toString().getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException e) {
      throw unwritable(e);
    }
  }

  private void write(String path, byte[] content) throws IOException {
    Path file = directory.resolve(path);
    Files.createDirectories(file.getParent());
    Path beside = Files.createTempFile(file.getParent(), "new-", ".tmp");
    try {
      Files.write(beside, content);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(beside);
    }
    Files.writeString(file.resolveSibling(file.getFileName() + ".sha1"), sha1(content));
  }

  private static String sha1(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-1", e);
    }
  }

  private Problem unwritable(IOException cause) {
    return new Problem(
        Kind.UNREADABLE, "cannot write to " + directory + ": " + cause, List.of(), "", cause);
  }
}
