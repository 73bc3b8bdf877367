package acceptance;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/// A node that may read a host's repositories, and the workplace of somebody who commits.
final class Pulling {
  static final String NODE = "shellbox-1.example.com";
  static final String HOST = "repos.example.com";

  /// A part of a script that ends once the node has a file `/srv/ready`.
  static final String WAITS =
      """
      while (!java.nio.file.Files.exists(java.nio.file.Path.of("/srv/ready"))) {
          Thread.sleep(50);
      }
      """;

  private static final String HEAD =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void motd() throws Exception {
      """;

  final DebianNode node;
  final GitHost host;
  final Pusher pusher;

  private Pulling(DebianNode node, GitHost host, Pusher pusher) {
    this.node = node;
    this.host = host;
    this.pusher = pusher;
  }

  /// Boots both. The user `ubuntu` is a member of the node's group.
  static Pulling on(Bed bed) {
    List<DebianNode> nodes = bed.boot(bed.plan(NODE).ready(), bed.plan(HOST));
    Pulling made = new Pulling(nodes.getFirst(), GitHost.on(nodes.getLast(), bed), bed.pusher());
    made.node.run("gpasswd", "-a", "ubuntu", "troops").ok();
    made.host.authorise(made.publicKey());
    return made;
  }

  /// The key that the node shows to hosts.
  String publicKey() {
    return read("/var/lib/troops/ssh/id_ed25519.pub");
  }

  /// Adds a remote to the node, with a repository on the host.
  ///
  /// @return the repository's address
  String remote(String name) {
    String address = host.repository(name);
    remote(name, address);
    return address;
  }

  /// Adds a remote to the node, as members do.
  void remote(String name, String address) {
    node.ssh("ubuntu", "git", "--git-dir=" + Scripts.REPOSITORY, "remote", "add", name, address)
        .ok();
  }

  /// A script that greets, after it has done something else.
  static String script(String before, String greeting) {
    return HEAD + before + "\n    Place.text(\"/etc/motd\", \"" + greeting + "\\n\");\n}\n";
  }

  /// Commits a script that greets.
  ///
  /// @return the commit's id
  String commit(String greeting) {
    return pusher.script(script("", greeting));
  }

  /// Commits a script that fails as long as the node has no file `/srv/ready`.
  ///
  /// @return the commit's id
  String commitThatNeedsTheFile(String greeting) {
    return pusher.script(
        script(
            """
            if (!java.nio.file.Files.exists(java.nio.file.Path.of("/srv/ready"))) {
                throw new Error("not yet");
            }
            """,
            greeting));
  }

  /// Pushes what is committed to the host.
  ///
  /// @param refs what goes where, such as `main`
  void publish(String address, String... refs) {
    List<String> words = new ArrayList<>(List.of("push", "--quiet", "--force", address));
    words.addAll(List.of(refs));
    pusher.git(words.toArray(String[]::new)).ok();
  }

  /// Makes a branch the main one of a repository of the host.
  void lead(String repository, String branch) {
    String path = "/srv/git/" + repository + ".git";
    host.node()
        .run("git", "--git-dir=" + path, "symbolic-ref", "HEAD", "refs/heads/" + branch)
        .ok();
  }

  /// Has a member pull.
  Result pull(String... options) {
    List<String> words = new ArrayList<>(List.of("troops", "pull"));
    words.addAll(List.of(options));
    return node.ssh("ubuntu", words.toArray(String[]::new));
  }

  /// Where a branch of the node stands; an empty string if there is none.
  String branch(String name) {
    Result refs =
        node.ssh(
            "ubuntu",
            "git",
            "--git-dir=" + Scripts.REPOSITORY,
            "for-each-ref",
            "refs/heads/" + name);
    return refs.ok().out().isEmpty() ? "" : refs.out().substring(0, 40);
  }

  /// All branches of the node, without what is before their names.
  List<String> branches() {
    return node.ssh(
            "ubuntu",
            "git",
            "--git-dir=" + Scripts.REPOSITORY,
            "branch",
            "'--format=%(refname:short)'")
        .ok()
        .out()
        .lines()
        .toList();
  }

  /// A file of the node.
  String read(String path) {
    try {
      return Files.readString(node.file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes a file of the node.
  void write(String path, String text) {
    try {
      Files.writeString(node.file(path), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
