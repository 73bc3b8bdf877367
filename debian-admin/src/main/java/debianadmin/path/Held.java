package debianadmin.path;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/// A directory or file that can't be swapped for another one while it is held: because nobody else
/// may write where it lies, or because it is open.
///
/// Closed by whoever made it.
public final class Held implements AutoCloseable {
  private static final LinkOption[] NOT_FOLLOWED = {LinkOption.NOFOLLOW_LINKS};
  private static final LinkOption[] FOLLOWED = {};
  private static final int BY_PATH = -1;
  private static final FileAttribute<?> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final Set<OpenOption> FRESH =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);

  private final int fd;
  private final Path path;
  private final Path shown;

  private Held(int fd, Path path, Path shown) {
    this.fd = fd;
    this.path = path;
    this.shown = shown;
  }

  static Held byPath(Path path) {
    return new Held(BY_PATH, path, path);
  }

  static Held open(int fd, Path shown) {
    return new Held(fd, Path.of("/proc/self/fd/" + fd), shown);
  }

  /// Who runs this.
  ///
  /// @return the effective user id
  public static int me() {
    return Node.me();
  }

  /// Where this process reaches it: its path, or one that leads to what is open.
  ///
  /// @return an absolute path
  public Path path() {
    return path;
  }

  /// How to reach it itself, and not what it may point to: for attributes of [#path].
  ///
  /// @return the options of java.nio's calls
  public LinkOption[] links() {
    return isOpen() ? FOLLOWED.clone() : NOT_FOLLOWED.clone();
  }

  /// Whether it is open, since others may write where it lies.
  ///
  /// @return false if its path can be trusted
  public boolean isOpen() {
    return fd != BY_PATH;
  }

  /// Where this process reaches something in this directory.
  ///
  /// @param name a name, without slashes
  /// @return an absolute path; what it leads to may change, unless it is held too
  public Path at(String name) {
    return path.resolve(name);
  }

  /// The path of something in this directory, for other processes and for messages.
  ///
  /// @param name a name, without slashes
  /// @return its path as it was found
  public Path shown(String name) {
    return shown.resolve(name);
  }

  /// Holds something in this directory; if it is a link, the link.
  ///
  /// @param name its name
  /// @return it
  /// @throws IOException if it isn't there
  public Held hold(String name) throws IOException {
    Path child = shown.resolve(name);
    return isOpen()
        ? open(Openat.anything(fd, name, child.toString()), child)
        : byPath(path.resolve(name));
  }

  /// Makes an empty file in this directory that only its owner may read.
  ///
  /// @param name its name
  /// @return it
  /// @throws FileAlreadyExistsException if something has that name
  public Held make(String name) throws IOException {
    if (isOpen()) {
      Path child = shown.resolve(name);
      return open(Openat.file(fd, name, child.toString()), child);
    }
    Path child = path.resolve(name);
    Files.newByteChannel(child, FRESH, OWNER_ONLY).close();
    return byPath(child);
  }

  @Override
  public void close() {
    if (isOpen()) {
      Openat.close(fd);
    }
  }
}
