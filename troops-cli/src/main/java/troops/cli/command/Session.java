package troops.cli.command;

import java.util.Map;
import troops.cli.console.Outlet;
import troops.cli.node.aftermath.Aftermath;
import troops.cli.node.control.Connection;
import troops.cli.run.Trace;

/// Who asks, and where the answers go.
///
/// @param outlet where the answers go
/// @param caller who asks
/// @param environment the environment of whoever asks
/// @param trace notes where the time goes
/// @param aftermath hears of what is carried out on a node
public record Session(
    Outlet outlet,
    Caller caller,
    Map<String, String> environment,
    Trace trace,
    Aftermath aftermath) {
  /// Who asks.
  ///
  /// @param user the name of the user
  /// @param connected whether this process carries out what somebody asks for through the node's
  ///   socket, and isn't theirs
  public record Caller(String user, boolean connected) {}

  /// Whoever started this process.
  ///
  /// @param environment the environment of the process
  /// @param trace notes where the time goes
  /// @param aftermath hears of what is carried out on a node
  /// @return a session
  public static Session local(Map<String, String> environment, Trace trace, Aftermath aftermath) {
    String user = environment.getOrDefault("SUDO_USER", System.getProperty("user.name", "?"));
    return new Session(
        Outlet.standard(environment), new Caller(user, false), environment, trace, aftermath);
  }

  /// Somebody who is connected to the node's socket.
  ///
  /// @param connection the connection
  /// @param process the session of this process
  /// @return a session
  static Session connected(Connection connection, Session process) {
    return new Session(
        connection
            .answer()
            .outlet(
                connection.words().contains("colourful data"),
                connection.words().contains("colourful"),
                0),
        new Caller(connection.user(), true),
        process.environment(),
        process.trace(),
        process.aftermath());
  }
}
