package troops.cli.state;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// Writes files so that a crash at any instant leaves the old one or the new one.
public final class Durable {
  private static final Set<OpenOption> FRESH =
      Set.of(
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING,
          StandardOpenOption.WRITE);
  private static final FileAttribute<?> OURS_ALONE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
  private static final long PID = ProcessHandle.current().pid();
  private static final AtomicInteger COUNT = new AtomicInteger();

  private Durable() {}

  /// Writes a file of state: beside its place, synced, renamed, its directory synced.
  ///
  /// @param file where
  /// @param bytes what
  /// @throws IOException if the file system refuses; the old file is untouched
  public static void write(Path file, byte[] bytes) throws IOException {
    put(file, bytes, true);
    sync(directory(file));
  }

  /// Makes sure that a file, or the names in a directory, outlive a power cut.
  ///
  /// @param path the file or the directory
  /// @throws IOException if the file system refuses
  public static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /// Removes what was being written when its process was killed.
  ///
  /// @param directory a directory that nobody else writes to at the moment
  /// @throws IOException if the file system refuses
  static void sweep(Path directory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(directory, ".*.tmp")) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    }
  }

  /// Writes a file of a cache: beside its place, renamed, not synced. Whoever reads it checks that
  /// it is whole.
  ///
  /// @param file where
  /// @param bytes what
  /// @throws IOException if the file system refuses; the old file is untouched
  public static void cache(Path file, byte[] bytes) throws IOException {
    put(file, bytes, false);
  }

  private static void put(Path file, byte[] bytes, boolean sync) throws IOException {
    // Not Files.createTempFile: its random numbers cost milliseconds, and nobody else may write
    // here.
    String name = "." + file.getFileName() + "." + PID + "." + COUNT.incrementAndGet() + ".tmp";
    Path beside = directory(file).resolve(name);
    try {
      try (FileChannel channel = FileChannel.open(beside, FRESH, OURS_ALONE)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        if (sync) {
          channel.force(true);
        }
      }
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  /// Whether a name is one under which a process was writing that is gone by now.
  ///
  /// @param name the name of a file
  /// @return false also if it is no such name
  static boolean isLeft(String name) {
    if (!name.startsWith(".") || !name.endsWith(".tmp")) {
      return false;
    }
    // .NAME.PID.COUNT.tmp
    int count = name.lastIndexOf('.', name.length() - 5);
    int pid = name.lastIndexOf('.', count - 1);
    return pid > 0 && !Files.exists(Path.of("/proc", name.substring(pid + 1, count)));
  }

  private static Path directory(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    return directory;
  }
}
