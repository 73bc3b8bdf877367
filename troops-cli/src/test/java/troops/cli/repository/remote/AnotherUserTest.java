package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Revision;
import troops.cli.repository.TempGit;

/// As root, with repositories that belong to somebody else, as on a node.
class AnotherUserTest {
  private static final int NOBODY = 65534;

  Path directory = Path.of("/nonexistent");
  TempNode node = new TempNode(Path.of("/"), new TempGit(Path.of("/")), new TempGit(Path.of("/")));

  @BeforeEach
  void makeNode() throws IOException {
    Assumptions.assumeTrue("root".equals(System.getProperty("user.name")), "needs root");
    // Others must get in: not into JUnit's.
    directory = Files.createTempDirectory("troops-another-user");
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    node = TempNode.in(directory);
    give(node.main().directory());
  }

  @AfterEach
  void remove() throws IOException {
    if (Files.exists(directory)) {
      try (Stream<Path> walk = Files.walk(directory)) {
        for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }

  private static void give(Path tree) throws IOException {
    try (Stream<Path> walk = Files.walk(tree)) {
      for (Path path : walk.toList()) {
        Files.setAttribute(path, "unix:gid", NOBODY);
        Files.setAttribute(path, "unix:uid", NOBODY);
      }
    }
  }

  private void add(String name, String url) throws IOException {
    Path config = node.main().directory().resolve("config");
    Files.writeString(
        config, Files.readString(config) + "[remote \"" + name + "\"]\n\turl = " + url + "\n");
  }

  private static int uid(Path path) throws IOException {
    return (int) Files.getAttribute(path, "unix:uid");
  }

  @Test
  void fetchesAsTheOwnerOfTheNodesRepository() throws IOException {
    TempGit origin = TempGit.init(node.path("origin"));
    String first = origin.commit("First");
    String second = origin.commit("Second");
    give(node.path("origin"));
    add("origin", node.path("origin").toString());
    Fetching fetching = node.fetching();
    List<Fetched> fetched = fetching.fetch(node.remotes(), true);
    assertThat(fetched.getFirst().failure()).isEmpty();
    Choice choice =
        fetching.choose(
            fetched,
            Optional.of("master"),
            Optional.of(new Revision(first)),
            node.deployed().directory());
    assertThat(choice.candidate().map(found -> found.revision().id())).contains(second);
    fetching.tidy();
    try (Stream<Path> walk = Files.walk(node.fetchGit())) {
      for (Path path : walk.toList()) {
        assertThat(uid(path)).as(path.toString()).isEqualTo(NOBODY);
      }
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.fetchGit())))
        .isEqualTo("rwx------");
    fetching.discard();
    assertThat(node.fetchGit()).doesNotExist();
  }

  @Test
  void saysThatARemoteBelongsToAThirdUser() throws IOException {
    TempGit.init(node.path("origin")).commit("First");
    add("origin", node.path("origin").toString());
    Warning failure = node.fetch().getFirst().failure().orElseThrow();
    assertThat(failure.message())
        .isEqualTo(
            "detected dubious ownership in repository at '" + node.path("origin/.git") + "'");
    assertThat(failure.hint())
        .endsWith("git config --file " + node.path("gitconfig") + " --add safe.directory PATH");
    Files.writeString(
        node.path("gitconfig"), "[safe]\n\tdirectory = " + node.path("origin/.git") + "\n");
    assertThat(node.fetch().getFirst().failure()).isEmpty();
  }

  @Test
  void readsNoFileOfRootsThroughALinkInPlaceOfTheSettings() throws IOException {
    Path secret = node.path("secret");
    Files.writeString(secret, "[remote \"secret\"]\n\turl = /srv/secret\n");
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    Path config = node.main().directory().resolve("config");
    Files.delete(config);
    Files.createSymbolicLink(config, secret);
    Problem problem = catchThrowableOfType(Problem.class, () -> node.remotes());
    assertThat(problem.details().toString()).contains("Permission denied");
  }

  @Test
  void endsTheirProcessesWhenTimeIsUp() throws IOException {
    try (ServerSocket mute = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      String port = "" + mute.getLocalPort();
      add("mute", "ssh://127.0.0.1:" + port + "/deploy");
      assertThat(node.failure(Duration.ofMillis(700)).message())
          .isEqualTo("no answer within 0.7 seconds");
      assertThat(
              ProcessHandle.allProcesses()
                  .filter(process ->
                      process.info().commandLine().orElse("").contains(port + "/deploy")))
          .isEmpty();
    }
  }

  @Test
  void givesBackTheKnownHostsThatRootHasEdited() throws IOException {
    Path known = Files.createFile(node.path("ssh/known_hosts"));
    Files.setPosixFilePermissions(known, PosixFilePermissions.fromString("rw-------"));
    node.fetch();
    assertThat(uid(known)).isEqualTo(NOBODY);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(known)))
        .isEqualTo("rw-r--r--");
  }

  @Test
  void refusesToFetchIntoARepositoryOfAThirdUser() throws IOException {
    Files.createDirectory(node.fetchGit());
    Problem problem = catchThrowableOfType(Problem.class, () -> node.fetch());
    assertThat(problem.kind()).isEqualTo(Kind.UNSAFE_DIRECTORY);
    assertThat(problem.message()).contains("belongs to another user");
  }

  @Test
  void deletesNothingThroughALinkOfTheirs() throws IOException {
    node.fetch();
    Path outside = Files.createDirectories(node.path("outside/pack"));
    Path precious = Files.createFile(outside.resolve("tmp_precious"));
    Files.setLastModifiedTime(precious, java.nio.file.attribute.FileTime.fromMillis(0));
    Path objects = node.fetchGit().resolve("objects");
    Files.move(objects, node.path("moved"));
    Files.createSymbolicLink(objects, node.path("outside"));
    node.fetch();
    assertThat(precious).exists();
    assertThat(objects)
        .isDirectory()
        .satisfies(made -> assertThat(Files.isSymbolicLink(made)).isFalse());
  }
}
