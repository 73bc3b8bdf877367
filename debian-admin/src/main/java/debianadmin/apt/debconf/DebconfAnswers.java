package debianadmin.apt.debconf;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import machine.Machine;
import machine.MachineException;
import org.jspecify.annotations.Nullable;

/// The answers in debconf's database, as the files of its default drivers have them
/// (debconf.conf(5)): `config.dat`, and `passwords.dat` for those of the type `password`.
final class DebconfAnswers {
  private final Map<String, Answer> all = new HashMap<>();
  private final boolean complete;

  /// @param complete whether all files could be read
  private DebconfAnswers(boolean complete) {
    this.complete = complete;
  }

  /// An answer.
  ///
  /// @param value the text
  /// @param seen whether the question isn't asked again
  /// @param secret whether it is kept among the passwords
  record Answer(String value, boolean seen, boolean secret) {
    /// Without the value, which may be secret.
    @Override
    public String toString() {
      return "Answer[seen=" + seen + "]";
    }
  }

  /// The answers on a machine, read once for all questions.
  ///
  /// @param machine the machine
  /// @return the answers; none if there is no database yet
  static DebconfAnswers read(Machine machine) {
    return machine.fact(
        DebconfAnswers.class,
        () -> {
          Path passwords = machine.path("/var/cache/debconf/passwords.dat");
          boolean readable = Files.isReadable(passwords) || Files.notExists(passwords);
          String config = text(machine.path("/var/cache/debconf/config.dat"));
          return parse(config, readable ? text(passwords) : null);
        });
  }

  /// Reads the files.
  ///
  /// @param config `config.dat`
  /// @param passwords `passwords.dat`, or null if it can't be read
  /// @return the answers
  static DebconfAnswers parse(String config, @Nullable String passwords) {
    DebconfAnswers answers = new DebconfAnswers(passwords != null);
    answers.scan(config, false);
    answers.scan(passwords == null ? "" : passwords, true);
    return answers;
  }

  /// The answer to a question.
  ///
  /// @param question its name: `tzdata/Areas`
  /// @return the answer, or null if there is none
  @Nullable Answer of(String question) {
    return all.get(question);
  }

  /// Whether the passwords were read too.
  boolean isComplete() {
    return complete;
  }

  // Name: tzdata/Areas
  // Template: tzdata/Areas
  // Value: Europe
  // Owners: tzdata
  // Flags: seen
  private void scan(String text, boolean secret) {
    String name = "";
    @Nullable String value = null;
    boolean seen = false;
    int line = 0;
    // One line more than there are ends the last stanza, however the file ends.
    while (line <= text.length() + 1) {
      int end = line > text.length() ? line : text.indexOf('\n', line);
      end = end < 0 ? text.length() : end;
      if (end == line) {
        if (!name.isEmpty() && value != null) {
          all.put(name, new Answer(value, seen, secret));
        }
        name = "";
        value = null;
        seen = false;
      } else if (text.startsWith("Name:", line)) {
        name = rest(text, line + 5, end);
      } else if (text.startsWith("Value:", line)) {
        value = rest(text, line + 6, end);
      } else if (text.startsWith("Flags:", line)) {
        seen = (", " + rest(text, line + 6, end) + ",").contains(", seen,");
      }
      line = end + 1;
    }
  }

  // At most one space belongs to the colon.
  private static String rest(String text, int from, int end) {
    return text.substring(from < end && text.charAt(from) == ' ' ? from + 1 : from, end);
  }

  private static String text(Path file) {
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (FileNotFoundException e) {
      return "";
    } catch (IOException e) {
      throw new MachineException(file + ": " + e.getMessage(), "", e);
    }
  }
}
