package troops.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Where the words of a command go: to the standard streams of this process, or to somebody who is
/// connected to it.
///
/// @param out takes data
/// @param err takes what is said to people
/// @param colourful whether whoever reads `err` likes colours, if nothing else was asked for
/// @param width how long a line on `err` may be, in characters; 0 for any length
public record Outlet(OutputStream out, OutputStream err, boolean colourful, int width) {

  /// The standard streams of this process. Colour is liked if standard error is a terminal, `TERM`
  /// isn't `dumb`, and `NO_COLOR` isn't set to anything (no-color.org).
  ///
  /// @param environment the environment of the process
  /// @return the outlet
  public static Outlet standard(Map<String, String> environment) {
    boolean colourful =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb")
            && isTerminal(2);
    return new Outlet(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        colourful,
        0);
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /// A console on it.
  ///
  /// @param colour `always`, `never`, or `auto`
  /// @return a console
  public Console console(String colour) {
    return new Console(this, colour.equals("always") || (colour.equals("auto") && colourful));
  }
}
