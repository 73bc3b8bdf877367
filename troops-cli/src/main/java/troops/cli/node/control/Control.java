package troops.cli.node.control;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import troops.cli.console.Outlet;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// The node's socket, through which members of its group have root carry out what they ask for.
/// What was begun goes on when whoever asked goes away.
public final class Control {
  private final Path socket;

  /// The socket.
  ///
  /// @param socket its path
  public Control(Path socket) {
    this.socket = socket;
  }

  /// Has a command carried out, and passes on what it says.
  ///
  /// @param words the words after `troops`
  /// @param user who asks; believed if root says so
  /// @param outlet where its words go
  /// @return its exit code
  /// @throws Problem if nobody answers ([Kind#NO_SERVICE]), or the user may not ask
  ///   ([Kind#NOT_A_MEMBER])
  public int ask(List<String> words, String user, Outlet outlet) {
    try (SocketChannel channel = connect()) {
      OutputStream request = Channels.newOutputStream(channel);
      request.write(request(words, user, outlet));
      return relay(Channels.newInputStream(channel), outlet);
    } catch (IOException e) {
      throw new Problem(
          Kind.NO_SERVICE,
          "the node's service went away: " + e.getMessage(),
          List.of(),
          "what it has begun may go on: see troops log",
          e);
    }
  }

  private static byte[] request(List<String> words, String user, Outlet outlet) throws IOException {
    var bytes = new java.io.ByteArrayOutputStream();
    bytes.write(PktLine.of("troops"));
    bytes.write(PktLine.of("as " + user));
    if (outlet.colourful()) {
      bytes.write(PktLine.of("colourful"));
    }
    if (outlet.dataColourful()) {
      bytes.write(PktLine.of("colourful data"));
    }
    for (String word : words) {
      bytes.write(PktLine.of("word " + word));
    }
    bytes.write(PktLine.flush());
    return bytes.toByteArray();
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.connect(UnixDomainSocketAddress.of(socket));
      return channel;
    } catch (IOException e) {
      channel.close();
      if (String.valueOf(e.getMessage()).contains("Permission denied")) {
        throw new Problem(
            Kind.NOT_A_MEMBER,
            "only members of the group troops may ask this node for anything",
            "sudo gpasswd -a USER troops; then log in again, for a login keeps the groups that it"
                + " began with (a shared connection too: ssh -O exit HOST)");
      }
      throw new Problem(
          Kind.NO_SERVICE,
          "the node's service doesn't answer at " + socket + ": " + e.getMessage(),
          List.of(),
          "systemctl status troops.socket says more; systemctl start troops.socket starts it",
          e);
    }
  }

  private static int relay(InputStream answers, Outlet outlet) throws IOException {
    while (true) {
      byte[] answer = PktLine.read(answers);
      if (answer == null || answer.length == 0) {
        throw new EOFException("an answer makes no sense");
      }
      switch (answer[0]) {
        case '1' -> pass(answer, outlet.out());
        case '2' -> pass(answer, outlet.err());
        case 'x' -> {
          String code = new String(answer, 1, answer.length - 1, StandardCharsets.UTF_8);
          return Integer.parseInt(code);
        }
        default -> throw new EOFException("an answer makes no sense");
      }
    }
  }

  private static void pass(byte[] answer, OutputStream stream) {
    try {
      stream.write(answer, 1, answer.length - 1);
      stream.flush();
    } catch (IOException e) {
      // Nobody reads it any more (a pager that was left, say). What was asked for goes on.
    }
  }
}
