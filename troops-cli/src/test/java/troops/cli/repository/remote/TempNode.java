package troops.cli.repository.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import troops.cli.repository.Revision;
import troops.cli.repository.TempGit;

/// A node's repositories for a test, and remotes beside them, all real.
///
/// @param root the directory for it all
/// @param main the node's repository
/// @param deployed root's repository
record TempNode(Path root, TempGit main, TempGit deployed) {
  static TempNode in(Path directory) throws IOException {
    Path root = directory.toRealPath();
    Files.createDirectories(root.resolve("ssh"));
    return new TempNode(
        root,
        TempGit.init(root.resolve("main.git"), "--bare"),
        TempGit.init(root.resolve("deployed.git"), "--bare"));
  }

  Path path(String name) {
    return root.resolve(name);
  }

  /// A work tree that is a remote too.
  TempGit remote(String name) throws IOException {
    TempGit git = TempGit.init(root.resolve(name));
    add(name, root.resolve(name).toString());
    return git;
  }

  void add(String name, String url) throws IOException {
    main.run("remote", "add", name, url);
  }

  List<Remote> remotes() {
    return Remotes.read(main.directory()).remotes();
  }

  Path fetchGit() {
    return root.resolve("fetch.git");
  }

  Fetching.Access access(Duration limit) {
    return new Fetching.Access(root.resolve("ssh"), "ed25519", root.resolve("gitconfig"), limit);
  }

  Fetching fetching(Duration limit) {
    return new Fetching(fetchGit(), main.directory(), access(limit));
  }

  Fetching fetching() {
    return fetching(Duration.ofSeconds(20));
  }

  List<Fetched> fetch() {
    return fetching().fetch(remotes(), false);
  }

  /// What is wrong with the only remote.
  Warning failure(Duration limit) {
    return fetching(limit).fetch(remotes(), false).getFirst().failure().orElseThrow();
  }

  /// Fetches and chooses, on a node that has deployed a revision of its branch `master`.
  Choice choose(String revision) {
    return fetching()
        .choose(
            fetch(),
            Optional.of("master"),
            Optional.of(new Revision(revision)),
            deployed.directory());
  }

  /// Fetches and chooses, on a node that has no branch yet.
  Choice chooseUnborn() {
    Fetching fetching = fetching();
    return fetching.choose(
        fetching.fetch(remotes(), true), Optional.empty(), Optional.empty(), deployed.directory());
  }
}
