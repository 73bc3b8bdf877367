package troops.cli.node.control;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import machine.Command;
import machine.Exit;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Somebody who is connected to the node's socket, as systemd hands them on: on standard input
/// (systemd.socket(5), `Accept=yes`).
///
/// @param user their name
/// @param words what they ask for
/// @param answer takes what they are told
public record Connection(String user, List<String> words, Answer answer) {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int MOST = 10_000;

  /// Accepts whoever is connected.
  ///
  /// @param instance what systemd calls the service's instance: a counter, the process at the other
  ///   end and its user's number, with hyphens between them
  /// @return the connection, its request read
  /// @throws Problem if nobody is connected, or what they ask can't be read ([Kind#USAGE])
  public static Connection accept(String instance) {
    // Not System.inheritedChannel(), which takes fifteen milliseconds to begin with.
    try (InputStream stream = new Unclosed()) {
      String user = name(instance.substring(instance.lastIndexOf('-') + 1));
      List<String> words = request(stream);
      return new Connection(
          user(user, words), words, new Answer(new FileOutputStream(FileDescriptor.in)));
    } catch (IOException e) {
      throw new Problem(
          Kind.USAGE,
          "the request can't be read: " + e.getMessage(),
          List.of(),
          "systemd starts this, for whoever connects to troops.socket",
          e);
    }
  }

  /// Standard input: the socket that is answered through.
  private static final class Unclosed extends FileInputStream {
    Unclosed() {
      super(FileDescriptor.in);
    }

    @Override
    public void close() {
      // It is the answer's, too.
    }
  }

  /// The name of a user (passwd(5)).
  private static String name(String number) throws IOException {
    for (String line : Files.readAllLines(Path.of("/etc/passwd"))) {
      String[] fields = line.split(":", -1);
      if (fields.length > 2 && fields[2].equals(number)) {
        return fields[0];
      }
    }
    // A directory service may know more.
    Exit exit = Command.of("getent", "passwd", number).ask();
    return exit.ok() ? exit.stdout().substring(0, exit.stdout().indexOf(':')) : number;
  }

  /// Root may say for whom it asks: sudo knows.
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

  /// Reads the request; somebody who never ends it doesn't keep this process for ever.
  private static List<String> request(InputStream stream) throws IOException {
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
