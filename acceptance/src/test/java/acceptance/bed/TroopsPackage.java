package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// The package that the build has made.
public final class TroopsPackage {
  private static final String ARCHITECTURE =
      System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64";

  private TroopsPackage() {}

  /// The package for this machine's kind of processor, if it has been built.
  public static Optional<Path> find() {
    Path place = Path.of(System.getProperty("troops.packages")).toAbsolutePath().normalize();
    if (!Files.isDirectory(place)) {
      return Optional.empty();
    }
    try (var files = Files.newDirectoryStream(place, "troops_*_" + ARCHITECTURE + ".deb")) {
      Optional<Path> found = Optional.empty();
      for (Path file : files) {
        if (found.isPresent()) {
          throw new IllegalStateException("which one? " + found.get() + ", " + file);
        }
        found = Optional.of(file);
      }
      return found;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The package for this machine's kind of processor.
  public static Path file() {
    return find()
        .orElseThrow(() ->
            new IllegalStateException(
                "no troops_*_" + ARCHITECTURE + ".deb has been built: run ./build quick"));
  }
}
