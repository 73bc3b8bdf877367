package measure;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/// A program that ended.
///
/// @param command what ran
/// @param exit its exit code
/// @param output what it printed on standard output
/// @param errors what it printed on standard error
public record Run(List<String> command, int exit, String output, String errors) {
  public static Run of(String... command) throws IOException, InterruptedException {
    return of(List.of(command), Map.of());
  }

  public static Run of(List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return in(Path.of("/"), command, environment);
  }

  public static Run in(Path directory, List<String> command, Map<String, String> environment)
      throws IOException, InterruptedException {
    // Files and not pipes: nobody has to read two streams at once, and no writer ever waits for a
    // reader.
    Path output = Files.createTempFile("output", "");
    Path errors = Files.createTempFile("errors", "");
    try {
      int exit = start(directory, command, environment, output, errors).waitFor();
      return new Run(command, exit, text(output), text(errors));
    } finally {
      Files.delete(output);
      Files.delete(errors);
    }
  }

  public static Process start(
      Path directory,
      List<String> command,
      Map<String, String> environment,
      Path output,
      Path errors)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(output.toFile()).redirectError(errors.toFile());
    return builder.start();
  }

  /// Whether a program of that name is on the PATH.
  public static boolean knows(String program) {
    return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin:/bin").split(":"))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
  }

  public Run orElseThrow() throws Unmeasured {
    if (exit != 0) {
      throw new Unmeasured(String.join(" ", command) + " ended with " + exit + said());
    }
    return this;
  }

  /// The lines that name something.
  public List<String> about(String name) {
    return (output + errors).lines().filter(line -> line.contains(name)).toList();
  }

  /// The last lines of what it said, to be put behind a message.
  public String said() {
    List<String> lines = (output + errors).lines().filter(line -> !line.isBlank()).toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - 15), lines.size());
    return last.isEmpty()
        ? ", having said nothing"
        : ", having said\n    " + String.join("\n    ", last);
  }

  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
  }
}
