package troops.cli.history;

import java.io.FileInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import troops.cli.event.Event;
import troops.cli.event.EventReader;

/// A record that may be growing while it is read. Not a channel: an interruption would close it.
final class Following implements AutoCloseable {
  private static final int PIECE = 1 << 16;

  private final FileInputStream stream;
  private final EventReader reader;
  private final byte[] piece = new byte[PIECE];
  private boolean finished;

  Following(Path record, Consumer<EventReader.Line> lines) throws IOException {
    this.stream = new FileInputStream(record.toFile());
    this.reader =
        new EventReader(line -> {
          finished |= line.event().filter(Event.Finished.class::isInstance).isPresent();
          lines.accept(line);
        });
  }

  /// Reads what there is.
  ///
  /// @return whether there was anything new
  boolean readOn() throws IOException {
    boolean any = false;
    for (int count = stream.read(piece); count > 0; count = stream.read(piece)) {
      any = true;
      reader.take(piece, count);
    }
    return any;
  }

  boolean isFinished() {
    return finished;
  }

  boolean isIncomplete() {
    return reader.isIncomplete();
  }

  @Override
  public void close() throws IOException {
    stream.close();
  }
}
