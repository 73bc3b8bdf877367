package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// Where a copy's layers lie.
final class Layers {
  /// What a file that is mounted may lie on: not on memory, and not on another overlay.
  private static final Set<String> DISKS = Set.of("ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs");

  private static final List<Path> NEEDED =
      List.of(Path.of("/dev/loop-control"), Path.of("/usr/sbin/mkfs.ext4"));

  private Layers() {}

  /// Whether layers can lie on a disk, in an image there.
  ///
  /// @param image the image's path
  static boolean areOnDisk(Path image) {
    Path directory = image.getParent();
    try {
      return directory != null
          && DISKS.contains(Files.getFileStore(directory).type())
          && NEEDED.stream().allMatch(Files::exists);
    } catch (IOException e) {
      return false;
    }
  }
}
