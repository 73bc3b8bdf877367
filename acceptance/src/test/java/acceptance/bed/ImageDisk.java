package acceptance.bed;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk with a real file system, ext4, in a file. When the power fails, it loses what no program
/// has synced, as disks do: it stops all writing without another word to the journal.
final class ImageDisk implements Disk {
  /// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (ext4.h); perl, for a call of ioctl.
  private static final String SHUT_DOWN =
      "open my $d, '<', $ARGV[0] or die $!; ioctl $d, 0x8004587d, pack('I', 2) or die $!";

  private final Namespaces namespaces;
  private final Path place;
  private final Path image;
  private final long size;

  ImageDisk(Namespaces namespaces, Path place, Path image, long size) {
    this.namespaces = namespaces;
    this.place = place;
    this.image = image;
    this.size = size;
  }

  @Override
  public void mount() throws IOException {
    namespaces.run("truncate", "--size=" + size, image.toString());
    namespaces.run(
        "mkfs.ext4", "-q", "-F", "-m", "0", "-E", "lazy_itable_init=1,nodiscard", image.toString());
    restore();
  }

  private void restore() throws IOException {
    namespaces.run("mount", "-o", "loop,noatime", image.toString(), place.toString());
  }

  @Override
  public void fill(long left) throws IOException {
    FileStore store = Files.getFileStore(namespaces.file(place));
    long fill = store.getUsableSpace() - left;
    namespaces.run("fallocate", "--length=" + fill, place.resolve("filler").toString());
  }

  @Override
  public void empty() throws IOException {
    Files.deleteIfExists(namespaces.file(place.resolve("filler")));
  }

  @Override
  public void crash() throws IOException {
    namespaces.run("perl", "-e", SHUT_DOWN, place.toString());
  }

  @Override
  public void restart() throws IOException {
    namespaces.run("umount", place.toString());
    restore();
  }
}
