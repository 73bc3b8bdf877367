package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.repository.TempGit;

class SshTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);

  @TempDir Path directory;
  TempNode node = new TempNode(Path.of("/"), new TempGit(Path.of("/")), new TempGit(Path.of("/")));

  @BeforeEach
  void makeNode() throws Exception {
    Optional<String> missing = SshServer.missing();
    Assumptions.assumeTrue(missing.isEmpty(), () -> missing.orElse(""));
    node = TempNode.in(directory);
    SshServer.makeKey(key());
  }

  private Path key() {
    return node.path("ssh/id_ed25519");
  }

  private Path knownHosts() {
    return node.path("ssh/known_hosts");
  }

  private String origin() throws IOException {
    return TempGit.init(node.path("origin")).commit("First");
  }

  private void authorise(SshServer server) throws IOException {
    server.authorise(Path.of(key() + ".pub"));
  }

  @Test
  void fetchesWithTheNodesKeyAndStoresTheHostsKeyWhenItIsSeenFirst() throws Exception {
    String id = origin();
    try (SshServer server = SshServer.start(node.path("server"))) {
      authorise(server);
      node.add("origin", server.url(node.path("origin")));
      Fetching fetching = node.fetching(AMPLE);
      List<Fetched> fetched = fetching.fetch(node.remotes(), true);
      assertThat(fetched.getFirst().failure()).isEmpty();
      assertThat(fetched.getFirst().head()).contains("master");
      assertThat(new TempGit(node.fetchGit()).run("rev-parse", "refs/remotes/origin/master"))
          .isEqualTo(id);
      assertThat(Files.readAllLines(knownHosts()))
          .singleElement()
          .asString()
          .startsWith("[127.0.0.1]:" + server.port() + " ");
      assertThat(node.fetch().getFirst().failure()).isEmpty();
    }
  }

  @Test
  void neverReplacesTheKeyOfAHost() throws Exception {
    origin();
    int port;
    try (SshServer server = SshServer.start(node.path("server"))) {
      port = server.port();
      authorise(server);
      node.add("origin", server.url(node.path("origin")));
      assertThat(node.fetch().getFirst().failure()).isEmpty();
    }
    String known = Files.readString(knownHosts());
    try (SshServer other = SshServer.startAt(port, node.path("other"))) {
      authorise(other);
      Warning failure = node.failure(AMPLE);
      String host = "[127.0.0.1]:" + port;
      assertThat(failure.message())
          .isEqualTo("the host key of " + host + " isn't the one that was seen first");
      String command = "ssh-keygen -R '" + host + "' -f " + knownHosts();
      assertThat(failure.hint()).isEqualTo("if that is right, run as root: " + command);
      assertThat(knownHosts()).hasContent(known);
      assertThat(new ProcessBuilder("sh", "-c", command + " 2>&1").start().waitFor()).isZero();
      assertThat(node.fetch().getFirst().failure()).isEmpty();
    }
  }

  @Test
  void saysWhichKeyIsToBeAuthorised() throws Exception {
    origin();
    try (SshServer server = SshServer.start(node.path("server"))) {
      node.add("origin", server.url(node.path("origin")));
      assertThat(node.failure(AMPLE))
          .isEqualTo(
              new Warning(
                  "Permission denied (publickey)",
                  "authorise the key of this node there: " + key() + ".pub"));
      Files.delete(key());
      assertThat(node.failure(AMPLE).hint())
          .startsWith("this node has no ssh key of the kind ed25519 in ");
    }
  }

  @Test
  void showsTheRsaKeyWhereThatIsAskedFor() throws Exception {
    origin();
    try (SshServer server = SshServer.start(node.path("server"))) {
      authorise(server);
      Files.move(key(), node.path("ssh/id_rsa"));
      Files.move(Path.of(key() + ".pub"), node.path("ssh/id_rsa.pub"));
      Files.writeString(key(), "");
      node.add("origin", server.url(node.path("origin")));
      Fetching.Access rsa =
          new Fetching.Access(node.path("ssh"), "rsa", node.path("gitconfig"), AMPLE);
      Fetching fetching = new Fetching(node.fetchGit(), node.main().directory(), rsa);
      assertThat(fetching.fetch(node.remotes(), false).getFirst().failure()).isEmpty();
    }
  }

  @Test
  void saysThatThereIsNoSuchRepository() throws Exception {
    try (SshServer server = SshServer.start(node.path("server"))) {
      authorise(server);
      node.add("origin", server.url(node.path("nowhere")));
      Warning failure = node.failure(AMPLE);
      assertThat(failure.message())
          .isEqualTo("'" + node.path("nowhere") + "' does not appear to be a git repository");
      assertThat(failure.hint()).startsWith("is the url right");
    }
  }

  @Test
  void endsWhatStallsAfterLoggingIn() throws Exception {
    try (SshServer server = SshServer.start(node.path("server"), "ForceCommand sleep 600")) {
      authorise(server);
      node.add("origin", server.url(node.path("origin")));
      assertThat(node.failure(Duration.ofSeconds(2)).message())
          .isEqualTo("no answer within 2 seconds");
      assertThat(
              ProcessHandle.allProcesses()
                  .map(process -> process.info().commandLine().orElse(""))
                  .filter(line -> line.startsWith("ssh ") || line.contains("/ssh "))
                  .filter(line -> line.contains("" + server.port())))
          .isEmpty();
    }
  }

  @Test
  void believesNoHintOfARemotesOwn() throws Exception {
    String evil =
        "echo 'Host key for $(reboot) has changed and you have requested strict' >&2; printf"
            + " '\\033]0;x\\007fatal: \\342\\200\\256evil\\n' >&2";
    try (SshServer server = SshServer.start(node.path("server"), "ForceCommand " + evil)) {
      authorise(server);
      node.add("origin", server.url(node.path("origin")));
      Warning failure = node.failure(AMPLE);
      assertThat(failure.hint()).isEmpty();
      assertThat(failure.message().codePoints()).allMatch(c -> c == ' ' || Remote.isVisible(c));
    }
  }
}
