package troops.cli.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channel;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import jdk.net.ExtendedSocketOptions;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Somebody who is connected to the node's socket, as systemd hands them on: on standard input
/// (systemd.socket(5), `Accept=yes`).
///
/// @param user their name, as the kernel knows them
/// @param words what they ask for
/// @param answer takes what they are told
public record Connection(String user, List<String> words, Answer answer) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  /// Accepts whoever is connected.
  ///
  /// @return the connection, its request read
  /// @throws Problem if nobody is connected, or what they ask can't be read ([Kind#USAGE])
  public static Connection accept() {
    try {
      Channel inherited = System.inheritedChannel();
      if (!(inherited instanceof SocketChannel channel)) {
        throw new Problem(
            Kind.USAGE, "nobody is connected: systemd starts this, for troops.socket", "");
      }
      UserPrincipal user = channel.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
      List<String> words = request(channel);
      return new Connection(user(user.getName(), words), words, new Answer(channel));
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Who asks is what the kernel says. Root may say for whom: sudo knows.
  private static String user(String known, List<String> words) {
    if (!known.equals("root")) {
      return known;
    }
    return words.stream()
        .filter(word -> word.startsWith("as "))
        .map(word -> word.substring(3))
        .findFirst()
        .orElse(known);
  }

  private static Problem unreadable(IOException e) {
    return new Problem(
        Kind.USAGE, "the request can't be read: " + e.getMessage(), List.of(), "", e);
  }

  /// Reads the request; somebody who never ends it doesn't keep this process for ever.
  private static List<String> request(SocketChannel channel) throws IOException {
    InputStream stream = Channels.newInputStream(channel);
    AtomicReference<List<String>> request = new AtomicReference<>();
    AtomicReference<IOException> failure = new AtomicReference<>();
    Thread reader =
        Thread.ofPlatform()
            .daemon()
            .name("request")
            .start(() -> {
              try {
                request.set(PktLine.list(stream, MOST));
              } catch (IOException e) {
                failure.set(e);
              }
            });
    try {
      if (!reader.join(PATIENCE)) {
        throw new IOException("it isn't complete after " + PATIENCE.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    if (failure.get() != null) {
      throw failure.get();
    }
    return request.get();
  }
}
