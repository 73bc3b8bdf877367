package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Problem;

/// Repositories that don't do what they should, over real connections.
class BadRepositoryTest {
  /// ann:secret
  private static final String PASSWORD = "YW5uOnNlY3JldA==";

  @TempDir Path root;
  Setting setting;
  ServerSocket server;
  final AtomicInteger asked = new AtomicInteger();
  volatile Behaviour behaviour = Behaviour.RIGHT;

  enum Behaviour {
    /// Answers with the file.
    RIGHT,
    /// Never answers.
    HANGS,
    /// Hangs up in the midst of each jar.
    CUTS_OFF,
    /// Hangs up without an answer, the first time.
    HANGS_UP_ONCE,
    /// Answers who knows the password.
    WANTS_A_PASSWORD
  }

  @BeforeEach
  void begin() throws IOException {
    setting = new Setting(root);
    setting.remote.publish("x:top:1");
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    setting.mirror("http://localhost:" + server.getLocalPort());
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void end() throws IOException {
    server.close();
  }

  private void serve() {
    while (!server.isClosed()) {
      try {
        Socket socket = server.accept();
        Thread.ofPlatform().daemon().start(() -> answer(socket));
      } catch (IOException _) {
        // Closed: the test is over.
        return;
      }
    }
  }

  private void answer(Socket socket) {
    try (socket;
        BufferedReader in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
      String request = String.valueOf(in.readLine());
      boolean known = false;
      for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
        known |= line.equals("Authorization: Basic " + PASSWORD);
      }
      int times = asked.incrementAndGet();
      if (behaviour == Behaviour.HANGS) {
        Thread.sleep(Duration.ofMinutes(5));
      } else if (behaviour == Behaviour.WANTS_A_PASSWORD && !known) {
        say(
            socket.getOutputStream(),
            "401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0");
      } else if (behaviour != Behaviour.HANGS_UP_ONCE || times > 1) {
        send(socket.getOutputStream(), request.split(" ", -1)[1].substring(1));
      }
    } catch (IOException | InterruptedException _) {
      // Whoever asked has gone.
    }
  }

  private void send(OutputStream out, String path) throws IOException {
    Path file = setting.remote.root().resolve(path);
    if (!Files.isRegularFile(file)) {
      say(out, "404 Not Found\r\nContent-Length: 0");
      return;
    }
    byte[] bytes = Files.readAllBytes(file);
    say(out, "200 OK\r\nContent-Length: " + bytes.length);
    boolean cut = behaviour == Behaviour.CUTS_OFF && path.endsWith(".jar");
    out.write(bytes, 0, cut ? bytes.length / 2 : bytes.length);
  }

  private static void say(OutputStream out, String head) throws IOException {
    out.write(
        "HTTP/1.1 %s\r\nConnection: close\r\n\r\n"
            .formatted(head)
            .getBytes(StandardCharsets.US_ASCII));
  }

  @Test
  void findsThePasswordOfARepositoryUnderItsHost() throws IOException {
    behaviour = Behaviour.WANTS_A_PASSWORD;
    String[] lines = {
      "--repository http://localhost:%d/".formatted(server.getLocalPort()), "--no-index", "x:top:1"
    };
    Files.writeString(setting.settings, "<settings/>");
    Problem problem = setting.failure(lines);
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:3: x:top:1 can't be fetched: the repository asks for credentials");
    Files.writeString(
        setting.settings,
        """
        <settings><servers><server><id>localhost</id>\
        <username>ann</username><password>secret</password></server></servers></settings>
        """);
    assertThat(setting.names(setting.resolve(lines))).containsExactly("top-1.jar");
  }

  @Test
  void givesUpOnARepositoryThatHangs() {
    behaviour = Behaviour.HANGS;
    Instant begin = Instant.now();
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:1: x:top:1 can't be fetched: the repository can't be reached");
    assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(60));
  }

  @Test
  void usesNothingThatWasCutOffHalfWay() throws IOException {
    behaviour = Behaviour.CUTS_OFF;
    assertThat(setting.failure("x:top:1").message()).contains("x:top:1 can't be fetched");
    assertThat(setting.local.file("x:top:1", "jar")).doesNotExist();
    behaviour = Behaviour.RIGHT;
    ClassPath classPath = setting.resolve("x:top:1");
    assertThat(classPath.jars().getFirst())
        .hasSameBinaryContentAs(setting.remote.file("x:top:1", "jar"));
  }

  @Test
  void asksAgainWhereNobodyAnswered() throws IOException {
    behaviour = Behaviour.HANGS_UP_ONCE;
    assertThat(setting.names(setting.resolve("x:top:1"))).containsExactly("top-1.jar");
    assertThat(asked.get()).isGreaterThan(4);
  }
}
