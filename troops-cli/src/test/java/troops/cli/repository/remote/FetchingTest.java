package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.repository.TempGit;

class FetchingTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Duration SCARCE = Duration.ofSeconds(1);

  @TempDir Path directory;
  TempNode node = new TempNode(Path.of("/"), new TempGit(Path.of("/")), new TempGit(Path.of("/")));

  @BeforeEach
  void makeNode() throws IOException {
    node = TempNode.in(directory);
  }

  /// A port that takes connections, and never says a word.
  private static ServerSocket mute() throws IOException {
    return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static int refusing() throws IOException {
    try (ServerSocket socket = mute()) {
      return socket.getLocalPort();
    }
  }

  private static boolean isMentioned(String word) {
    return ProcessHandle.allProcesses()
        .anyMatch(process -> process.info().commandLine().orElse("").contains(word));
  }

  @Test
  void oneDeadRemoteHarmsNoOther() throws IOException {
    try (ServerSocket mute = mute()) {
      String silent = "127.0.0.1:" + mute.getLocalPort();
      node.add("gone", node.path("gone").toString());
      node.add("mute", "git://" + silent + "/deploy");
      node.add("http", "http://" + silent + "/deploy");
      node.add("ssh", "ssh://" + silent + "/deploy");
      String id = node.remote("good").commit("First");
      long start = System.nanoTime();
      List<Fetched> fetched = node.fetching(SCARCE).fetch(node.remotes(), false);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(SCARCE, Duration.ofSeconds(4));
      assertThat(fetched)
          .extracting(one -> one.remote().name())
          .containsExactly("gone", "mute", "http", "ssh", "good");
      assertThat(fetched.get(1).failure())
          .contains(
              new Warning(
                  "no answer within 1 second",
                  "if it only needs longer for much history, raise pull.timeout"));
      assertThat(fetched.get(1).warning().orElseThrow().message())
          .isEqualTo("cannot fetch mute: no answer within 1 second");
      assertThat(fetched.stream().filter(one -> one.failure().isEmpty()))
          .singleElement()
          .satisfies(one -> assertThat(one.remote().name()).isEqualTo("good"));
      assertThat(new TempGit(node.fetchGit()).run("rev-parse", "refs/remotes/good/master"))
          .isEqualTo(id);
    }
  }

  @Test
  void endsWhateverGitHasStartedWhenTimeIsUp() throws Exception {
    try (ServerSocket mute = mute()) {
      String port = "" + mute.getLocalPort();
      node.add("mute", "ssh://127.0.0.1:" + port + "/deploy");
      Thread fetching = Thread.ofPlatform().start(() -> node.failure(Duration.ofMillis(700)));
      for (int i = 0; i < 60 && !isMentioned(port); i++) {
        Thread.sleep(10);
      }
      assertThat(isMentioned(port)).isTrue();
      fetching.join();
      assertThat(isMentioned(port)).isFalse();
    }
  }

  @Test
  void endsWhateverGitHasStartedWhenInterrupted() throws Exception {
    CompletableFuture<Throwable> ended = new CompletableFuture<>();
    try (ServerSocket mute = mute()) {
      String port = "" + mute.getLocalPort();
      node.add("mute", "git://127.0.0.1:" + port + "/deploy");
      Thread fetching = Thread.ofPlatform().unstarted(() -> node.failure(AMPLE));
      fetching.setUncaughtExceptionHandler((thread, e) -> ended.complete(e));
      fetching.start();
      for (int i = 0; i < 200 && !isMentioned(port); i++) {
        Thread.sleep(10);
      }
      fetching.interrupt();
      assertThat(ended.get()).hasMessage("interrupted while fetching");
      for (int i = 0; i < 200 && isMentioned(port); i++) {
        Thread.sleep(10);
      }
      assertThat(isMentioned(port)).isFalse();
    }
  }

  @Test
  void saysInOneLineWhyARemoteIsDead() throws IOException {
    int port = refusing();
    node.add("gone", node.path("gone").toString());
    node.add("refused", "git://127.0.0.1:" + port + "/deploy");
    node.add("refused-ssh", "ssh://127.0.0.1:" + port + "/deploy");
    node.add("refused-http", "http://127.0.0.1:" + port + "/deploy");
    node.add("unnamed", "ssh://nowhere.invalid/deploy");
    node.add("unnamed-git", "git://nowhere.invalid/deploy");
    node.add("unnamed-https", "https://user:secret@nowhere.invalid/deploy");
    node.add("ext", "ext::sh -c true");
    node.add("option", "ssh://-oProxyCommand=true/deploy");
    List<String> lines =
        node.fetching(AMPLE).fetch(node.remotes(), false).stream()
            .map(one -> one.failure().orElseThrow().message())
            .toList();
    assertThat(lines.get(0))
        .isEqualTo("'" + node.path("gone") + "' does not appear to be a git repository");
    assertThat(lines.get(1))
        .isEqualTo(
            "unable to connect to 127.0.0.1: 127.0.0.1[0: 127.0.0.1]: errno=Connection refused");
    assertThat(lines.get(2))
        .isEqualTo("connect to host 127.0.0.1 port " + port + ": Connection refused");
    assertThat(lines.get(3)).contains("Failed to connect to 127.0.0.1 port " + port);
    assertThat(lines.get(4)).startsWith("Could not resolve hostname nowhere.invalid");
    assertThat(lines.get(5)).startsWith("unable to look up nowhere.invalid");
    assertThat(lines.get(6)).contains("ould not resolve").doesNotContain("secret");
    assertThat(lines.get(7)).isEqualTo("transport 'ext' not allowed");
    assertThat(lines.get(8)).contains("strange hostname");
    assertThat(lines)
        .allSatisfy(line -> assertThat(line).doesNotContain("\n").hasSizeLessThan(250));
  }

  @Test
  void carriesOutNothingOfWhatMembersCanWrite() throws IOException {
    node.remote("good").commit("First");
    HttpServer http = demandingPasswords();
    try {
      node.add("proxied", "git://127.0.0.1:" + refusing() + "/deploy");
      node.add("secret", "http://127.0.0.1:" + http.getAddress().getPort() + "/deploy");
      node.add("ssh", "ssh://127.0.0.1:" + refusing() + "/deploy");
      Path marker = layBait();
      for (String name : List.of("good", "proxied", "secret", "ssh", "ext", "vcs")) {
        assertBait(name, marker);
      }
      List<Fetched> fetched = node.fetching(AMPLE).fetch(node.remotes(), true);
      node.fetching(AMPLE).tidy();
      assertThat(fetched.getFirst().failure()).isEmpty();
      assertThat(fetched.get(2).failure().orElseThrow().message())
          .startsWith("could not read Username for 'http://127.0.0.1:");
      assertThat(fetched.get(2).failure().orElseThrow().hint()).contains("credential.helper");
      assertThat(fetched.get(4).failure().orElseThrow().message()).contains("not allowed");
      try (Stream<Path> marks = Files.list(marker)) {
        assertThat(marks).isEmpty();
      }
    } finally {
      http.stop(0);
    }
  }

  private static HttpServer demandingPasswords() throws IOException {
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"x\"");
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    http.start();
    return http;
  }

  /// Whatever of the node's repository can name a program names one that leaves a mark.
  private Path layBait() throws IOException {
    Path marker = Files.createDirectory(node.path("marker"));
    Path evil = node.path("evil");
    Files.writeString(evil, "#!/bin/sh\ntouch '" + marker + "'/$$\nexit 1\n");
    Files.setPosixFilePermissions(evil, PosixFilePermissions.fromString("rwxr-xr-x"));
    node.add("ext", "ext::" + evil);
    node.add("vcs", evil.toString());
    TempGit main = node.main();
    main.run("config", "remote.vcs.vcs", "ext");
    main.run("config", "remote.good.uploadpack", evil.toString());
    for (String key :
        List.of(
            "gitProxy", "sshCommand", "askPass", "fsmonitor", "pager", "alternateRefsCommand")) {
      main.run("config", "core." + key, evil.toString());
    }
    main.run("config", "uploadpack.packObjectsHook", evil.toString());
    main.run("config", "credential.helper", "!" + evil);
    main.run("config", "alias.fetch", "!" + evil);
    main.run("config", "protocol.allow", "always");
    main.run("config", "protocol.ext.allow", "always");
    Path hooks = Files.createDirectories(main.directory().resolve("hooks"));
    for (String hook : List.of("reference-transaction", "post-merge", "pre-auto-gc")) {
      Files.copy(evil, hooks.resolve(hook));
    }
    return marker;
  }

  /// In the node's repository itself, git would take the bait.
  private void assertBait(String name, Path marker) throws IOException {
    assertThatThrownBy(() -> node.main().run("ls-remote", name)).isNotNull();
    try (Stream<Path> marks = Files.list(marker)) {
      List<Path> found = marks.toList();
      assertThat(found).as(name).isNotEmpty();
      for (Path mark : found) {
        Files.delete(mark);
      }
    }
  }

  @Test
  void usesTheSettingsForFetchingIfThereAreSome() throws IOException {
    String id = node.remote("good").commit("First");
    node.main().run("remote", "set-url", "good", "short:deploy");
    Files.writeString(
        node.path("gitconfig"),
        "[url \"" + node.path("good") + "\"]\n\tinsteadOf = short:deploy\n");
    assertThat(node.fetch().getFirst().failure()).isEmpty();
    assertThat(new TempGit(node.fetchGit()).run("rev-parse", "refs/remotes/good/master"))
        .isEqualTo(id);
  }

  @Test
  void refusesWhatFsckRefuses() throws IOException {
    TempGit bad = node.remote("bad");
    String blob = bad.blob("x");
    bad.run(
        "update-ref",
        "refs/heads/master",
        bad.commitTree(TempGit.tree(TempGit.entry("100644", ".git", blob))));
    Warning failure = node.failure(AMPLE);
    assertThat(failure.message()).contains("hasDotgit");
    assertThat(failure.hint()).contains("fsck");
  }

  @Test
  void saysThatAShallowCloneIsNoRemote() throws IOException {
    // No remote itself: where its history has been fetched, the clone lacks nothing.
    TempGit origin = TempGit.init(node.path("origin"));
    origin.commit("First");
    origin.commit("Second");
    new TempGit(node.root())
        .run("clone", "--quiet", "--bare", "--depth=1", "file://" + node.path("origin"), "shallow");
    node.add("shallow", node.path("shallow").toString());
    assertThat(node.failure(AMPLE).message()).contains("shallow clone");
  }

  @Test
  void goesOnAfterWhatAPowerCutHasDone() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    node.fetch();
    Path fetch = node.fetchGit();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(fetch)) {
      files = walk.filter(Files::isRegularFile).map(fetch::relativize).toList();
    }
    assertThat(files).hasSizeGreaterThanOrEqualTo(5);
    for (Path file : files) {
      for (boolean emptied : List.of(true, false)) {
        node.fetching().discard();
        node.fetch();
        try (Stream<Path> walk = Files.walk(fetch)) {
          // A pack's name depends on its content alone.
          assertThat(walk.map(fetch::relativize)).contains(file);
        }
        if (emptied) {
          Files.delete(fetch.resolve(file));
          Files.createFile(fetch.resolve(file));
        } else {
          Files.delete(fetch.resolve(file));
        }
        String id = origin.commit("Next");
        assertThat(node.fetch().getFirst().failure()).as("%s %s", file, emptied).isEmpty();
        assertThat(new TempGit(fetch).run("rev-parse", "refs/remotes/origin/master")).isEqualTo(id);
        origin.run("reset", "--quiet", "--hard", "HEAD~1");
      }
    }
  }

  @Test
  void breaksLocksThatNobodyHolds() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    node.fetch();
    origin.commit("Second");
    Path lock = Files.createFile(node.fetchGit().resolve("refs/remotes/origin/master.lock"));
    assertThat(node.fetch().getFirst().failure().orElseThrow().message()).contains("File exists");
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(20)));
    assertThat(node.fetch().getFirst().failure()).isEmpty();
    assertThat(lock).doesNotExist();
  }

  @Test
  void doesNotGrowByFetchesThatWereEnded() throws IOException {
    node.remote("origin").commit("First");
    node.fetch();
    Path packs = node.fetchGit().resolve("objects/pack");
    Path old = Files.createFile(packs.resolve("tmp_pack_old"));
    Files.setLastModifiedTime(old, FileTime.from(Instant.now().minusSeconds(300)));
    Path fresh = Files.createFile(packs.resolve("tmp_pack_new"));
    node.fetch();
    assertThat(old).doesNotExist();
    assertThat(fresh).exists();
  }

  @Test
  void packsWhatHasBeenFetchedOverTime() throws IOException {
    TempGit origin = node.remote("origin");
    for (int i = 0; i < 4; i++) {
      origin.commit("No. " + i);
      node.fetch();
    }
    Files.writeString(
        node.fetchGit().resolve("config"),
        Files.readString(node.fetchGit().resolve("config")) + "[gc]\n\tautoPackLimit = 2\n");
    node.fetching().tidy();
    try (Stream<Path> packs = Files.list(node.fetchGit().resolve("objects/pack"))) {
      assertThat(packs.filter(path -> path.toString().endsWith(".pack"))).hasSize(1);
    }
    assertThat(node.fetch().getFirst().failure()).isEmpty();
  }

  @Test
  void letsNobodyElseIn() throws IOException {
    node.remote("origin").commit("First");
    node.fetch();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(node.fetchGit())))
        .isEqualTo("rwx------");
  }

  @Test
  void fetchesManySideBySide() throws IOException {
    node.remote("origin").commit("First");
    for (int i = 0; i < 40; i++) {
      node.add("mirror-" + i, node.path("origin").toString());
    }
    assertThat(node.fetch()).hasSize(41).allMatch(one -> one.failure().isEmpty());
  }
}
