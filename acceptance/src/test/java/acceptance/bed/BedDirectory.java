package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The directory of a bed. Its name says which JVM it belongs to, so that a later one can clear it
/// away, should that one have been killed.
final class BedDirectory {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path path;

  private BedDirectory(Path path) {
    this.path = path;
  }

  static BedDirectory make() throws IOException {
    Path place = Files.createDirectories(MadeOnce.place().resolve("beds"));
    sweep(place);
    String name = jvm(ProcessHandle.current()) + "-" + COUNT.incrementAndGet();
    return new BedDirectory(Files.createDirectory(place.resolve(name)));
  }

  /// Ids of processes are used again; not with the same time of start.
  private static String jvm(ProcessHandle process) {
    long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return process.pid() + "-" + start;
  }

  /// Removes what JVMs have left that don't live any more. Their processes and mounts have gone
  /// with them.
  private static synchronized void sweep(Path place) throws IOException {
    try (var directories = Files.newDirectoryStream(place)) {
      for (Path directory : directories) {
        String name = String.valueOf(directory.getFileName());
        String jvm = name.substring(0, name.lastIndexOf('-'));
        long pid = Long.parseLong(jvm.substring(0, jvm.indexOf('-')));
        if (!ProcessHandle.of(pid).map(BedDirectory::jvm).filter(jvm::equals).isPresent()) {
          new BedDirectory(directory).remove();
        }
      }
    }
  }

  Path path() {
    return path;
  }

  String name() {
    return String.valueOf(path.getFileName());
  }

  /// Removes it, with the control groups of its nodes.
  void remove() throws IOException {
    ControlGroup.sweep(name());
    Machine.run(List.of("rm", "-rf", "--one-file-system", path.toString()));
  }
}
