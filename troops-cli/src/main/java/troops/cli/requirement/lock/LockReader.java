package troops.cli.requirement.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.version.Letters;

/// Reads `requirements.lock`: lines of sha256sum(1), and comments, of which some say what the lock
/// was made for.
public final class LockReader {
  private static final int DIGITS = 64;
  private static final int SHOWN = 160;
  private static final String AGAIN = "run troops requirements lock to have it made anew";

  private final List<String> requires = new ArrayList<>();
  private final Map<String, String> commits = new LinkedHashMap<>();
  private final Part first = new Part("");
  private final Part toBuild = new Part("");
  private final List<Part> loads = new ArrayList<>();
  private Part part = first;

  /// What the requirements need, what sources need only to be built, or what one library needs that
  /// may be loaded besides.
  private static final class Part {
    private final String loads;
    private final Map<String, LockedFile> files = new LinkedHashMap<>();
    private boolean debianAdmin;

    Part(String loads) {
      this.loads = loads;
    }

    List<LockedFile> files() {
      return List.copyOf(files.values());
    }
  }

  private LockReader() {}

  /// Reads the lock of a directory.
  ///
  /// @param directory where it lies
  /// @return what it says; nothing if there is none
  /// @throws Problem if it can't be read or understood, naming line and column
  public static Optional<Lock> read(Path directory) {
    Path file = directory.resolve(Lock.FILE);
    try {
      return Files.exists(file) ? Optional.of(parse(Files.readString(file))) : Optional.empty();
    } catch (IOException e) {
      throw new Problem(Kind.UNREADABLE, "cannot read " + file + ": " + e, List.of(), AGAIN, e);
    }
  }

  /// Reads the text of a lock.
  ///
  /// @param text what the file says
  /// @return the same, understood
  /// @throws Problem if a line can't be understood, naming line and column
  public static Lock parse(String text) {
    LockReader reader = new LockReader();
    int number = 0;
    for (int start = 0; start < text.length(); ) {
      int end = text.indexOf('\n', start);
      end = end < 0 ? text.length() : end;
      int last = end > start && text.charAt(end - 1) == '\r' ? end - 1 : end;
      reader.line(++number, text.substring(start, last));
      start = end + 1;
    }
    List<Lock.Load> loads = new ArrayList<>();
    for (Part part : reader.loads) {
      loads.add(new Lock.Load(part.loads, part.debianAdmin, part.files()));
    }
    return new Lock(
        reader.requires,
        reader.first.debianAdmin,
        reader.commits,
        reader.first.files(),
        reader.toBuild.files(),
        loads);
  }

  private void line(int number, String line) {
    if (line.startsWith(Lock.REQUIRES)) {
      requires.add(line.substring(Lock.REQUIRES.length()));
    } else if (line.equals(Lock.BUNDLED)) {
      part.debianAdmin = true;
    } else if (line.startsWith(Lock.COMMIT)) {
      commit(number, line);
    } else if (line.equals(Lock.TO_BUILD)) {
      part = toBuild;
    } else if (line.startsWith(Lock.LOADS)) {
      part = new Part(line.substring(Lock.LOADS.length()));
      loads.add(part);
    } else if (!line.isBlank() && !line.startsWith("#")) {
      file(number, line);
    }
  }

  private void commit(int number, String line) {
    int start = Lock.COMMIT.length();
    int blank = line.indexOf(' ', start);
    String commit = blank < 0 ? "" : line.substring(start, blank);
    if (!Letters.isHexadecimal(commit, 40) && !Letters.isHexadecimal(commit, 64)) {
      throw bad(number, line, start, "a commit has an id of 40 or 64 hexadecimal digits", AGAIN);
    }
    if (commits.putIfAbsent(line.substring(blank + 1), commit) != null) {
      throw bad(number, line, blank + 1, "these sources are named twice", AGAIN);
    }
  }

  private void file(int number, String line) {
    if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
      throw bad(number, line, 0, "git left a conflict here", AGAIN);
    }
    int digits = 0;
    while (digits < line.length()
        && Character.digit(line.charAt(digits), 16) >= 0
        && line.charAt(digits) < 0x80) {
      digits++;
    }
    if (digits != DIGITS) {
      throw bad(
          number,
          line,
          Math.min(digits, DIGITS),
          "a line begins with the 64 hexadecimal digits of a SHA-256",
          AGAIN);
    }
    boolean separated = line.startsWith("  ", DIGITS) || line.startsWith(" *", DIGITS);
    if (!separated) {
      throw bad(number, line, DIGITS, "two blanks stand between checksum and path", AGAIN);
    }
    String path = line.substring(DIGITS + 2);
    if (!LockedFile.isPath(path)) {
      throw bad(
          number,
          line,
          DIGITS + 2,
          path.isEmpty() ? "the path is missing" : "this is no file of a Maven repository",
          "a path is group/artifact/version/artifact-version.jar; " + AGAIN);
    }
    if (path.contains("-SNAPSHOT/")) {
      throw bad(
          number, line, DIGITS + 2, "a snapshot is another one tomorrow", "require a release");
    }
    LockedFile file = new LockedFile(line.substring(0, DIGITS).toLowerCase(Locale.ROOT), path);
    boolean known = part == toBuild && first.files.containsKey(path);
    if (known || part.files.putIfAbsent(path, file) != null) {
      throw bad(number, line, DIGITS + 2, "this file is named twice", AGAIN);
    }
  }

  private static Problem bad(int number, String line, int offset, String what, String hint) {
    String shown = line.substring(0, Math.min(line.length(), SHOWN));
    return new Problem(
        Kind.BAD_REQUIREMENT,
        Lock.FILE + ":" + number + ":" + (offset + 1) + ": " + what,
        List.of(shown, " ".repeat(offset) + "^"),
        hint,
        null);
  }
}
