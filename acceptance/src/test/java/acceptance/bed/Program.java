package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A program that has been started, and whose end is not waited for yet.
public final class Program {
  private final List<String> words;
  private final Process process;
  private final Path out;
  private final Path err;
  private final Consumer<Result> witness;

  private Program(
      List<String> words, Process process, Path out, Path err, Consumer<Result> witness) {
    this.words = words;
    this.process = process;
    this.out = out;
    this.err = err;
    this.witness = witness;
  }

  /// Starts a program. Its streams are files, so that children that outlive it hold nobody up.
  ///
  /// @param words what the result says was run
  /// @param builder how it is run
  /// @param directory where what it says goes
  /// @param witness is told how it ended
  static Program start(
      List<String> words, ProcessBuilder builder, Path directory, Consumer<Result> witness) {
    try {
      Path out = Files.createTempFile(directory, "run", ".out");
      Path err = Files.createTempFile(directory, "run", ".err");
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Program(words, builder.start(), out, err, witness);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for its end.
  public Result finish() {
    try {
      if (!process.waitFor(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        String said = said();
        kill();
        throw new AssertionError("hangs: " + String.join(" ", words) + "\n" + said);
      }
    } catch (InterruptedException e) {
      kill();
      throw new IllegalStateException(e);
    }
    Result result = new Result(words, process.exitValue(), read(out), read(err));
    witness.accept(result);
    return result;
  }

  /// What it has said so far, to standard output and standard error.
  public String said() {
    return read(out) + read(err);
  }

  /// Whether it goes on.
  public boolean isAlive() {
    return process.isAlive();
  }

  /// Sends a signal to the program and all that it has started; `INT` is what Ctrl-C does.
  ///
  /// @param name such as `INT`, `STOP`, `CONT`
  public void signal(String name) {
    // Whoever leads into the namespaces stops when its child does.
    Stream<ProcessHandle> all =
        name.equals("CONT") ? Stream.concat(alive(), Stream.of(process.toHandle())) : alive();
    String ids = all.map(p -> " " + p.pid()).collect(Collectors.joining());
    try {
      new ProcessBuilder("sh", "-c", "kill -" + name + ids)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Ends it with all that it has started, at once.
  public void kill() {
    // From the top, so that nobody lives to report the end of another.
    Stream.concat(Stream.of(process.toHandle()), process.descendants().toList().stream())
        .forEach(ProcessHandle::destroyForcibly);
  }

  /// The program and its children, without the one that leads into the namespaces: that one ends as
  /// its child did.
  private Stream<ProcessHandle> alive() {
    List<ProcessHandle> children = process.descendants().toList();
    return children.isEmpty() ? Stream.of(process.toHandle()) : children.stream();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
