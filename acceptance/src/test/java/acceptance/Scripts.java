package acceptance;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import java.util.List;

/// Small deployments, and a node to push them to.
final class Scripts {
  /// The path of a node's repository, on the node.
  static final String REPOSITORY = "/var/lib/troops/repo/main.git";

  private static final String HEAD =
      """
      import debianadmin.*;
      import machine.*;
      import troops.*;

      void main() {}

      """;

  private Scripts() {}

  /// A node that `ubuntu` may deploy to.
  static DebianNode node(Bed bed) {
    DebianNode node = bed.readyNode("shellbox-1.example.com");
    node.run("gpasswd", "--add", "ubuntu", "troops").ok();
    return node;
  }

  /// A script that writes a text to `/etc/motd`.
  static String motd(String text) {
    return deployable("motd", "Place.text(\"/etc/motd\", \"" + text + "\\n\");");
  }

  /// A script with one deployable.
  static String deployable(String name, String... lines) {
    return HEAD
        + "@Deployable\nvoid "
        + name
        + "() throws Exception {\n  "
        + String.join("\n  ", lines)
        + "\n}\n";
  }

  /// A script that says that it has begun, waits for a file on the node, and writes a text to
  /// `/etc/motd`.
  static String waiting(String file, String text) {
    return deployable(
        "motd",
        "IO.println(\"" + text + " has begun\");",
        "while (!java.nio.file.Files.exists(java.nio.file.Path.of(\"" + file + "\"))) {",
        "  Thread.sleep(20);",
        "}",
        "Place.text(\"/etc/motd\", \"" + text + "\\n\");");
  }

  /// The refs of a node, as `ubuntu` sees them: lines of commit, tab, name.
  static List<String> refs(Pusher pusher, DebianNode node) {
    return pusher.git("ls-remote", node.repository("ubuntu")).ok().out().lines().toList();
  }

  /// The same, as the node itself sees them: lines of commit, blank, name.
  static List<String> local(DebianNode node) {
    String command = "git -C " + REPOSITORY + " for-each-ref '--format=%(objectname) %(refname)'";
    return node.run("runuser", "-u", "troops", "--", "sh", "-c", command)
        .ok()
        .out()
        .lines()
        .toList();
  }

  /// What HEAD of a node's repository is.
  static String head(DebianNode node) {
    return node.run(
            "runuser", "-u", "troops", "--", "git", "-C", REPOSITORY, "symbolic-ref", "HEAD")
        .ok()
        .out()
        .strip();
  }
}
