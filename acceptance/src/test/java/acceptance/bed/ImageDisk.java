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
      "open my $d, '<', $ARGV[0] or die $!; my $f = pack 'I', 2; ioctl $d, 0x8004587d, $f or die $!";

  private static final long MARGIN = 1 << 20;

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
    // What fallocate needs for itself isn't known before; the rest is written as it is.
    long coarse = Math.max(1, store.getUsableSpace() - left - MARGIN);
    namespaces.run("fallocate", "--length=" + coarse, place.resolve("filler").toString());
    long fine = store.getUsableSpace() - left;
    namespaces.run(
        "sh", "-c", "head -c " + fine + " /dev/zero >" + place.resolve("filler.rest") + " || :");
  }

  @Override
  public void empty() throws IOException {
    Files.deleteIfExists(namespaces.file(place.resolve("filler")));
    Files.deleteIfExists(namespaces.file(place.resolve("filler.rest")));
  }

  @Override
  public void crash() throws IOException {
    namespaces.run("perl", "-e", SHUT_DOWN, place.toString());
  }

  @Override
  public void restart() throws IOException {
    namespaces.run("umount", place.toString());
    // The old file system must be gone before the same image is mounted anew.
    Patience.await("the loop device to be free", () -> !isAttached());
    restore();
  }

  private boolean isAttached() {
    try (var devices = Files.newDirectoryStream(Path.of("/sys/block"), "loop*")) {
      for (Path device : devices) {
        Path backing = device.resolve("loop/backing_file");
        if (Files.exists(backing) && Files.readString(backing).strip().equals(image.toString())) {
          return true;
        }
      }
      return false;
    } catch (IOException e) {
      // A device that goes while its file is read is looked at again.
      return true;
    }
  }
}
