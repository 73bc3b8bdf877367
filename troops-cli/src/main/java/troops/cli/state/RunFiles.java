package troops.cli.state;

import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// The records of runs, one file for each: JSON Lines, named by the run's id, so that their order
/// is that of time.
///
/// @param directory where they lie
/// @param kept which of them are kept
public record RunFiles(Path directory, Retention kept) {
  private static final String END = ".jsonl";

  /// What the ids of previews end with: so a run can tell, without opening a file, whether one came
  /// just before it.
  private static final String PREVIEW = "-check";

  /// Which records are kept when a run begins: those that meet both conditions.
  ///
  /// @param count how many, the one that begins among them; at least 1
  /// @param age how long ago their runs began at most
  public record Retention(int count, Duration age) {
    /// What is kept unless somebody says otherwise: a thousand, for a year.
    public static final Retention USUAL = new Retention(1000, Duration.ofDays(365));

    /// Checks them.
    public Retention {
      if (count < 1 || age.isNegative()) {
        throw new IllegalArgumentException("nothing would be kept: " + count + ", " + age);
      }
    }
  }

  /// Records of which as many are kept as is usual.
  ///
  /// @param directory where they lie
  public RunFiles(Path directory) {
    this(directory, Retention.USUAL);
  }

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

  /// Makes the id of a run that begins, so that it comes after those of all runs before it, even if
  /// the clock was set back since: then it says when the last one began, and a little more.
  ///
  /// @param begin when it began
  /// @param pid the process id
  /// @return an id that sorts last
  public String next(Instant begin, long pid) {
    String id = id(begin, pid);
    Instant after = begin;
    for (String name : names()) {
      if (name.compareTo(id) > 0) {
        Instant other = time(name).plusMillis(1);
        after = other.isAfter(after) ? other : after;
      }
    }
    return id(after, pid);
  }

  /// The id of a run that is a preview.
  ///
  /// @param id an id
  /// @return the id, saying so
  public static String preview(String id) {
    return id + PREVIEW;
  }

  private static Instant time(String id) {
    try {
      return java.time.LocalDateTime.parse(
              id.substring(0, Math.min(19, id.length())),
              java.time.format.DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS", Locale.ROOT))
          .toInstant(ZoneOffset.UTC);
    } catch (java.time.format.DateTimeParseException e) {
      // Somebody else's file.
      return Instant.EPOCH;
    }
  }

  private static String digits(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /// Begins the record of a run, and removes older ones that are not to be kept. Whoever calls
  /// holds the lock, so that no other run is going on whose record it could be.
  ///
  /// @param run its id
  /// @return where its lines go
  /// @throws Problem if the file can't be made
  public Writer begin(String run) {
    Directories.make(directory);
    String[] names = names();
    prune(names, run);
    Path file = file(run);
    try {
      FileOutputStream stream = new FileOutputStream(file.toFile(), true);
      return new Writer(file, stream, isAfterPreview(names, run + END));
    } catch (IOException e) {
      throw refused(file, e);
    }
  }

  /// The names of the files, in no order; none where they can't be listed.
  private String[] names() {
    String[] names = directory.toFile().list((in, name) -> name.endsWith(END));
    return names == null ? new String[0] : names;
  }

  private static boolean isAfterPreview(String[] names, String begins) {
    String before = "";
    for (String name : names) {
      if (name.compareTo(before) > 0 && !name.equals(begins)) {
        before = name;
      }
    }
    return before.endsWith(PREVIEW + END);
  }

  private void prune(String[] names, String begins) {
    String oldest = id(Instant.now().minus(kept.age()), 0) + END;
    boolean old = false;
    for (String name : names) {
      old |= name.compareTo(oldest) < 0;
    }
    // With the one that begins, there will be as many as are kept.
    int tooMany = names.length + 1 - kept.count();
    if (old || tooMany > 0) {
      Arrays.sort(names);
      prune(names, begins + END, oldest, tooMany);
    }
  }

  private void prune(String[] names, String begins, String oldest, int tooMany) {
    int left = tooMany;
    for (String name : names) {
      if (!name.equals(begins)) {
        if (left <= 0 && name.compareTo(oldest) >= 0) {
          return;
        }
        left--;
        if (!new File(directory.toFile(), name).delete()) {
          // It will be tried again the next time.
          return;
        }
      }
    }
  }

  /// The ids of the runs that have a record, newest first.
  ///
  /// @return the ids; none if nothing was ever recorded
  /// @throws Problem if the directory can't be read
  public List<String> newestFirst() {
    List<String> ids = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*" + END)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        ids.add(name.substring(0, name.length() - END.length()));
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      IOException why = e instanceof IOException refusal ? refusal : new IOException(e);
      throw new Problem(
          Kind.UNREADABLE,
          "cannot read " + directory + ": " + Directories.reason(why),
          List.of(),
          "the records of runs lie there",
          e);
    }
    ids.sort(Comparator.reverseOrder());
    return ids;
  }

  /// Where the record of a run lies.
  ///
  /// @param run its id
  /// @return a file; it may not exist
  public Path file(String run) {
    return directory.resolve(run + END);
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
    private final boolean afterPreview;

    private Writer(Path file, FileOutputStream stream, boolean afterPreview) {
      this.file = file;
      this.stream = stream;
      this.afterPreview = afterPreview;
    }

    /// Whether the run before this one was a preview.
    ///
    /// @return true if it was
    public boolean isAfterPreview() {
      return afterPreview;
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
