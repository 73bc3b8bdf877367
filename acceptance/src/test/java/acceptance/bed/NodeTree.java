package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;

/// The files of a node, from outside: an overlay, on its disk, over a base.
final class NodeTree {
  private final Namespaces namespaces;
  private final Disk disk;
  private final Path base;
  private final Path directory;

  private NodeTree(Namespaces namespaces, Disk disk, Path base, Path directory) {
    this.namespaces = namespaces;
    this.disk = disk;
    this.base = base;
    this.directory = directory;
  }

  static NodeTree make(Namespaces namespaces, Disk disk, Path base, Path directory)
      throws IOException {
    NodeTree tree = new NodeTree(namespaces, disk, base, directory);
    Files.createDirectories(tree.layers());
    Files.createDirectories(tree.root());
    disk.mount();
    Files.createDirectories(namespaces.file(tree.layers().resolve("upper")));
    Files.createDirectories(namespaces.file(tree.layers().resolve("work")));
    tree.mount();
    return tree;
  }

  private void mount() throws IOException {
    String options =
        "lowerdir=" + base + ",upperdir=" + layers() + "/upper,workdir=" + layers() + "/work";
    namespaces.run("mount", "-t", "overlay", "node", "-o", options, root().toString());
  }

  private Path layers() {
    return directory.resolve("layers");
  }

  /// Where the files are, in the namespaces.
  Path root() {
    return directory.resolve("root");
  }

  Disk disk() {
    return disk;
  }

  /// A file of the node, by its path there.
  Path file(String path) {
    return namespaces.file(root().resolve(path.substring(1)));
  }

  /// Makes this another machine than all others: its name, its id, its SSH host key.
  void identify(String fullName, String hosts) throws IOException {
    Files.writeString(file("/etc/hostname"), Network.shortened(fullName) + "\n");
    Files.writeString(file("/etc/hosts"), hosts);
    Files.writeString(
        file("/etc/machine-id"), UUID.randomUUID().toString().replace("-", "") + "\n");
    newHostKey();
  }

  /// Makes another SSH host key.
  void newHostKey() throws IOException {
    Path key = file("/etc/ssh/ssh_host_ed25519_key");
    Files.deleteIfExists(key);
    Ssh.newKey(key);
  }

  String hostKey() throws IOException {
    return Ssh.publicKey(file("/etc/ssh/ssh_host_ed25519_key"));
  }

  /// Lets the owner of a key log in.
  ///
  /// @param home the user's home directory
  void authorise(String home, String publicKey) throws IOException {
    Path folder = file(home + "/.ssh");
    Path keys = folder.resolve("authorized_keys");
    Files.createDirectories(folder);
    String known = Files.exists(keys) ? Files.readString(keys) : "";
    Files.writeString(keys, known + publicKey + "\n");
    for (Path path : List.of(folder, keys)) {
      Files.setAttribute(path, "unix:uid", Files.getAttribute(file(home), "unix:uid"));
      Files.setAttribute(path, "unix:gid", Files.getAttribute(file(home), "unix:gid"));
    }
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rw-------"));
  }

  /// Makes it usable again after the disk has crashed.
  void restart() throws IOException {
    namespaces.run("umount", root().toString());
    disk.restart();
    mount();
  }
}
