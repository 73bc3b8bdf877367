package troops.cli.history;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import troops.cli.event.Event;
import troops.cli.event.EventReader;

/// The first line of a record and the last, without what lies between: a run may have written
/// megabytes.
///
/// @param started what the first line says
/// @param finished what the last line says, if it ends the run
record RecordEnds(Optional<Event.Started> started, Optional<Event.Finished> finished) {
  private static final int PIECE = 4096;

  /// No line that begins or ends a run is longer.
  private static final int LONGEST = PIECE << 14;

  static RecordEnds read(Path record) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(record.toFile(), "r")) {
      return new RecordEnds(
          event(first(file), Event.Started.class), event(last(file), Event.Finished.class));
    }
  }

  private static <E extends Event> Optional<E> event(byte[] line, Class<E> kind) {
    return EventReader.line(1, line).event().filter(kind::isInstance).map(kind::cast);
  }

  /// The first line; what there is of it, if it has no end.
  private static byte[] first(RandomAccessFile file) throws IOException {
    for (int size = PIECE; size <= LONGEST; size *= 4) {
      byte[] piece = piece(file, 0, size);
      int end = indexOf(piece, 0);
      if (end < piece.length || piece.length < size) {
        return Arrays.copyOf(piece, end);
      }
    }
    return new byte[0];
  }

  /// The last line that has its end.
  private static byte[] last(RandomAccessFile file) throws IOException {
    long length = file.length();
    for (int size = PIECE; size <= LONGEST; size *= 4) {
      long from = Math.max(0, length - size);
      byte[] piece = piece(file, from, (int) (length - from));
      int end = piece.length;
      while (end > 0 && piece[end - 1] != '\n') {
        end--;
      }
      int begin = end - 1;
      while (begin > 0 && piece[begin - 1] != '\n') {
        begin--;
      }
      if (begin > 0 || from == 0) {
        return end == 0 ? new byte[0] : Arrays.copyOfRange(piece, begin, end);
      }
    }
    return new byte[0];
  }

  private static byte[] piece(RandomAccessFile file, long from, int size) throws IOException {
    byte[] piece = new byte[size];
    file.seek(from);
    int length = 0;
    while (length < size) {
      int count = file.read(piece, length, size - length);
      if (count < 0) {
        break;
      }
      length += count;
    }
    return Arrays.copyOf(piece, length);
  }

  private static int indexOf(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != '\n') {
      at++;
    }
    return at;
  }
}
