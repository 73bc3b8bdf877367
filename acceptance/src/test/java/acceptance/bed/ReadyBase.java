package acceptance.bed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A base with Troops installed, made once for each build: nodes that are booted from it needn't
/// install it. What makes a node itself, such as keys, isn't in it.
final class ReadyBase {
  private static final String FORGET =
      """
      cd "$1"
      rm -rf etc/ssh/ssh_host_* var/lib/troops/ssh/id_* var/lib/troops/ssh/known_hosts
      rm -rf home/ubuntu/.ssh var/log/journal/* var/tmp/* tmp/*
      : >etc/machine-id
      """;

  private ReadyBase() {}

  /// The directory of a base with some package installed, made if need be.
  static Path directory(Path deb) throws IOException {
    String made = deb.getFileName() + " " + Files.size(deb) + Files.getLastModifiedTime(deb);
    String name = "ready-" + Integer.toHexString(made.hashCode());
    DebianBase.directory();
    return MadeOnce.directory(name, fresh -> make(deb, fresh));
  }

  private static void make(Path deb, Path fresh) throws IOException {
    try (Bed bed = Bed.open()) {
      DebianNode node = bed.node("ready.example.com");
      node.install(deb).ok();
      node.powerOff();
      Path root = node.tree().root();
      bed.namespaces().run("sh", "-ec", FORGET, "sh", root.toString());
      // A copy of the whole: not every file system can keep the upper layer of an overlay.
      bed.namespaces().run("cp", "--archive", root.toString(), fresh.toString());
    }
  }
}
