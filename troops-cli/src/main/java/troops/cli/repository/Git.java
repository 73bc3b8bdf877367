package troops.cli.repository;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import machine.Machine;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Starts git for one repository, with an environment that nobody else's settings leak into.
///
/// As root, for a repository that belongs to somebody else, git runs as that somebody: its hooks,
/// filters and settings are theirs, and root must not carry them out.
final class Git {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /// What git itself exports to hooks and aliases; it would point git to another repository than
  /// ours.
  private static final List<String> FOREIGN =
      List.of(
          "GIT_DIR",
          "GIT_WORK_TREE",
          "GIT_INDEX_FILE",
          "GIT_PREFIX",
          "GIT_COMMON_DIR",
          "GIT_NAMESPACE",
          "GIT_OBJECT_DIRECTORY",
          "GIT_ALTERNATE_OBJECT_DIRECTORIES",
          "GIT_QUARANTINE_PATH",
          "GIT_CONFIG_PARAMETERS",
          "GIT_CONFIG_COUNT",
          "GIT_TRACE");

  private final Path gitDirectory;
  private final Path directory;

  /// @param gitDirectory the repository
  /// @param directory where git is started: the work tree, or the repository if there is none
  Git(Path gitDirectory, Path directory) {
    this.gitDirectory = gitDirectory;
    this.directory = directory;
  }

  /// Starts git.
  Process start(Map<String, String> environment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(arguments);
    return startAsOwner(environment, words);
  }

  /// Runs another program as git would be run, whatever becomes of it.
  void attempt(List<String> words) {
    Process process = startAsOwner(Map.of(), words);
    try {
      process.getOutputStream().close();
      new Tail(process.getErrorStream());
      process.getInputStream().readAllBytes();
      process.waitFor();
    } catch (IOException e) {
      process.destroy();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
    }
  }

  /// The command that answers another git's fetch, for a shell: as the owner of the repository, and
  /// with nobody's settings but the repository's own.
  String uploadPack() {
    String environment =
        "env -i PATH=/usr/bin:/bin HOME=/nonexistent GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null"
            + " GIT_NO_REPLACE_OBJECTS=1 GIT_PROTOCOL=version=2 ";
    return environment
        + String.join(" ", asOwner().orElse(List.of()))
        + " git -c uploadpack.allowAnySHA1InWant=true upload-pack --strict";
  }

  private Process startAsOwner(Map<String, String> environment, List<String> command) {
    Optional<List<String>> owner = asOwner();
    List<String> words = new ArrayList<>(owner.orElse(List.of()));
    words.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    if (owner.isPresent()) {
      variables.clear();
      variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
      variables.put("HOME", "/nonexistent");
    } else {
      FOREIGN.forEach(variables::remove);
    }
    variables.put("LC_ALL", "C.UTF-8");
    variables.put("GIT_TERMINAL_PROMPT", "0");
    variables.put("GIT_OPTIONAL_LOCKS", "0");
    variables.put("GIT_NO_REPLACE_OBJECTS", "1");
    // What isn't there isn't fetched: an answer must not need the network, nor run what a remote
    // names.
    variables.put("GIT_ALLOW_PROTOCOL", "");
    variables.put("GIT_NO_LAZY_FETCH", "1");
    variables.putAll(environment);
    try {
      return limited(builder.start());
    } catch (IOException e) {
      throw new Problem(
          Kind.GIT_FAILED,
          "cannot start " + command.getFirst() + ": " + e.getMessage(),
          List.of(),
          "is it installed? (apt install git)",
          e);
    }
  }

  /// Ends a git that takes too long, whoever waits for it: a named pipe among the objects stops it
  /// for ever.
  private static Process limited(Process process) {
    Thread.ofPlatform()
        .daemon()
        .name("time limit of git")
        .start(() -> {
          try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
              process.destroyForcibly();
            }
          } catch (InterruptedException e) {
            process.destroyForcibly();
          }
        });
    return process;
  }

  /// How root becomes the owner of the repository: in a session of its own, for what has root's
  /// terminal can type into it; with nothing of root's environment; and with no way back.
  private Optional<List<String>> asOwner() {
    if (!Machine.isRoot()) {
      return Optional.empty();
    }
    for (Path path : List.of(directory, gitDirectory)) {
      try {
        Object user = Files.getAttribute(path, "unix:uid");
        if (!user.equals(0)) {
          Object group = Files.getAttribute(path, "unix:gid");
          return Optional.of(
              List.of(
                  "setsid",
                  "setpriv",
                  "--reuid=" + user,
                  "--regid=" + group,
                  "--clear-groups",
                  "--no-new-privs",
                  "--"));
        }
      } catch (IOException e) {
        throw Repository.unreadable(path, e);
      }
    }
    return Optional.empty();
  }

  /// Runs git to its end and answers what it wrote to standard output.
  byte[] run(Map<String, String> environment, List<String> arguments) {
    return finish(start(environment, arguments), arguments);
  }

  /// Waits for a git that was started, and answers what it wrote to standard output.
  static byte[] finish(Process process, List<String> arguments) {
    return finish(process, arguments, new byte[0]);
  }

  /// Waits for a git that was started and reads from its standard input, and answers what it wrote
  /// to standard output.
  static byte[] finish(Process process, List<String> arguments, byte[] input) {
    try {
      Tail errors = new Tail(process.getErrorStream());
      try (OutputStream stdin = process.getOutputStream()) {
        stdin.write(input);
      } catch (IOException e) {
        // It has ended without reading all of it: its exit code says why.
      }
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      if (process.exitValue() != 0) {
        throw failed(arguments, "exit code " + process.exitValue(), errors.lines());
      }
      return output;
    } catch (IOException e) {
      throw failed(arguments, "" + e.getMessage(), List.of());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw failed(arguments, "interrupted", List.of());
    }
  }

  static Problem failed(List<String> arguments, String how, List<String> lines) {
    String all = String.join("\n", lines);
    String hint =
        all.contains("dubious ownership")
            ? "the repository belongs to somebody else: work as that user, or clone it"
            : "";
    return new Problem(
        Kind.GIT_FAILED, "git " + arguments.getFirst() + ": " + how, lines, hint, null);
  }

  /// Reads what git complains about on a thread of its own, so that git never waits for us.
  static final class Tail {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final Thread thread;

    Tail(InputStream stream) {
      thread =
          Thread.ofPlatform()
              .daemon()
              .name("git's errors")
              .start(() -> {
                try {
                  stream.transferTo(bytes);
                } catch (IOException e) {
                  // git has ended; what it said is what we have.
                }
              });
    }

    List<String> lines() throws InterruptedException {
      thread.join(Duration.ofSeconds(2));
      return bytes.toString(StandardCharsets.UTF_8).lines().limit(20).toList();
    }
  }

  /// A file that doesn't exist yet, in git's own directory, where git's user may write.
  File scratch(String name) {
    return gitDirectory.resolve(name + "-" + ProcessHandle.current().pid()).toFile();
  }
}
