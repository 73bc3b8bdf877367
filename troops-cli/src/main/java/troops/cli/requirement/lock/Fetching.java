package troops.cli.requirement.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolver;

/// Files that a lock names, from the local repository or the others.
final class Fetching {
  private final Resolver resolver;
  private final LockedFiles files;

  Fetching(Resolver resolver, LockedFiles files) {
    this.resolver = resolver;
    this.files = files;
  }

  /// Takes files into the cache.
  ///
  /// @throws Problem if one can't be had, or has other content than the lock says
  void fetch(Requirements requirements, List<LockedFile> missing, Progress progress) {
    each(
        requirements,
        missing,
        progress,
        (file, path) -> {
          if (!files.take(file, path)) {
            throw otherContent(file, digest(path));
          }
        });
  }

  /// Hands each file on, whatever its content is.
  void each(
      Requirements requirements,
      List<LockedFile> wanted,
      Progress progress,
      BiConsumer<LockedFile, Path> taker) {
    try {
      Path directory = Files.createTempDirectory("troops-fetch-");
      try {
        Map<String, Path> found = resolver.fetch(requirements, wanted, directory, progress);
        for (LockedFile file : wanted) {
          taker.accept(file, found.getOrDefault(file.path(), directory));
        }
      } finally {
        delete(directory);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Problem otherContent(LockedFile file, String found) {
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT,
        file.coordinates() + " has other content than " + Lock.FILE + " says",
        List.of("locked: sha256 " + file.sha256(), "found: sha256 " + found),
        "don't use it before you know why; if it was published anew, delete "
            + Lock.FILE
            + " and lock again",
        null);
  }

  private static String digest(Path path) {
    try {
      return LockedFiles.sha256(path);
    } catch (IOException e) {
      return "of a file that can't be read: " + e;
    }
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
