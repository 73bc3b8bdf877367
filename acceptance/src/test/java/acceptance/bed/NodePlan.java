package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A node that isn't booted yet.
public final class NodePlan {
  private final Bed bed;
  private final String fullName;
  private Optional<Path> deb = Optional.empty();
  private long diskSize;

  NodePlan(Bed bed, String fullName) {
    this.bed = bed;
    this.fullName = fullName;
  }

  /// With Troops installed from its package.
  public NodePlan ready() {
    return installed(TroopsPackage.file());
  }

  /// With a package installed. That is done only once for a build; what makes a machine different
  /// from all others, such as keys, is made anew on each node.
  public NodePlan installed(Path file) {
    deb = Optional.of(file);
    return this;
  }

  /// With a disk of its own with a real file system, rather than one in memory: a power cut loses
  /// what wasn't synced.
  ///
  /// @param megabytes its size
  public NodePlan disk(int megabytes) {
    diskSize = megabytes * 1024L * 1024;
    return this;
  }

  /// Boots the node.
  public DebianNode boot() {
    try {
      return bed.boot(fullName, this);
    } catch (IOException e) {
      throw new AssertionError("can't boot " + fullName, e);
    }
  }

  /// Makes the tree that the node is booted from.
  NodeTree tree(Namespaces namespaces, Path directory) throws IOException {
    Path base = deb.isEmpty() ? DebianBase.directory() : ReadyBase.directory(deb.get());
    Path layers = Files.createDirectories(directory.resolve("layers"));
    Disk disk =
        diskSize == 0
            ? new MemoryDisk(namespaces, layers)
            : new ImageDisk(namespaces, layers, directory.resolve("disk"), diskSize);
    return NodeTree.make(namespaces, disk, base, directory);
  }
}
