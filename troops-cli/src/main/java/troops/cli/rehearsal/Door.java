package troops.cli.rehearsal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// The only way out of a copy's network: a proxy for HTTP and what goes through it (RFC 9110,
/// section 9.3.6; RFC 9112, section 3.2.2), which leads to other machines, and never to this one.
/// Names are resolved here; what they resolve to decides, and is connected to.
final class Door implements AutoCloseable {
  /// Where it is in the copy.
  static final int PORT = 3128;

  private static final String ADDRESS = "http://127.0.0.1:" + PORT;
  private static final int LONGEST_HEAD = 1 << 16;
  private static final int PATIENCE = 15_000;

  private final ServerSocket socket;

  /// Opens it.
  ///
  /// @param pid a process in the copy's network
  /// @throws IOException if that isn't possible
  Door(long pid) throws IOException {
    this(NetworkNamespace.listen(pid, PORT));
  }

  /// A door at which it is listened already.
  Door(ServerSocket socket) {
    this.socket = socket;
    Thread.ofPlatform().daemon().name("door").start(this::accept);
  }

  /// The variables that tell programs where it is.
  static Map<String, String> environment() {
    String none = "localhost,127.0.0.1,::1";
    return Map.of(
        "http_proxy", ADDRESS, "https_proxy", ADDRESS, "HTTPS_PROXY", ADDRESS, "no_proxy", none);
  }

  private void accept() {
    try {
      while (true) {
        Socket inside = socket.accept();
        Thread.ofPlatform().daemon().name("through the door").start(() -> serve(inside));
      }
    } catch (IOException e) {
      // It is closed.
    }
  }

  /// What is asked for.
  ///
  /// @param host the host's name or address
  /// @param port the port
  /// @param forwarded what the host is to read first
  private record Asked(String host, int port, String forwarded) {}

  private static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final String status;

    Refused(String status, String message) {
      super(message);
      this.status = status;
    }
  }

  private static void serve(Socket inside) {
    try (inside) {
      OutputStream answer = inside.getOutputStream();
      try {
        Asked asked = parse(head(inside.getInputStream()));
        try (Socket outside = connect(asked)) {
          if (asked.forwarded().isEmpty()) {
            answer.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
          }
          outside.getOutputStream().write(asked.forwarded().getBytes(StandardCharsets.ISO_8859_1));
          Thread back =
              Thread.ofPlatform().daemon().name("back").start(() -> pass(outside, inside));
          pass(inside, outside);
          back.join();
        }
      } catch (Refused e) {
        String text = "rehearsal: " + e.getMessage() + "\n";
        String response =
            "HTTP/1.1 " + e.status + "\r\nContent-Type: text/plain\r\nConnection: close\r\n";
        response += "Content-Length: " + text.length() + "\r\n\r\n" + text;
        answer.write(response.getBytes(StandardCharsets.US_ASCII));
      }
    } catch (IOException e) {
      // Whoever asked, or the other machine, has gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Passes on what one writes to the other, and that it has ended.
  private static void pass(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException e) {
      // The other direction ends by itself.
    }
  }

  /// The head of a request, with the blank line that ends it.
  private static String head(InputStream in) throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int ends = 0;
    while (ends < 2) {
      int next = in.read();
      if (next < 0 || head.size() > LONGEST_HEAD) {
        throw new IOException("not a request");
      }
      head.write(next);
      ends = next == '\n' ? ends + 1 : next == '\r' ? ends : 0;
    }
    return head.toString(StandardCharsets.ISO_8859_1);
  }

  private static Asked parse(String head) throws Refused {
    String[] lines = head.split("\r?\n", -1);
    String[] words = lines[0].split(" ", -1);
    try {
      if (words.length == 3 && words[0].equals("CONNECT")) {
        URI uri = new URI("connect://" + words[1]);
        return new Asked(host(uri), uri.getPort(), "");
      }
      URI uri = new URI(words.length == 3 ? words[1] : "");
      if (!"http".equals(uri.getScheme())) {
        throw new Refused("400 Bad Request", "only HTTP passes");
      }
      String path = words[1].substring(words[1].indexOf(uri.getRawAuthority()));
      path = path.substring(uri.getRawAuthority().length());
      StringBuilder forwarded = new StringBuilder(words[0]);
      forwarded.append(path.startsWith("/") ? " " : " /").append(path).append(" HTTP/1.1\r\n");
      for (int i = 1; i < lines.length && !lines[i].isEmpty(); i++) {
        if (!isOfTheHop(lines[i])) {
          forwarded.append(lines[i]).append("\r\n");
        }
      }
      forwarded.append("Connection: close\r\n\r\n");
      return new Asked(host(uri), uri.getPort() < 0 ? 80 : uri.getPort(), forwarded.toString());
    } catch (URISyntaxException e) {
      throw new Refused("400 Bad Request", "not an address");
    }
  }

  private static String host(URI uri) throws Refused {
    String host = uri.getHost();
    if (host == null) {
      throw new Refused("400 Bad Request", "not an address");
    }
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /// Whether a field is meant for this proxy alone (RFC 9110, section 7.6.1).
  private static boolean isOfTheHop(String line) {
    String name =
        line.substring(0, Math.max(0, line.indexOf(':'))).toLowerCase(java.util.Locale.ROOT);
    return name.startsWith("proxy-") || name.equals("connection") || name.equals("keep-alive");
  }

  private static Socket connect(Asked asked) throws IOException {
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(asked.host());
    } catch (IOException e) {
      throw new Refused("502 Bad Gateway", "no such host: " + asked.host());
    }
    IOException last = null;
    for (InetAddress address : addresses) {
      if (isThisMachine(address)) {
        throw new Refused(
            "403 Forbidden",
            asked.host() + " is this machine, whose services are out of a rehearsal's reach");
      }
      Socket socket = new Socket();
      try {
        socket.connect(new InetSocketAddress(address, asked.port()), PATIENCE);
        return socket;
      } catch (IOException | IllegalArgumentException e) {
        socket.close();
        last = e instanceof IOException refusal ? refusal : new IOException(e);
      }
    }
    String why = last == null ? "no address" : String.valueOf(last.getMessage());
    throw new Refused("502 Bad Gateway", asked.host() + ": " + why);
  }

  /// Whether an address leads to this machine, or to what only its own link knows, such as what a
  /// cloud tells its machines about themselves.
  static boolean isThisMachine(InetAddress address) throws IOException {
    byte[] bytes = address.getAddress();
    boolean zeros = true;
    for (int i = 0; i < bytes.length - 4; i++) {
      zeros &= bytes[i] == 0;
    }
    // 0.0.0.0/8, and ::/96, which has IPv4's addresses once more.
    boolean unroutable = bytes.length == 4 ? bytes[0] == 0 : zeros;
    return unroutable
        || address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || NetworkInterface.getByInetAddress(address) != null;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // Then it is closed.
    }
  }
}
