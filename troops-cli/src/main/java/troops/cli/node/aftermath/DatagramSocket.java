package troops.cli.node.aftermath;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// Sends datagrams to a UNIX socket (unix(7)), which the JDK can't: it has streams only. A small
/// program does it; foreign calls would take the processors a tenth of a second to prepare.
///
/// For one thread.
final class DatagramSocket implements AutoCloseable {
  /// The length of a path in `struct sockaddr_un`, without its end.
  private static final int LONGEST_PATH = 107;

  /// Reads datagrams, each behind its length. The numbers are those of Linux: AF_UNIX, SOCK_DGRAM,
  /// MSG_NOSIGNAL; loading the module Socket takes longer than all the rest.
  private static final String PROGRAM =
      """
      socket my $socket, 1, 2, 0 or exit 1;
      my $place = pack 'Sa*', 1, "$ARGV[0]\\0";
      my ($length, $bytes);
      while (read(STDIN, $length, 4) == 4 && read STDIN, $bytes, unpack('N', $length)) {
        send $socket, $bytes, 0x4000, $place;
      }
      """;

  private final Process process;

  /// A socket that sends to one place.
  ///
  /// @param path the socket of whoever listens
  /// @throws IllegalArgumentException if the path is too long for a socket
  /// @throws IllegalStateException if there can be no socket
  DatagramSocket(Path path) {
    if (path.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH) {
      throw new IllegalArgumentException("too long for a socket: " + path);
    }
    ProcessBuilder perl = new ProcessBuilder("/usr/bin/perl", "-e", PROGRAM, path.toString());
    perl.environment().clear();
    try {
      process = perl.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
    } catch (IOException e) {
      throw new IllegalStateException("perl", e);
    }
  }

  /// Sends a datagram, and waits while the listener's queue is full. Nobody is told if it wasn't
  /// taken, because nobody listens, or it is too large.
  ///
  /// @param bytes what it says, not nothing
  /// @throws IllegalStateException if there is no socket any more
  void send(byte[] bytes) {
    try {
      OutputStream stream = process.getOutputStream();
      stream.write(ByteBuffer.allocate(4 + bytes.length).putInt(bytes.length).put(bytes).array());
      stream.flush();
    } catch (IOException e) {
      throw new IllegalStateException("perl", e);
    }
  }

  /// Waits until all is sent.
  @Override
  public void close() {
    try {
      process.getOutputStream().close();
      process.waitFor();
    } catch (IOException e) {
      // It has ended already.
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }
}
