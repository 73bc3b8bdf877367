package files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import measure.Unmeasured;

/// Where files are placed.
///
/// @param place the directory
/// @param files how many files are to be there
record Placement(Path place, int files) {
  static final Placement NONE = new Placement(Path.of("/nonexistent"), 0);

  /// Removes all that is there.
  void clear() throws IOException {
    if (!Files.exists(place)) {
      return;
    }
    List<Path> all;
    try (Stream<Path> walk = Files.walk(place)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }

  /// Checks that all files are there.
  void require() throws IOException, Unmeasured {
    if (files == 0) {
      return;
    }
    try (Stream<Path> walk = Files.walk(place)) {
      long found = walk.filter(Files::isRegularFile).count();
      if (found != files) {
        throw new Unmeasured("%d files are in %s, not %d".formatted(found, place, files));
      }
    }
  }
}
