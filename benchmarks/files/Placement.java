package files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import measure.Unmeasured;

/// Where files are placed.
///
/// @param place the directory
/// @param files how many files are to be there
record Placement(Path place, int files) {
  static final Placement NONE = new Placement(Path.of("/nonexistent"), 0);

  /// Puts aside all that is there. It isn't deleted: ext4 makes files slowly where many were deleted
  /// within the last minute, for it looks at each of their inodes (recently_deleted, in the kernel's
  /// fs/ext4/ialloc.c).
  void clear() throws IOException {
    if (Files.exists(place)) {
      Files.move(place, Files.createTempDirectory(place.getParent(), "aside").resolve("files"));
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
