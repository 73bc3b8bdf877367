package troops.cli.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// A file in the syntax of git-config(1), read by git.
public final class ConfigFile {
  private ConfigFile() {}

  /// Reads a file. git isn't started for one that only has comments and headings.
  ///
  /// @param file its path
  /// @return key → value, the last one if a key has several; keys as git prints them: section and
  ///   name in lower case. Empty if there is no such file
  /// @throws Problem if it can't be read, or git can't understand it ([Kind#BAD_SETTING])
  public static Map<String, String> read(Path file) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!saysAnything(file)) {
      return values;
    }
    for (String entry : list(file).split("\0", -1)) {
      int end = entry.indexOf('\n');
      if (!entry.isEmpty()) {
        // A name alone means true.
        values.put(
            end < 0 ? entry : entry.substring(0, end), end < 0 ? "true" : entry.substring(end + 1));
      }
    }
    return values;
  }

  private static boolean saysAnything(Path file) {
    try {
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        if (!text.isEmpty() && "#;".indexOf(text.charAt(0)) < 0 && !isHeading(text)) {
          return true;
        }
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw Repository.unreadable(file, e);
    }
  }

  /// Whether a line only begins a section, in a way that git is known to understand.
  private static boolean isHeading(String line) {
    int last = line.length() - 1;
    if (last < 2 || line.charAt(0) != '[' || line.charAt(last) != ']') {
      return false;
    }
    // Each run of a node comes by here: a regular expression would take milliseconds.
    for (int i = 1; i < last; i++) {
      char c = line.charAt(i);
      if ((c < 'a' || c > 'z') && (c < 'A' || c > 'Z')) {
        return false;
      }
    }
    return true;
  }

  private static String list(Path file) {
    Path directory = file.toAbsolutePath().getParent();
    if (directory == null) {
      throw new IllegalArgumentException("not a file: " + file);
    }
    List<String> arguments = List.of("config", "--file", file.toString(), "--null", "--list");
    try {
      return new String(
          new Git(directory, directory).run(Map.of(), arguments), StandardCharsets.UTF_8);
    } catch (Problem e) {
      throw new Problem(
          Kind.BAD_SETTING,
          file + " can't be understood",
          e.details(),
          "its syntax is that of git-config(1)",
          e);
    }
  }
}
