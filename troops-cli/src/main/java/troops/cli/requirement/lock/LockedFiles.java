package troops.cli.requirement.lock;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.LockedFile;

/// The jars that locks name, each called like its checksum. What is in it was compared with its
/// checksum before it got its name. From then on its time of change, which is set to one that no
/// later write leaves, says that it is what it was: the directory is its user's alone (on a node,
/// root's), so only they could deceive themselves.
///
/// The directory may be deleted at any time, and may be used by several processes at once.
public final class LockedFiles {
  /// 2000-01-01, in milliseconds since 1970.
  private static final long CHECKED = 946_684_800_000L;

  private final Path directory;

  /// The files in a directory, which is made when there is one.
  ///
  /// @param directory where they are
  public LockedFiles(Path directory) {
    this.directory = directory;
  }

  /// Finds a file.
  ///
  /// @param file which
  /// @return where it is; nothing if it isn't there, or isn't what it was
  public Optional<Path> find(LockedFile file) {
    Path place = place(file);
    return place.toFile().lastModified() == CHECKED ? Optional.of(place) : Optional.empty();
  }

  /// Whether a file still has its checksum, read from its first byte to its last.
  ///
  /// @param file which
  /// @return where it is; nothing if it isn't there, or isn't what it was
  public Optional<Path> verify(LockedFile file) {
    Path place = place(file);
    try {
      return Files.isRegularFile(place) && sha256(place).equals(file.sha256())
          ? Optional.of(place)
          : Optional.empty();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// Takes a copy of a file in, if it has the checksum that it should have.
  ///
  /// @param file which
  /// @param source where it was fetched to
  /// @return whether it had
  public boolean take(LockedFile file, Path source) {
    try {
      Files.createDirectories(directory);
      Path fresh = Files.createTempFile(directory, "new-", ".tmp");
      try {
        boolean right = copy(source, fresh).equals(file.sha256());
        if (right) {
          Files.setLastModifiedTime(fresh, FileTime.fromMillis(CHECKED));
          Files.move(
              fresh,
              place(file),
              StandardCopyOption.ATOMIC_MOVE,
              StandardCopyOption.REPLACE_EXISTING);
        }
        return right;
      } finally {
        Files.deleteIfExists(fresh);
      }
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /// The digest of a file.
  ///
  /// @param file the file
  /// @return 64 hexadecimal digits
  /// @throws IOException if it can't be read
  public static String sha256(Path file) throws IOException {
    return copy(file, OutputStream.nullOutputStream());
  }

  private static String copy(Path source, Path target) throws IOException {
    try (OutputStream out = Files.newOutputStream(target)) {
      return copy(source, out);
    }
  }

  private static String copy(Path source, OutputStream out) throws IOException {
    try (InputStream in = Files.newInputStream(source)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[65_536];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        out.write(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("each JDK has SHA-256", e);
    }
  }

  private Path place(LockedFile file) {
    return directory.resolve(file.sha256().concat(".jar"));
  }

  private Problem unusable(IOException cause) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot use " + directory + ": " + cause,
        List.of(),
        "it is a cache: make room, or delete it",
        cause);
  }
}
