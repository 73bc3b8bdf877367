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
/// @param dataColourful whether whoever reads `out` likes colours, if nothing else was asked for
/// @param colourful whether whoever reads `err` does
/// @param width how long a line on `err` may be, in characters; 0 for any length
public record Outlet(
    OutputStream out, OutputStream err, boolean dataColourful, boolean colourful, int width) {

  /// The standard streams of this process. Colour is liked where they are a terminal, `TERM` isn't
  /// `dumb`, and `NO_COLOR` isn't set to anything (no-color.org).
  ///
  /// @param environment the environment of the process
  /// @return the outlet
  public static Outlet standard(Map<String, String> environment) {
    boolean welcome =
        environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    return new Outlet(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        welcome && isTerminal(1),
        welcome && isTerminal(2),
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

  /// The same outlet for commands whose answer is what was once said to people: all of it is data.
  ///
  /// @return the outlet
  public Outlet answering() {
    return new Outlet(out, out, dataColourful, dataColourful, width);
  }

  /// A console on it.
  ///
  /// @param colour `always`, `never`, or `auto`
  /// @return a console
  public Console console(String colour) {
    return new Console(this, colour.equals("always") || (colour.equals("auto") && colourful));
  }
}
