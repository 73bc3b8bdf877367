package troops.cli.repository.remote;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A real sshd on loopback, for whoever runs the test, with settings of its own.
final class SshServer implements AutoCloseable {
  private static final Path SEPARATION = Path.of("/run/sshd");

  private final Path directory;
  private final int port;
  private final Process process;
  private final boolean separated;

  private SshServer(Path directory, int port, String... settings) throws Exception {
    this.directory = Files.createDirectories(directory);
    this.port = port;
    this.separated = isRoot() && !Files.exists(SEPARATION);
    if (separated) {
      Files.createDirectory(SEPARATION);
    }
    makeKey(directory.resolve("host"));
    Path config = directory.resolve("sshd_config");
    Files.writeString(
        config,
        """
        ListenAddress 127.0.0.1
        Port %d
        HostKey %s
        AuthorizedKeysFile %s
        PidFile none
        StrictModes no
        PermitRootLogin yes
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        %s
        """
            .formatted(
                port,
                directory.resolve("host"),
                directory.resolve("authorized_keys"),
                String.join("\n", settings)));
    process =
        new ProcessBuilder(program().orElseThrow().toString(), "-D", "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    await();
  }

  /// Starts one.
  static SshServer start(Path directory, String... settings) throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    return new SshServer(directory, port, settings);
  }

  /// Starts one at the port of another that has ended.
  static SshServer startAt(int port, Path directory) throws Exception {
    return new SshServer(directory, port);
  }

  /// Why there can't be one here, if there can't.
  static Optional<String> missing() throws IOException {
    if (program().isEmpty()) {
      return Optional.of("sshd is not installed (apt install openssh-server)");
    }
    boolean user = Files.readString(Path.of("/etc/passwd")).contains("\nsshd:");
    return isRoot() && !user ? Optional.of("sshd has no user of its own here") : Optional.empty();
  }

  private static Optional<Path> program() {
    Stream<String> path = Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"));
    return Stream.concat(path, List.of("/usr/sbin").stream())
        .map(directory -> Path.of(directory, "sshd"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name", "").equals("root");
  }

  static void makeKey(Path file) throws Exception {
    Process process =
        new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
            .inheritIO()
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("ssh-keygen");
    }
  }

  private void await() throws Exception {
    for (int i = 0; i < 500; i++) {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
        if (socket.isConnected()) {
          return;
        }
      } catch (IOException e) {
        Thread.sleep(20);
      }
    }
    throw new IOException("sshd doesn't answer: " + Files.readString(directory.resolve("log")));
  }

  void authorise(Path publicKey) throws IOException {
    Files.copy(publicKey, directory.resolve("authorized_keys"));
  }

  int port() {
    return port;
  }

  String url(Path path) {
    return "ssh://" + System.getProperty("user.name") + "@127.0.0.1:" + port + path;
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly().onExit().join();
    if (separated) {
      Files.delete(SEPARATION);
    }
  }
}
