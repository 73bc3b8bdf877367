package troops.cli.console;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// What is written to an [Outlet]. Data goes to standard output, what is said to people goes to
/// standard error. Lines are written whole, and at once; a stream that nobody reads any more is
/// ignored.
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

  private final Outlet outlet;
  private final boolean colour;
  private volatile boolean lost;

  Console(Outlet outlet, boolean colour) {
    this.outlet = outlet;
    this.colour = colour;
  }

  /// Writes a line of data; folded where lines must not be long.
  ///
  /// @param line the line, without its end
  public void data(String line) {
    for (String part : folded(line)) {
      data(part.concat("\n").getBytes(StandardCharsets.UTF_8));
    }
  }

  /// Writes bytes of data.
  ///
  /// @param bytes whole lines, with their ends
  public void data(byte[] bytes) {
    write(outlet.out(), bytes, true);
  }

  /// Whether data could not be written though somebody may be waiting for it: not because its
  /// reader has gone, but because of a full disk, say.
  ///
  /// @return true if some was lost
  public boolean hasLostData() {
    return lost;
  }

  /// Says a line to people; folded where lines must not be long.
  ///
  /// @param line the line, without its end
  public void say(String line) {
    // Escape sequences take no room. Where lines must not be long, there is no colour.
    (colour ? List.of(line) : folded(line)).forEach(this::sayPart);
  }

  private void sayPart(String part) {
    write(outlet.err(), part.concat("\n").getBytes(StandardCharsets.UTF_8), false);
  }

  private List<String> folded(String line) {
    return outlet.width() == 0 ? List.of(line) : Folded.at(outlet.width(), line);
  }

  /// Says a line to people, with what could do harm made visible; folded where lines must not be
  /// long.
  ///
  /// @param style how it is set off
  /// @param line the line, raw, without its end
  public void say(Style style, String line) {
    for (String part : folded(Clean.line(line))) {
      sayPart(styled(style, part));
    }
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
