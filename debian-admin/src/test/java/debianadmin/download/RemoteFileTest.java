package debianadmin.download;

import static debianadmin.download.Server.answer;
import static debianadmin.download.Server.cut;
import static debianadmin.download.Server.file;
import static debianadmin.download.Server.inTurn;
import static debianadmin.download.Server.redirect;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import debianadmin.Heard;
import debianadmin.Tree;
import debianadmin.file.Content;
import debianadmin.file.PlacedFile;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import machine.Command;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteFileTest {
  private static final Patience SHORT =
      new Patience(
          Duration.ofSeconds(5),
          Duration.ofMillis(400),
          Duration.ofMillis(1),
          Duration.ofMillis(100));

  private static final byte[] CONTENT = content(200_000);

  private final Server server = new Server();
  private final Heard heard = new Heard();
  private Tree tree;

  @BeforeEach
  void makeTree(@TempDir Path directory) {
    tree = new Tree(directory);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] content(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static Sha256 digest(byte[] content) {
    var algorithm = Sha256.algorithm();
    algorithm.update(content);
    return Sha256.of(algorithm);
  }

  private void place(String url) {
    place(url, digest(CONTENT), Map.of());
  }

  private void place(String url, Sha256 wanted, Map<String, String> environment) {
    Machine machine = tree.machine(Mode.APPLY, heard);
    RemoteFile file = new RemoteFile(machine, Address.url(url), wanted, environment, SHORT);
    machine.bring(new PlacedFile("/etc/file", Content.of(file)));
  }

  private void assertPlaced() {
    assertThat(tree.at("/etc/file")).hasBinaryContent(CONTENT);
    assertThat(left()).noneMatch(name -> name.contains(".part") || name.length() == 64);
  }

  private String[] left() {
    String[] names = tree.at("/var/cache/debianadmin").toFile().list();
    return names == null ? new String[0] : names;
  }

  private void assertNothingPlaced() {
    assertThat(tree.at("/etc").toFile().list()).isEmpty();
  }

  @Test
  void placesTheFileAndFetchesItOnce() {
    server.on("/file", file(CONTENT, "\"a\""));
    place(server.url("/file"));
    assertPlaced();
    place(server.url("/file"));
    assertThat(server.requests).containsExactly("GET /file");
    assertThat(heard.lines)
        .containsExactly(
            "changed: create /etc/file (from "
                + server.url("/file")
                + ", SHA-256 "
                + digest(CONTENT).brief()
                + ", mode 0644)",
            "kept: /etc/file: has the wanted content");
  }

  @Test
  void goesOnWhereTheConnectionWasCut() {
    server.on("/file", inTurn(cut(CONTENT, "\"a\"", 70_000), file(CONTENT, "\"a\"")));
    place(server.url("/file"));
    assertPlaced();
    assertThat(server.requests).hasSize(2);
    assertThat(server.requests.getLast()).matches("GET /file bytes=\\d+- \"a\"");
    assertThat(heard.lines).anyMatch(line -> line.endsWith("trying again (1 of 3)"));
  }

  @Test
  void goesOnInTheNextRun() {
    server.on("/file", inTurn(cut(CONTENT, "\"a\"", 70_000), cut(CONTENT, "\"a\"", 0)));
    server.on("/other", file(CONTENT, "\"a\""));
    String url = server.url("/file");
    assertThatThrownBy(() -> place(url))
        .isInstanceOf(MachineException.class)
        .hasMessageContaining("at the last of 4 attempts");
    assertNothingPlaced();
    place(server.url("/other"));
    assertPlaced();
    // Another URL is another file, for all that is known.
    assertThat(server.requests.getLast()).isEqualTo("GET /other");
  }

  @Test
  void goesOnInTheNextRunWithWhatArrivedInThisOne() {
    var cutting = cut(CONTENT, "\"a\"", 70_000);
    var busy = (com.sun.net.httpserver.HttpHandler) exchange -> answer(exchange, 503, new byte[0]);
    server.on("/file", inTurn(cutting, busy, busy, busy, file(CONTENT, "\"a\"")));
    assertThatThrownBy(() -> place(server.url("/file"))).hasMessageContaining("HTTP status 503");
    assertThat(left()).anyMatch(name -> name.endsWith(".part"));
    place(server.url("/file"));
    assertPlaced();
    assertThat(server.requests.getLast()).matches("GET /file bytes=\\d+- \"a\"");
  }

  @Test
  void beginsAnewIfTheFileHasChangedMeanwhile() {
    byte[] old = content(199_999);
    server.on("/file", inTurn(cut(old, "\"old\"", 70_000), file(CONTENT, "\"new\"")));
    place(server.url("/file"));
    assertPlaced();
  }

  @Test
  void beginsAnewIfTheServerKnowsNoRanges() {
    server.on(
        "/file", inTurn(cut(CONTENT, "\"a\"", 70_000), exchange -> answer(exchange, 200, CONTENT)));
    place(server.url("/file"));
    assertPlaced();
  }

  @Test
  void neverGoesOnWithoutAStrongValidator() {
    server.on("/file", inTurn(cut(CONTENT, "W/\"a\"", 70_000), file(CONTENT, "W/\"a\"")));
    place(server.url("/file"));
    assertPlaced();
    assertThat(server.requests).containsExactly("GET /file", "GET /file");
  }

  @Test
  void takesALieAboutAPartForWhatItIs() {
    byte[] other = content(200_001);
    server.on(
        "/file",
        inTurn(
            cut(CONTENT, "\"a\"", 70_000),
            file(java.util.Arrays.copyOf(other, CONTENT.length), "\"a\""),
            file(CONTENT, "\"a\"")));
    place(server.url("/file"));
    assertPlaced();
    assertThat(server.requests).hasSize(3);
    assertThat(server.requests.getLast()).isEqualTo("GET /file");
  }

  @Test
  void refusesAnotherPartThanTheOneAskedFor() {
    server.on(
        "/file",
        inTurn(
            cut(CONTENT, "\"a\"", 70_000),
            exchange -> {
              exchange.getResponseHeaders().set("Content-Range", "bytes 5-9/200000");
              answer(exchange, 206, new byte[5]);
            },
            file(CONTENT, "\"a\"")));
    place(server.url("/file"));
    assertPlaced();
  }

  @Test
  void namesTheWantedAndTheFoundDigest() {
    byte[] other = content(1000);
    server.on("/file", file(other, "\"a\""));
    assertThatThrownBy(() -> place(server.url("/file")))
        .isInstanceOf(MachineException.class)
        .hasMessage(
            server.url("/file")
                + ": not the wanted file: SHA-256 "
                + digest(other)
                + " (1.0 kB), wanted "
                + digest(CONTENT));
    assertNothingPlaced();
    assertThat(left()).isEmpty();
  }

  @Test
  void keepsTheOldFileIfTheNewOneIsAnotherThanWanted() {
    tree.write("/etc/file", "old");
    server.on("/file", file(content(10), "\"a\""));
    assertThatThrownBy(() -> place(server.url("/file"))).isInstanceOf(MachineException.class);
    assertThat(tree.read("/etc/file")).isEqualTo("old");
  }

  @Test
  void givesUpOnAServerThatFallsSilentAndTellsHowFarItIs() {
    server.on(
        "/file",
        exchange -> {
          exchange.sendResponseHeaders(200, CONTENT.length);
          exchange.getResponseBody().write(CONTENT, 0, 100_000);
          exchange.getResponseBody().flush();
          try {
            Thread.sleep(3000);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    assertThatThrownBy(() -> place(server.url("/file"))).hasMessageContaining("no byte for 0 s");
    assertThat(heard.lines)
        .contains("waiting: downloading " + server.url("/file") + ": 100.0 kB of 200.0 kB");
    assertNothingPlaced();
  }

  @Test
  void triesAServerErrorAgainAndAMissingFileNot() {
    server.on(
        "/file", inTurn(exchange -> answer(exchange, 502, new byte[9]), file(CONTENT, "\"a\"")));
    server.on("/missing", exchange -> answer(exchange, 404, "no".getBytes(UTF_8)));
    place(server.url("/file"));
    assertPlaced();
    Files.exists(tree.at("/etc/file"));
    assertThatThrownBy(() -> place(server.url("/missing"), digest(new byte[1]), Map.of()))
        .hasMessage(server.url("/missing") + ": HTTP status 404");
    assertThat(server.requests).containsExactly("GET /file", "GET /file", "GET /missing");
  }

  @Test
  void saysThatNobodyAnswers() {
    String url = server.url("/file");
    server.close();
    assertThatThrownBy(() -> place(url)).hasMessageContaining("at the last of 4 attempts");
  }

  @Test
  void followsRedirectsButNotInCircles() {
    server.on("/a/", redirect("../file")).on("/file", file(CONTENT, "\"a\""));
    server.on("/loop", redirect("/loop"));
    place(server.url("/a/"));
    assertPlaced();
    assertThatThrownBy(() -> place(server.url("/loop"), digest(new byte[1]), Map.of()))
        .hasMessage(server.url("/loop") + ": more than 10 redirects");
    assertThatThrownBy(
            () -> {
              server.on("/ftp", redirect("ftp://example.com/x"));
              place(server.url("/ftp"), digest(new byte[1]), Map.of());
            })
        .hasMessageContaining("redirected to ftp://example.com/x, which is refused");
  }

  @Test
  void trustsTheMachinesAuthoritiesAndRefusesToLeaveTlsAgain() throws Exception {
    Path keys = tree.folder.resolve("keys.p12");
    keytool(
        "-genkeypair",
        keys,
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=127.0.0.1",
        "-ext",
        "SAN=ip:127.0.0.1");
    try (Server secure = new Server(https(keys))) {
      String url = secure.url("/file").replace("http:", "https:");
      secure.on("/file", file(CONTENT, "\"a\""));
      secure.on("/down", redirect(server.url("/file")));
      server.on("/up", redirect(url));
      assertThatThrownBy(() -> place(url)).hasMessageContaining("certif");
      assertThat(secure.requests).isEmpty();
      tree.write("/etc/ssl/certs/ca-certificates.crt", "");
      keytool(
          "-exportcert",
          keys,
          "-alias",
          "a",
          "-rfc",
          "-file",
          tree.at("/etc/ssl/certs/ca-certificates.crt").toString());
      assertThatThrownBy(() -> place(url.replace("/file", "/down")))
          .hasMessageContaining("redirected to " + server.url("/file") + ", which is refused");
      assertThat(tree.at("/etc/file")).doesNotExist();
      place(server.url("/up"));
      assertPlaced();
    }
  }

  private static void keytool(String verb, Path keys, String... arguments) {
    var words =
        new java.util.ArrayList<>(
            java.util.List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                verb,
                "-keystore",
                keys.toString(),
                "-storepass",
                "changeit"));
    words.addAll(java.util.List.of(arguments));
    Command.of(words).ask().orThrow();
  }

  private static HttpsServer https(Path keys) throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys)) {
      store.load(in, "changeit".toCharArray());
    }
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    HttpsServer https =
        HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    https.setHttpsConfigurator(new HttpsConfigurator(context));
    return https;
  }

  @Test
  void asksTheProxyThatTheEnvironmentNames() {
    try (Server proxy = new Server()) {
      proxy.on("/", file(CONTENT, "\"a\""));
      place(
          "http://nowhere.example.com/file",
          digest(CONTENT),
          Map.of("http_proxy", "127.0.0.1:" + proxy.port()));
      assertThat(proxy.requests).containsExactly("GET http://nowhere.example.com/file");
      assertPlaced();
    }
  }

  @Test
  void takesAFileOfTheMachine() throws Exception {
    Files.write(tree.at("/etc/source"), CONTENT);
    place("file:///etc/source");
    assertThat(tree.at("/etc/file")).hasBinaryContent(CONTENT);
    assertThatThrownBy(() -> place("file:///etc/gone", digest(new byte[1]), Map.of()))
        .hasMessageStartingWith("file:///etc/gone: no such file");
  }

  @Test
  void fetchesNothingInAPreview() throws Exception {
    server.on("/file", file(CONTENT, "\"a\""));
    var before = tree.snapshot();
    Machine machine = tree.machine(Mode.PREVIEW, heard);
    RemoteFile file =
        new RemoteFile(machine, Address.url(server.url("/file")), digest(CONTENT), Map.of(), SHORT);
    machine.bring(new PlacedFile("/etc/file", Content.of(file)));
    assertThat(heard.lines).singleElement().asString().startsWith("would: create /etc/file (from ");
    assertThat(tree.snapshot()).isEqualTo(before);
    assertThat(server.requests).isEmpty();
  }

  @Test
  void believesADigestUntilTheFileChanges() throws Exception {
    tree.write("/etc/file", "hello\n");
    Cache cache = Cache.of(tree.machine(Mode.APPLY, heard));
    assertThat(cache.known(tree.at("/etc/file"))).isNull();
    Sha256 digest = digest("hello\n".getBytes(UTF_8));
    cache.know(tree.at("/etc/file"), digest);
    assertThat(cache.known(tree.at("/etc/file"))).isEqualTo(digest);
    var time = Files.getLastModifiedTime(tree.at("/etc/file"));
    Thread.sleep(20);
    tree.write("/etc/file", "HELLO\n");
    Files.setLastModifiedTime(tree.at("/etc/file"), time);
    assertThat(cache.known(tree.at("/etc/file"))).isNull();
  }

  @Test
  void oneProgramAtATimeDownloadsAFile() throws Exception {
    Cache cache = Cache.of(tree.machine(Mode.APPLY, heard));
    try (Partial first = Partial.open(cache, digest(CONTENT))) {
      assertThat(first.length()).isZero();
      assertThatThrownBy(() -> Partial.open(cache, digest(CONTENT)))
          .isInstanceOf(MachineException.class)
          .hasMessageContaining("another program is downloading");
    }
  }
}
