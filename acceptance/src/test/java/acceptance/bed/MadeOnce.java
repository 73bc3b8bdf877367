package acceptance.bed;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// Directories that are made once for a build, by whoever needs them first, and then never change.
final class MadeOnce {
  /// Fills a directory, which isn't there yet.
  interface Maker {
    /// Makes the directory.
    void make(Path directory) throws IOException;
  }

  private MadeOnce() {}

  /// Where a build keeps what its test beds need.
  static Path place() throws IOException {
    Path place = Path.of(System.getProperty("troops.bed")).toAbsolutePath().normalize();
    return Files.createDirectories(place);
  }

  /// The directory of a name, made if it isn't there. Other JVMs that want it wait.
  static Path directory(String name, Maker maker) throws IOException {
    Path directory = place().resolve(name);
    if (Files.isDirectory(directory)) {
      return directory;
    }
    // A lock of files doesn't hold between threads of one JVM.
    synchronized (MadeOnce.class) {
      try (FileChannel channel =
          FileChannel.open(
              place().resolve(name + ".lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE)) {
        var lock = channel.lock();
        if (!Files.isDirectory(directory)) {
          Path fresh = place().resolve(name + ".fresh");
          Machine.run(List.of("rm", "-rf", fresh.toString()));
          maker.make(fresh);
          Files.move(fresh, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        lock.release();
      }
    }
    return directory;
  }
}
