package machine;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads a stream of a program to its end on a thread of its own, keeps the last characters, and
/// tells a listener of each line.
final class Drain {
  /// A longer line is cut into several, in bytes.
  static final int LONGEST = 1 << 20;

  private final Command command;
  private final InputStream stream;
  private final @Nullable Listener listener;
  private final boolean error;
  private final StringBuilder text = new StringBuilder();
  private final Thread thread;

  Drain(Command command, InputStream stream, @Nullable Listener listener, boolean error) {
    this.command = command;
    this.stream = stream;
    this.listener = listener;
    this.error = error;
    this.thread =
        Thread.ofPlatform()
            .daemon()
            .name("output of " + command.words().getFirst())
            .start(this::read);
  }

  private void read() {
    byte[] line = new byte[8192];
    int length = 0;
    byte[] buffer = new byte[8192];
    try {
      for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\n') {
            keep(line, length);
            length = 0;
            continue;
          }
          if (length == LONGEST) {
            int end = cut(line, buffer[i]);
            keep(line, end);
            System.arraycopy(line, end, line, 0, length - end);
            length -= end;
          } else if (length == line.length) {
            line = Arrays.copyOf(line, Math.min(LONGEST, 2 * length));
          }
          line[length++] = buffer[i];
        }
      }
    } catch (IOException e) {
      // The stream was closed under us: the program has ended, and what it left behind is not
      // waited for.
    }
    if (length > 0) {
      keep(line, length);
    }
  }

  // Where a full line is cut: before the character that the next byte continues (RFC 3629), or at
  // its end if that is none.
  private static int cut(byte[] line, byte next) {
    if (!continues(next)) {
      return line.length;
    }
    for (int i = line.length - 1; i >= line.length - 3; i--) {
      if (!continues(line[i])) {
        return line[i] < 0 ? i : line.length;
      }
    }
    return line.length;
  }

  private static boolean continues(byte one) {
    return (one & 0xc0) == 0x80;
  }

  private void keep(byte[] bytes, int length) {
    String line = new String(bytes, 0, length, StandardCharsets.UTF_8);
    synchronized (text) {
      text.append(line).append('\n');
      if (text.length() > 2 * Command.KEPT) {
        text.delete(0, text.length() - Command.KEPT);
      }
    }
    if (listener != null) {
      listener.output(command, line, error);
    }
  }

  /// What was read so far: the last characters, without the last line end.
  ///
  /// @param patience how long to wait for the end of the stream
  String text(Duration patience) throws InterruptedException {
    thread.join(patience);
    synchronized (text) {
      int end = text.isEmpty() ? 0 : text.length() - 1;
      return text.substring(Math.max(0, end - Command.KEPT), end);
    }
  }
}
