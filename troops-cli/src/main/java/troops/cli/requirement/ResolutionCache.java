package troops.cli.requirement;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Remembers class paths in a directory, a file for each. An entry counts only if each of its jars
/// still has the size and the time of change that it had; a damaged entry is as good as none. The
/// directory may be deleted at any time, and may be used by several processes at once.
///
/// A file's lines: a mark, the key's lines after `=`, whether the bundled `debian-admin` is seen,
/// one line for each jar (size, time of change in nanoseconds, path), and the hash of all that
/// stands above.
public final class ResolutionCache {
  private static final String MARK = "troops resolution 1\n";

  private final Path directory;

  /// Makes one. The directory is made when something is to be remembered.
  ///
  /// @param directory where the files are
  public ResolutionCache(Path directory) {
    this.directory = directory;
  }

  /// Looks a class path up.
  ///
  /// @param key what it was remembered under
  /// @return the class path, if it is known and all of its jars are as they were
  Optional<ClassPath> find(String key) {
    try {
      return read(Files.readString(file(key)), head(key));
    } catch (IOException | InvalidPathException | NumberFormatException _) {
      // Not there or not readable: the answer is found anew, and written anew.
      return Optional.empty();
    }
  }

  /// Remembers a class path. If that isn't possible, it is found anew the next time.
  ///
  /// @param key what to remember it under
  /// @param classPath what to remember
  void remember(String key, ClassPath classPath) {
    try {
      StringBuilder text = new StringBuilder(head(key));
      text.append("debian-admin ").append(classPath.debianAdmin()).append('\n');
      for (Path jar : classPath.jars()) {
        if (jar.toString().indexOf('\n') >= 0) {
          // Nothing that this file could say.
          return;
        }
        text.append(stamp(jar)).append(' ').append(jar).append('\n');
      }
      text.append(hash(text)).append('\n');
      write(file(key), text);
    } catch (IOException _) {
      // A cache that can't be written (a full disk, a directory of somebody else) only costs time.
      return;
    }
  }

  private static Optional<ClassPath> read(String text, String head) throws IOException {
    int end = text.lastIndexOf('\n', text.length() - 2) + 1;
    String body = text.substring(0, end);
    if (!body.startsWith(head) || !text.substring(end).equals(hash(body) + "\n")) {
      return Optional.empty();
    }
    List<String> lines = lines(body.substring(head.length()));
    List<Path> jars = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      int space = line.indexOf(' ', line.indexOf(' ') + 1);
      Path jar = Path.of(line.substring(space + 1));
      if (!stamp(jar).equals(line.substring(0, space))) {
        return Optional.empty();
      }
      jars.add(jar);
    }
    return Optional.of(new ClassPath(lines.getFirst().equals("debian-admin true"), jars));
  }

  private static List<String> lines(String text) {
    List<String> lines = new ArrayList<>();
    int start = 0;
    for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
      lines.add(text.substring(start, end));
      start = end + 1;
    }
    return lines;
  }

  private static String head(String key) {
    StringBuilder head = new StringBuilder(MARK);
    for (String line : lines(key)) {
      head.append('=').append(line).append('\n');
    }
    return head.toString();
  }

  private static String stamp(Path jar) throws IOException {
    BasicFileAttributes now = Files.readAttributes(jar, BasicFileAttributes.class);
    return now.size() + " " + now.lastModifiedTime().to(TimeUnit.NANOSECONDS);
  }

  private void write(Path file, CharSequence text) throws IOException {
    Files.createDirectories(directory);
    Path beside = Files.createTempFile(directory, "new-", ".tmp");
    try {
      Files.writeString(beside, text);
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(beside);
    }
  }

  private Path file(String key) {
    return directory.resolve(hash(key) + ".resolution");
  }

  /// FNV-1a in 64 bits. Not against malice: the key is stored and compared.
  private static String hash(CharSequence text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    String digits = Long.toHexString(hash);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
