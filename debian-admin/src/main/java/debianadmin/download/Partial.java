package debianadmin.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Set;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The part of a file that has arrived so far, under a name made of the wanted digest. It is kept
/// when a download breaks off, so that the next run can go on with it; a second file tells what it
/// is a part of.
///
/// One process at a time has it, by a lock of the kernel.
final class Partial implements AutoCloseable {
  private static final int CHUNK = 1 << 16;

  private final Path path;
  private final FileChannel channel;
  private final MessageDigest digest = Sha256.algorithm();
  private long length;
  private boolean patched;

  private Partial(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  /// Opens what has arrived of a file.
  ///
  /// @param cache where it lies
  /// @param wanted the digest of the whole file
  /// @return what has arrived; perhaps nothing
  /// @throws MachineException if another program is at it
  static Partial open(Cache cache, Sha256 wanted) throws IOException {
    Path path = cache.file(wanted + ".part");
    FileChannel channel =
        FileChannel.open(
            path,
            Set.of(
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                LinkOption.NOFOLLOW_LINKS));
    Partial partial = new Partial(path, channel);
    try {
      partial.lock();
      partial.readWhatIsThere();
      return partial;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private void lock() throws IOException {
    FileLock lock;
    try {
      lock = channel.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new MachineException(
          path + ": another program is downloading the same file", "wait for it, and try again");
    }
  }

  private void readWhatIsThere() throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(CHUNK);
    while (channel.read(buffer) >= 0) {
      length += buffer.position();
      digest.update(buffer.flip());
      buffer.clear();
    }
    patched = length > 0;
  }

  /// How many bytes have arrived.
  long length() {
    return length;
  }

  /// Whether its bytes may come from more than one answer.
  boolean isPatched() {
    return patched;
  }

  /// Where it lies.
  Path path() {
    return path;
  }

  /// By what the file is told from a later one at the same URL, so that a download can go on: a
  /// strong validator (RFC 9110, 8.8.1).
  ///
  /// @param url where it is fetched from
  /// @return the validator, or null if what has arrived can't be gone on with
  @Nullable String validator(String url) throws IOException {
    String note;
    try {
      note = Files.readString(note(), StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      return null;
    }
    String start = url + "\n";
    return length > 0 && note.startsWith(start) ? note.substring(start.length()) : null;
  }

  private Path note() {
    return path.resolveSibling(path.getFileName() + ".from");
  }

  /// Begins anew.
  ///
  /// @param url where it is fetched from
  /// @param validator what tells it from a later one, or null if nothing does
  void restart(String url, @Nullable String validator) throws IOException {
    Files.deleteIfExists(note());
    channel.truncate(0);
    channel.position(0);
    digest.reset();
    length = 0;
    patched = false;
    if (validator != null) {
      Files.writeString(note(), url + "\n" + validator, StandardCharsets.UTF_8);
    }
  }

  /// Adds what comes next.
  void add(ByteBuffer bytes) throws IOException {
    length += bytes.remaining();
    digest.update(bytes.duplicate());
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /// Says that what is added from now on comes from another answer.
  void patch() {
    patched = true;
  }

  /// The digest of all that has arrived. To be asked once, in the end.
  Sha256 digest() {
    return Sha256.of(digest);
  }

  /// Gives it the name of a whole file.
  ///
  /// @param whole the name
  void complete(Path whole) throws IOException {
    Files.move(path, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Files.deleteIfExists(note());
  }

  /// Removes it.
  void remove() throws IOException {
    Files.deleteIfExists(note());
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
