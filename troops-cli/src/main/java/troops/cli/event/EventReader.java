package troops.cli.event;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/// Reads a record back into events, as its bytes come, line by line. Types and fields that it
/// doesn't know are passed over, so that it reads the records of later versions too.
///
/// Not for several threads.
public final class EventReader {
  private final Consumer<Line> lines;
  private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
  private int number;

  /// A line of a record.
  ///
  /// @param number its number, from 1
  /// @param text what it says, without its end
  /// @param event the event; none if the line is broken, or of a type that this version doesn't
  ///   know
  /// @param fault why it can't be read, or an empty string
  public record Line(int number, String text, Optional<Event> event, String fault) {
    /// Whether it can't be read.
    ///
    /// @return true if it is broken
    public boolean isBroken() {
      return !fault.isEmpty();
    }
  }

  /// A reader.
  ///
  /// @param lines takes each line that has its end
  public EventReader(Consumer<Line> lines) {
    this.lines = lines;
  }

  /// Takes the next bytes of the record.
  ///
  /// @param bytes has them
  /// @param length how many of them count, from the first
  public void take(byte[] bytes, int length) {
    int from = 0;
    for (int i = 0; i < length; i++) {
      if (bytes[i] == '\n') {
        begun.write(bytes, from, i + 1 - from);
        from = i + 1;
        number++;
        byte[] line = begun.toByteArray();
        begun.reset();
        lines.accept(line(number, line));
      }
    }
    begun.write(bytes, from, length - from);
  }

  /// Whether the last bytes that it has taken are the beginning of a line: the run is writing it
  /// just now, or a crash has cut it short.
  ///
  /// @return true if there are bytes after the last line's end
  public boolean isIncomplete() {
    return begun.size() > 0;
  }

  /// Reads one line.
  ///
  /// @param number its number
  /// @param bytes what it says
  /// @return the line
  public static Line line(int number, byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8).stripTrailing();
    try {
      return new Line(number, text, EventFields.event(bytes), "");
    } catch (EventFields.Unreadable e) {
      return new Line(number, text, Optional.empty(), String.valueOf(e.getMessage()));
    }
  }
}
