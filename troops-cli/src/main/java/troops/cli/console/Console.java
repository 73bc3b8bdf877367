package troops.cli.console;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// The standard streams. Data goes to standard output, what is said to people goes to standard
/// error. Lines are written whole, and at once; a stream that nobody reads any more is ignored.
public final class Console {
  /// How a piece of text is set off, where there is colour.
  public enum Style {
    /// As it is.
    PLAIN(""),
    /// What matters most in its line.
    STRONG("1"),
    /// What can be passed over.
    FAINT("2"),
    /// Something was, or would be, changed.
    CHANGE("33"),
    /// All is well.
    GOOD("32"),
    /// Something is wrong.
    BAD("31");

    private final String code;

    Style(String code) {
      this.code = code;
    }
  }

  private final OutputStream out;
  private final OutputStream err;
  private final boolean colour;
  private volatile boolean lost;

  /// A console on two streams.
  ///
  /// @param out takes data
  /// @param err takes what is said to people
  /// @param colour whether styles are shown
  public Console(OutputStream out, OutputStream err, boolean colour) {
    this.out = out;
    this.err = err;
    this.colour = colour;
  }

  /// The console of this process.
  ///
  /// @param colour `always`, `never`, or `auto`: if standard error is a terminal, `TERM` isn't
  ///   `dumb`, and `NO_COLOR` isn't set to anything (no-color.org)
  /// @param environment the environment of the process
  /// @return a console
  public static Console standard(String colour, Map<String, String> environment) {
    return new Console(
        new FileOutputStream(FileDescriptor.out),
        new FileOutputStream(FileDescriptor.err),
        isShown(colour, environment, 2));
  }

  /// The console of this process for commands whose answer is what was once said to people: all of
  /// it goes to standard output.
  ///
  /// @param colour `always`, `never`, or `auto`: as [#standard], but it is standard output that
  ///   counts
  /// @param environment the environment of the process
  /// @return a console
  public static Console answering(String colour, Map<String, String> environment) {
    FileOutputStream out = new FileOutputStream(FileDescriptor.out);
    return new Console(out, out, isShown(colour, environment, 1));
  }

  private static boolean isShown(String colour, Map<String, String> environment, int descriptor) {
    return colour.equals("always")
        || (colour.equals("auto")
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !environment.getOrDefault("TERM", "dumb").equals("dumb")
            && isTerminal(descriptor));
  }

  private static boolean isTerminal(int descriptor) {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/" + descriptor)).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      return false;
    }
  }

  /// Writes a line of data.
  ///
  /// @param line the line, without its end
  public void data(String line) {
    data(line.concat("\n").getBytes(StandardCharsets.UTF_8));
  }

  /// Writes bytes of data.
  ///
  /// @param bytes whole lines, with their ends
  public void data(byte[] bytes) {
    write(out, bytes, true);
  }

  /// Whether data could not be written though somebody may be waiting for it: not because its
  /// reader has gone, but because of a full disk, say.
  ///
  /// @return true if some was lost
  public boolean hasLostData() {
    return lost;
  }

  /// Says a line to people.
  ///
  /// @param line the line, without its end
  public void say(String line) {
    write(err, line.concat("\n").getBytes(StandardCharsets.UTF_8), false);
  }

  /// Sets a piece of text off, if there is colour.
  ///
  /// @param style how
  /// @param text the text
  /// @return the text, with escape sequences or without
  public String styled(Style style, String text) {
    return colour && !style.code.isEmpty()
        ? "\u001b[" + style.code + "m" + text + "\u001b[0m"
        : text;
  }

  private void write(OutputStream stream, byte[] bytes, boolean data) {
    synchronized (stream) {
      try {
        stream.write(bytes);
        stream.flush();
      } catch (IOException e) {
        // Nobody reads it any more. That must not end a deployment half-way; the record has it all.
        String reason = String.valueOf(e.getMessage());
        boolean gone = reason.contains("Broken pipe") || reason.contains("Bad file descriptor");
        lost |= data && !gone;
      }
    }
  }
}
