package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Problem;

/// Repositories behind TLS, whose certificate an authority of one's own has signed, and behind a
/// proxy.
class SecureRepositoryTest {
  private static final String PASSWORD = "changeit";
  private static final String HOST = "repo.example.com";

  @TempDir static Path keys;

  @TempDir Path root;
  Setting setting;
  HttpsServer server;
  ServerSocket proxy;
  final List<String> tunnels = new CopyOnWriteArrayList<>();

  /// An authority, and a server that it vouches for.
  @BeforeAll
  static void makeKeys() throws Exception {
    keytool("authority", "-genkeypair", "-dname", "CN=authority", "-ext", "bc:c");
    keytool("authority", "-exportcert", "-rfc", "-file", "authority.pem");
    String names = "san=dns:localhost,dns:" + HOST;
    keytool("server", "-genkeypair", "-dname", "CN=server");
    keytool("server", "-certreq", "-file", "server.csr");
    keytool(
        "authority",
        "-gencert",
        "-rfc",
        "-infile",
        "server.csr",
        "-outfile",
        "server.pem",
        "-ext",
        names);
    keytool("server", "-importcert", "-noprompt", "-file", "server.pem");
  }

  private static void keytool(String alias, String verb, String... more) throws Exception {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    words.addAll(List.of(verb, "-alias", alias, "-keystore", "keys.p12", "-storepass", PASSWORD));
    if (verb.equals("-genkeypair")) {
      words.addAll(List.of("-keyalg", "EC"));
    }
    words.addAll(List.of(more));
    Process process =
        new ProcessBuilder(words).directory(keys.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @BeforeEach
  void begin() throws Exception {
    setting = new Setting(root);
    setting.remote.publish("x:top:1");
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    server = HttpsServer.create(any, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(identity()));
    server.createContext("/", this::answer);
    server.start();
    proxy = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void end() throws IOException {
    server.stop(0);
    proxy.close();
  }

  private static SSLContext identity() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(keys.resolve("keys.p12"))) {
      store.load(in, PASSWORD.toCharArray());
    }
    store.deleteEntry("authority");
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers.getKeyManagers(), null, null);
    return context;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Path file = setting.remote.root().resolve(exchange.getRequestURI().getPath().substring(1));
    byte[] bytes = Files.isRegularFile(file) ? Files.readAllBytes(file) : new byte[0];
    exchange.sendResponseHeaders(
        bytes.length == 0 ? 404 : 200, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  /// A proxy that leads every tunnel to the server (RFC 9110, 9.3.6).
  private void serve() {
    while (!proxy.isClosed()) {
      try {
        Socket client = proxy.accept();
        Thread.ofPlatform().daemon().start(() -> tunnel(client));
      } catch (IOException _) {
        // Closed: the test is over.
        return;
      }
    }
  }

  private void tunnel(Socket client) {
    try (client;
        Socket target =
            new Socket(InetAddress.getLoopbackAddress(), server.getAddress().getPort())) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII), 1);
      tunnels.add(String.valueOf(in.readLine()));
      while (!String.valueOf(in.readLine()).isEmpty()) {
        // The head of the request.
      }
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      Thread.ofPlatform().daemon().start(() -> copy(client, target));
      copy(target, client);
    } catch (IOException _) {
      // One of them has gone.
    }
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // One of them has gone.
    }
  }

  @Test
  void areBelievedIfTheMachineTrustsWhoeverSignedThem() throws IOException {
    setting.mirror("https://localhost:" + server.getAddress().getPort());
    Files.copy(keys.resolve("authority.pem"), setting.authorities);
    assertThat(setting.names(setting.resolve("x:top:1"))).containsExactly("top-1.jar");
  }

  @Test
  void areRefusedOtherwise() throws IOException {
    setting.mirror("https://localhost:" + server.getAddress().getPort());
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:1: x:top:1 can't be fetched: the repository's certificate isn't trusted");
    assertThat(problem.hint()).contains("/usr/local/share/ca-certificates");
    assertThat(setting.local.file("x:top:1", "jar")).doesNotExist();
  }

  @Test
  void areAskedThroughTheProxyOfTheSettings() throws IOException {
    Files.copy(keys.resolve("authority.pem"), setting.authorities);
    Files.writeString(
        setting.settings,
        """
        <settings><proxies><proxy><active>true</active><protocol>https</protocol>\
        <host>localhost</host><port>%d</port></proxy></proxies></settings>
        """
            .formatted(proxy.getLocalPort()));
    String[] lines = {"--repository https://" + HOST + "/", "--no-index", "x:top:1"};
    assertThat(setting.names(setting.resolve(lines))).containsExactly("top-1.jar");
    assertThat(tunnels)
        .isNotEmpty()
        .allMatch(line -> line.equals("CONNECT " + HOST + ":443 HTTP/1.1"));
  }
}
