package acceptance.bed;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// A disk in memory: quick, and an overlay can lie on it everywhere. It forgets nothing when the
/// power fails.
final class MemoryDisk implements Disk {
  private final Namespaces namespaces;
  private final Path place;

  MemoryDisk(Namespaces namespaces, Path place) {
    this.namespaces = namespaces;
    this.place = place;
  }

  @Override
  public void mount() throws IOException {
    namespaces.run("mount", "-t", "tmpfs", "-o", "mode=755,size=50%", "disk", place.toString());
  }

  @Override
  public void fill(long left) throws IOException {
    FileStore store = Files.getFileStore(namespaces.file(place));
    for (int attempt = 0; ; attempt++) {
      try {
        resize(Long.toString(store.getTotalSpace() - store.getUsableSpace() + left));
        return;
      } catch (IOException e) {
        // Somebody on the node has written meanwhile.
        if (attempt == 5) {
          throw e;
        }
      }
    }
  }

  @Override
  public void empty() throws IOException {
    resize("50%");
  }

  private void resize(String size) throws IOException {
    namespaces.run("mount", "-o", "remount,size=" + size, place.toString());
  }

  @Override
  public void crash() {}

  @Override
  public void restart() {}
}
