package debianadmin.download;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// A web server on the loopback interface, whose faults are those that a test wants.
final class Server implements AutoCloseable {
  /// What was asked for, a line for each request: `GET /file bytes=3- "tag"`.
  final List<String> requests = new CopyOnWriteArrayList<>();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  Server() {
    this(plain());
  }

  Server(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.start();
  }

  private static HttpServer plain() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  Server on(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          String range = exchange.getRequestHeaders().getFirst("Range");
          String match = exchange.getRequestHeaders().getFirst("If-Range");
          requests.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + (range == null ? "" : " " + range + " " + match));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return this;
  }

  /// Answers with a file, or with the part that was asked for if it has the entity tag.
  static HttpHandler file(byte[] content, String tag) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", tag);
      String range = exchange.getRequestHeaders().getFirst("Range");
      if (range == null || !tag.equals(exchange.getRequestHeaders().getFirst("If-Range"))) {
        answer(exchange, 200, content);
        return;
      }
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
      answer(exchange, 206, Arrays.copyOfRange(content, from, content.length));
    };
  }

  /// Promises all of a file, and cuts the connection after some of it.
  static HttpHandler cut(byte[] content, String tag, int after) {
    return exchange -> {
      exchange.getResponseHeaders().set("ETag", tag);
      exchange.sendResponseHeaders(200, content.length);
      exchange.getResponseBody().write(content, 0, after);
      exchange.getResponseBody().flush();
      // Not closed by the book: the client sees an end that comes too early.
      throw new IOException("cut");
    };
  }

  static HttpHandler redirect(String to) {
    return exchange -> {
      exchange.getResponseHeaders().set("Location", to);
      answer(exchange, 302, "elsewhere".getBytes(UTF_8));
    };
  }

  /// The first handler for the first request, the second for the second; the last for all others.
  static HttpHandler inTurn(HttpHandler... handlers) {
    var next = new java.util.concurrent.atomic.AtomicInteger();
    return exchange ->
        handlers[Math.min(next.getAndIncrement(), handlers.length - 1)].handle(exchange);
  }

  static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
