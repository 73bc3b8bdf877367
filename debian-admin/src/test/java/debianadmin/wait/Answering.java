package debianadmin.wait;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ServerSocketFactory;

/// A small server of HTTP on localhost, which first fails some times.
final class Answering implements AutoCloseable {
  private final ServerSocket listening;
  private int failures;

  /// Listens, and answers from then on.
  ///
  /// @param sockets of TLS or not
  /// @param failures how many times it answers 503 before it answers 200
  Answering(ServerSocketFactory sockets, int failures) throws IOException {
    this.listening = sockets.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
    this.failures = failures;
    Thread.ofPlatform().daemon().start(this::serve);
  }

  Answering(int failures) throws IOException {
    this(ServerSocketFactory.getDefault(), failures);
  }

  String url(String scheme) {
    return scheme + "://localhost:" + listening.getLocalPort() + "/health";
  }

  private void serve() {
    while (!listening.isClosed()) {
      try (Socket client = listening.accept()) {
        var reader =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        String line = reader.readLine();
        while (line != null && !line.isEmpty()) {
          line = reader.readLine();
        }
        String answer =
            failures-- > 0
                ? "HTTP/1.1 503 Service Unavailable\r\n\r\n\n warming\tup \nmore\n"
                : "HTTP/1.1 200 OK\r\n\r\nready\n";
        client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // The client has gone, or doesn't trust it; or it is closed.
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
