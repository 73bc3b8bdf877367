package debianadmin.wait;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import machine.Machine;
import machine.MachineException;

/// A TCP port that accepts connections, at any of its host's addresses.
///
/// @param host the host's name or address
/// @param port the port
public record PortCondition(String host, int port) implements Condition {
  /// Checks both.
  public PortCondition {
    if (host.isBlank() || port < 1 || port > 65_535) {
      throw new MachineException(
          "not a port of a host: " + port + " of '" + host + "'",
          "write a number from 1 to 65535: Wait.forPort(\"db.example.com\", 5432)");
    }
  }

  @Override
  public String subject() {
    return "port " + port + " of " + host;
  }

  @Override
  public Look look(Machine machine, Duration limit) {
    String seen = "";
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        try (Socket socket = new Socket()) {
          socket.connect(new InetSocketAddress(address, port), Seen.timeout(limit));
          return new Look(true, "accepts connections");
        } catch (IOException e) {
          seen = Seen.words(e);
        }
      }
    } catch (IOException e) {
      seen = Seen.words(e);
    }
    return new Look(false, seen);
  }

  @Override
  public String hint() {
    return "see whether what listens there has started; more time: Wait.atMost(Duration)";
  }
}
