package troops.cli.requirement.text;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/// What is deployed, as far as requirements name files in it.
///
/// @param root its directory
public record Folder(Path root) {
  /// Finds a file or a directory.
  ///
  /// @param path relative to the root, without `..`
  /// @return where it is; nothing if it isn't there, or if a link leads out of what is deployed
  public Optional<Path> find(String path) {
    try {
      Path real = root.resolve(path).toRealPath();
      return real.startsWith(root.toRealPath()) ? Optional.of(real) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
