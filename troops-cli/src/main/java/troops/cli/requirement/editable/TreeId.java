package troops.cli.requirement.editable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/// The id that git gives a tree of these files, without asking git: that of a commit's folder is
/// the same, wherever and however often it was checked out (gitformat-pack(5); with SHA-1).
final class TreeId {
  private TreeId() {}

  /// The id of a directory's files, as they are now.
  ///
  /// @param directory the directory; what is called `.git` doesn't count, as in git
  /// @return 40 hexadecimal digits
  /// @throws IOException if a file can't be read
  static String of(Path directory) throws IOException {
    return HexFormat.of().formatHex(tree(directory));
  }

  /// The id of a file's content.
  ///
  /// @return 40 hexadecimal digits
  /// @throws IOException if it can't be read
  static String ofFile(Path file) throws IOException {
    return HexFormat.of().formatHex(blob(file));
  }

  private static byte[] tree(Path directory) throws IOException {
    // git sorts names as bytes, and those of directories as if they ended with a slash.
    Map<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    int size = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        boolean below = Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS);
        byte[] id = name.equals(".git") ? new byte[0] : below ? tree(file) : blob(file);
        if (id.length > 0 && !(below && Arrays.equals(id, EMPTY))) {
          byte[] head = bytes(mode(file, below) + " " + name + "\0");
          byte[] entry = Arrays.copyOf(head, head.length + id.length);
          System.arraycopy(id, 0, entry, head.length, id.length);
          entries.put(bytes(below ? name + "/" : name), entry);
          size += entry.length;
        }
      }
    }
    MessageDigest digest = digest("tree", size);
    entries.values().forEach(digest::update);
    return digest.digest();
  }

  /// A tree of nothing: git doesn't know empty directories.
  private static final byte[] EMPTY = digest("tree", 0).digest();

  private static String mode(Path file, boolean below) throws IOException {
    if (below) {
      return "40000";
    }
    if (Files.isSymbolicLink(file)) {
      return "120000";
    }
    boolean executable =
        Files.getPosixFilePermissions(file).contains(PosixFilePermission.OWNER_EXECUTE);
    return executable ? "100755" : "100644";
  }

  private static byte[] blob(Path file) throws IOException {
    if (Files.isSymbolicLink(file)) {
      byte[] target = bytes(Files.readSymbolicLink(file).toString());
      MessageDigest digest = digest("blob", target.length);
      return digest.digest(target);
    }
    MessageDigest digest = digest("blob", Files.size(file));
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return digest.digest();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static MessageDigest digest(String type, long size) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(bytes(type + " " + size + "\0"));
      return digest;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-1", e);
    }
  }
}
