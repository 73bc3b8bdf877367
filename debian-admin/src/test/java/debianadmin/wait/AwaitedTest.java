package debianadmin.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import debianadmin.Heard;
import debianadmin.Tree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import machine.MachineException;
import machine.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class AwaitedTest {
  private static final Duration BRIEFLY = Duration.ofMillis(300);
  private static final Duration LONG = Duration.ofSeconds(50);

  @TempDir Path directory;
  Tree tree;

  @BeforeEach
  void makeTree() {
    tree = new Tree(directory);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static HttpCondition http(Answering server, int status, String text) {
    return new HttpCondition(HttpCondition.parse(server.url("http")), status, text, null);
  }

  @Test
  void goesOnAtOnceIfItIsSo() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var port = new PortCondition("localhost", socket.getLocalPort());
      assertThat(tree.apply(new Awaited(port, LONG)))
          .containsExactly("kept: " + port.subject() + ": accepts connections");
    }
  }

  @Test
  void saysWhatItWaitsForAndThenThatItIsSo() throws Exception {
    try (Answering server = new Answering(3)) {
      var lines = tree.apply(new Awaited(http(server, 200, ""), LONG));
      String url = server.url("http");
      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst())
          .isEqualTo("waiting: waiting for " + url + ": HTTP 503: warming up");
      assertThat(lines.getLast()).startsWith("kept: " + url + ": HTTP 200, after ");
    }
  }

  @Test
  void takesTheStatusThatIsAskedFor() throws IOException {
    try (Answering server = new Answering(Integer.MAX_VALUE)) {
      assertThat(tree.apply(new Awaited(http(server, 503, "warming"), LONG)).getLast())
          .endsWith("with status 503 with \"warming\": HTTP 503");
    }
  }

  @Test
  void saysInTheEndThatTheTextIsMissing() throws IOException {
    try (Answering server = new Answering(0)) {
      HttpCondition never = http(server, 200, "never");
      assertThatThrownBy(() -> tree.apply(new Awaited(never, BRIEFLY)))
          .isInstanceOf(MachineException.class)
          .hasMessage(
              "waited 300 ms for " + never.subject() + ": HTTP 200 without \"never\": ready");
    }
  }

  @Test
  void saysInTheEndWhatWasSeenLast() throws IOException {
    int port = freePort();
    assertThatThrownBy(() -> tree.apply(new Awaited(new PortCondition("localhost", port), BRIEFLY)))
        .isInstanceOf(MachineException.class)
        .hasMessage("waited 300 ms for port " + port + " of localhost: connection refused")
        .extracting("hint")
        .asString()
        .contains("Wait.atMost(Duration)");
  }

  @Test
  void isNotWaitedForInARehearsalWhereNoServiceRuns() throws IOException {
    var port = new PortCondition("localhost", freePort());
    Heard heard = new Heard();
    tree.machine(Mode.REHEARSAL, heard).bring(new Awaited(port, LONG));
    assertThat(heard.lines)
        .containsExactly(
            "kept: " + port.subject() + ": not waited for: no service runs in a rehearsal");
  }

  @Test
  void isNotHeldUpByWhoeverNeverAnswers() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://localhost:" + silent.getLocalPort() + "/");
      Heard heard = new Heard();
      long begin = System.nanoTime();
      assertThatThrownBy(() ->
              tree.machine(Mode.APPLY, heard)
                  .bring(
                      new Awaited(new HttpCondition(url, 200, "", null), Duration.ofMillis(900))))
          .hasMessageStartingWith("waited 900 ms for " + url + ": no answer");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
      assertThat(heard.lines).first().isEqualTo("waiting: waiting for " + url + ": no answer yet");
    }
  }

  @Test
  void aPreviewDoesNotWait() throws IOException {
    int port = freePort();
    var nobody = new Awaited(new PortCondition("localhost", port), LONG);
    var file = new Awaited(new FileCondition("/etc"), LONG);
    assertThat(tree.preview(nobody, file))
        .containsExactly(
            "unknown: port " + port + " of localhost: a preview doesn't wait: connection refused",
            "kept: /etc: is there");
  }

  @Test
  void anInterruptEndsItAtOnce() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://localhost:" + silent.getLocalPort() + "/");
      Heard heard = new Heard();
      Throwable[] thrown = new Throwable[1];
      Thread thread =
          Thread.ofPlatform()
              .start(() -> {
                try {
                  tree.machine(Mode.APPLY, heard)
                      .bring(new Awaited(new HttpCondition(url, 200, "", null), LONG));
                } catch (MachineException e) {
                  thrown[0] = e;
                }
              });
      while (heard.lines.isEmpty()) {
        Thread.sleep(10);
      }
      thread.interrupt();
      thread.join(Duration.ofSeconds(20));
      assertThat(thrown[0]).hasMessage("waiting for " + url + ": interrupted");
    }
  }

  @Test
  void trustsTheCertificatesThatItIsGivenAndNoOthers() throws Exception {
    Path store = directory.resolve("store.p12");
    Path pem = tree.at("/etc/ca.pem");
    keytool(
        "-genkeypair",
        "-alias",
        "a",
        "-keyalg",
        "EC",
        "-dname",
        "CN=localhost",
        "-ext",
        "san=dns:localhost",
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "a",
        "-file",
        pem.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        "changeit");
    try (Answering server = new Answering(identity(store).getServerSocketFactory(), 0)) {
      URI url = URI.create(server.url("https"));
      assertThat(tree.apply(new Awaited(new HttpCondition(url, 200, "", "/etc/ca.pem"), LONG)))
          .last()
          .asString()
          .startsWith("kept: " + url + ": HTTP 200");
      assertThatThrownBy(
              () -> tree.apply(new Awaited(new HttpCondition(url, 200, "", null), BRIEFLY)))
          .hasMessageContaining("certification path");
      assertThatThrownBy(
              () -> tree.apply(new Awaited(new HttpCondition(url, 200, "", "/etc/no.pem"), LONG)))
          .hasMessage("waiting for " + url + ": " + tree.at("/etc/no.pem") + ": no such file");
      tree.write("/etc/no.pem", "nothing\n");
      assertThatThrownBy(
              () -> tree.apply(new Awaited(new HttpCondition(url, 200, "", "/etc/no.pem"), LONG)))
          .hasMessageStartingWith(tree.at("/etc/no.pem") + ": no certificates: ");
    }
  }

  private static SSLContext identity(Path store) throws Exception {
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, "changeit".toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private static void keytool(String... arguments) throws Exception {
    var words = new java.util.ArrayList<String>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(java.util.List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "localhost:80", "ftp://localhost/", "http:///x", "http://a b/"})
  void refusesWhatIsNoUrlOfHttp(String url) {
    assertThatThrownBy(() -> HttpCondition.parse(url)).hasMessageStartingWith("not a URL");
  }

  @Test
  void showsNoPasswordOfAUrl() {
    assertThatThrownBy(() -> HttpCondition.parse("http://ann:hunter2@localhost/"))
        .hasMessage("a URL with a user in it: of host localhost");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 65_536})
  void refusesWhatIsNoPort(int port) {
    assertThatThrownBy(() -> new PortCondition("localhost", port))
        .hasMessage("not a port of a host: " + port + " of 'localhost'");
  }

  @Test
  void waitsForAFile() throws Exception {
    Path file = tree.at("/etc/late");
    Heard heard = new Heard();
    Thread maker =
        Thread.ofPlatform()
            .start(() -> {
              while (heard.lines.isEmpty()) {
                Thread.onSpinWait();
              }
              tree.write("/etc/late", "");
            });
    tree.machine(Mode.APPLY, heard).bring(new Awaited(new FileCondition("/etc/late"), LONG));
    maker.join();
    assertThat(Files.exists(file)).isTrue();
    assertThat(heard.lines.getFirst())
        .isEqualTo("waiting: waiting for /etc/late: no such file or directory");
    assertThat(heard.lines.getLast()).startsWith("kept: /etc/late: is there, after ");
  }
}
