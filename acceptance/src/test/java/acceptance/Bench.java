package acceptance;

import acceptance.bed.Patience;
import acceptance.bed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/// A person's workplace: a repository, a home directory and a state of Troops of its own, and the
/// built tool to try on them.
final class Bench {
  /// The tool as the build has put it together.
  static final Path DISTRIBUTION = property("troops.distribution");

  /// The deployments that the README and the manual speak of.
  static final Path EXAMPLES = property("troops.examples");

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path top;
  private final Map<String, String> environment = new TreeMap<>();
  private Path tool = DISTRIBUTION.resolve("bin/troops");

  private static Path property(String name) {
    return Path.of(System.getProperty(name)).toAbsolutePath().normalize();
  }

  /// A workplace with an empty Git repository.
  static Bench in(Path directory) {
    Bench bench = new Bench(directory);
    bench.git("init", "--quiet", "--initial-branch=main", ".");
    bench.git("config", "user.name", "tester");
    bench.git("config", "user.email", "tester@example.com");
    return bench;
  }

  private Bench(Path directory) {
    this.top = directory;
    environment.put("HOME", top.resolve("home").toString());
    environment.put("TROOPS_DIRECTORY", top.resolve("troops").toString());
    environment.put("OUT", top.resolve("out").toString());
    environment.put("PATH", System.getenv("PATH"));
    try {
      for (String name : List.of("work", "home", "out")) {
        Files.createDirectories(top.resolve(name));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The repository's work tree.
  Path work() {
    return top.resolve("work");
  }

  /// A place that scripts may write to; they know it as the environment variable OUT.
  Path out() {
    return top.resolve("out");
  }

  /// Where this workplace's Troops keeps everything.
  Path troopsDirectory() {
    return top.resolve("troops");
  }

  /// Uses another copy of the tool.
  Bench with(Path otherTool) {
    tool = otherTool;
    return this;
  }

  /// Sets a variable of the environment; an empty value takes it away.
  Bench with(String name, String value) {
    if (value.isEmpty()) {
      environment.remove(name);
    } else {
      environment.put(name, value);
    }
    return this;
  }

  /// Writes a file of the work tree.
  Bench file(String path, String text) {
    try {
      Path file = work().resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Writes `deploy.java` and a `requirements.txt` that lists the bundled library, and commits all
  /// there is.
  Bench script(String text) {
    file("requirements.txt", "org.debianadmin:debian-admin\n");
    file("deploy.java", text);
    return commit();
  }

  /// Commits all there is.
  Bench commit() {
    git("add", "--all");
    git("commit", "--quiet", "--allow-empty", "--message=a commit");
    return this;
  }

  /// Runs git in the work tree, and answers what it wrote.
  String git(String... arguments) {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(List.of(arguments));
    Result result = run(work(), words);
    if (result.code() != 0) {
      throw new AssertionError(words + ": " + result.all());
    }
    return result.out().strip();
  }

  /// Runs `troops deploy` on the work tree.
  Result deploy(String... options) {
    List<String> words = new ArrayList<>(List.of("deploy", "--repository=" + work()));
    words.addAll(List.of(options));
    return troops(words.toArray(String[]::new));
  }

  /// Runs the tool.
  Result troops(String... words) {
    return run(top, command(words));
  }

  /// Starts the tool, and doesn't wait for its end.
  Process start(String... words) {
    return start(top, command(words), "started");
  }

  /// Runs the tool with a standard output that nobody reads, and answers its exit code.
  int unread(String... words) {
    ProcessBuilder builder = new ProcessBuilder(command(words)).directory(top.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
        throw new AssertionError("hangs");
      }
      return process.exitValue();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private List<String> command(String... words) {
    List<String> command = new ArrayList<>(List.of(tool.toString()));
    command.addAll(List.of(words));
    return command;
  }

  /// Runs a program with this workplace's environment.
  Result run(Path directory, List<String> words) {
    String name = "run-" + Thread.currentThread().threadId() + "-" + System.nanoTime();
    Process process = start(directory, words, name);
    Result result = finish(words, process, name);
    try {
      Files.delete(top.resolve(name + ".out"));
      Files.delete(top.resolve(name + ".err"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return result;
  }

  private Process start(Path directory, List<String> words, String name) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectInput(Path.of("/dev/null").toFile());
    builder.redirectOutput(top.resolve(name + ".out").toFile());
    builder.redirectError(top.resolve(name + ".err").toFile());
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the end of what [#start(String...)] started.
  Result finish(Process process) {
    return finish(List.of(tool.toString()), process, "started");
  }

  private Result finish(List<String> words, Process process, String name) {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
        throw new AssertionError("hangs: " + read(name + ".err"));
      }
      return new Result(words, process.exitValue(), read(name + ".out"), read(name + ".err"));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What the program that was started has said so far.
  String saidSoFar() {
    return read("started.out") + read("started.err");
  }

  private String read(String name) {
    try {
      return new String(Files.readAllBytes(top.resolve(name)), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }

  /// Waits until something holds.
  static void await(String what, java.util.function.BooleanSupplier condition) {
    Patience.await(what, condition);
  }

  /// The lines of the record of the last run.
  List<String> record() {
    try (var files = Files.list(troopsDirectory().resolve("runs"))) {
      Path last = files.sorted().reduce((a, b) -> b).orElseThrow();
      return Files.readAllLines(last);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
