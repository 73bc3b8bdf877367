package troops.cli.state;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// The records of runs, one file for each: JSON Lines, named by the run's id, so that their order
/// is that of time.
///
/// @param directory where they lie
public record RunFiles(Path directory) {
  private static final int KEPT = 1000;
  private static final String END = ".jsonl";

  /// Makes the id of a run that begins: when it began, to the millisecond, and the process that
  /// carries it out.
  ///
  /// @param begin when it began
  /// @param pid the process id
  /// @return an id that sorts by time
  public static String id(Instant begin, long pid) {
    java.time.OffsetDateTime utc = begin.atOffset(ZoneOffset.UTC);
    return digits(utc.getYear(), 4)
        + digits(utc.getMonthValue(), 2)
        + digits(utc.getDayOfMonth(), 2)
        + "-"
        + digits(utc.getHour(), 2)
        + digits(utc.getMinute(), 2)
        + digits(utc.getSecond(), 2)
        + "."
        + digits(utc.getNano() / 1_000_000, 3)
        + "-"
        + pid;
  }

  private static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /// Begins the record of a run, and removes the oldest records when there are more than a
  /// thousand.
  ///
  /// @param run its id
  /// @return where its lines go
  /// @throws Problem if the file can't be made
  public Writer begin(String run) {
    Directories.make(directory);
    prune();
    Path file = directory.resolve(run + END);
    try {
      return new Writer(file, new FileOutputStream(file.toFile(), true));
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  private void prune() {
    String[] names = directory.toFile().list();
    if (names == null || names.length <= KEPT) {
      return;
    }
    Arrays.sort(names);
    for (int i = 0; i < names.length - KEPT; i++) {
      if (names[i].endsWith(END) && !new File(directory.toFile(), names[i]).delete()) {
        return;
      }
    }
  }

  /// The record of a run.
  ///
  /// @param run its id
  /// @return its lines
  /// @throws IOException if there is none, or it can't be read
  public List<String> read(String run) throws IOException {
    return Files.readAllLines(directory.resolve(run + END));
  }

  private static Problem refused(Path file, IOException e) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot record the run in " + file + ": " + Directories.reason(e),
        List.of(),
        "",
        e);
  }

  /// Takes the lines of one run. Not a channel: a script that interrupts its own thread would close
  /// it.
  public static final class Writer implements AutoCloseable {
    private final Path file;
    private final FileOutputStream stream;

    private Writer(Path file, FileOutputStream stream) {
      this.file = file;
      this.stream = stream;
    }

    /// Appends a line.
    ///
    /// @param line the line with its end, UTF-8
    public void append(byte[] line) {
      try {
        stream.write(line);
      } catch (IOException e) {
        throw refused(file, e);
      }
    }

    /// Makes sure that what was appended outlives a power cut.
    public void sync() {
      try {
        stream.getFD().sync();
        Path directory = Path.of(String.valueOf(file.getParent()));
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
          channel.force(true);
        }
      } catch (IOException e) {
        throw refused(file, e);
      }
    }

    @Override
    public void close() {
      try {
        stream.close();
      } catch (IOException e) {
        throw refused(file, e);
      }
    }
  }
}
