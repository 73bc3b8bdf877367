package troops.cli.repository;

import java.io.File;
import java.io.IOException;
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
public final class Git {
  /// The exit code of what was ended by SIGKILL.
  private static final int KILLED = 137;

  /// The exit code of what nobody listened to any more: SIGPIPE.
  private static final int UNHEARD = 141;

  /// In bytes.
  private static final long LITTLE = 1 << 16;

  /// How long a family that was told to end may take before it is killed.
  private static final Duration GRACE = Duration.ofSeconds(2);

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

  /// Git for a repository.
  ///
  /// @param gitDirectory the repository
  /// @param directory where git is started: the work tree, or the repository if there is none
  public Git(Path gitDirectory, Path directory) {
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

  /// Starts git to work on what it is fed. It waits for whoever feeds it, and so has no limit.
  Process startFed(Map<String, String> environment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("git"));
    words.addAll(arguments);
    return start(words, false, environment);
  }

  /// Starts to pack a commit with all that it consists of.
  ///
  /// @param known a commit whose parts are left out; it must be here, too
  Process startPack(Map<String, String> environment, Revision revision, Optional<Revision> known) {
    List<String> arguments =
        List.of("pack-objects", "--revs", "--stdout", "--thin", "--delta-base-offset", "--quiet");
    Process process = start(environment, arguments);
    String names = revision.id() + "\n" + known.map(it -> "^" + it.id() + "\n").orElse("");
    try (OutputStream stdin = process.getOutputStream()) {
      stdin.write(names.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      // It has ended already; whoever reads its answer will notice.
    }
    return process;
  }

  private Process startAsOwner(Map<String, String> environment, List<String> command) {
    Optional<List<String>> owner = asOwner();
    List<String> words = new ArrayList<>(owner.orElse(List.of()));
    words.addAll(command);
    return TimeLimit.on(start(words, owner.isPresent(), environment));
  }

  private Process start(List<String> words, boolean afresh, Map<String, String> environment) {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    Map<String, String> variables = builder.environment();
    if (afresh) {
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
      return builder.start();
    } catch (IOException e) {
      throw new Problem(
          Kind.GIT_FAILED,
          "cannot start " + words.getFirst() + ": " + e.getMessage(),
          List.of(),
          "is it installed? (apt install git)",
          e);
    }
  }

  /// What a git said that had a time limit.
  ///
  /// @param exitCode its exit code
  /// @param output what it wrote to standard output, up to some megabytes
  /// @param whole whether that is all of it
  /// @param errors the lines it wrote to standard error: the last ones, if there were very many
  /// @param late whether it was ended because its time was up
  // Never compared: it is read, and used up.
  @SuppressWarnings("ArrayRecordComponent")
  public record Answer(
      int exitCode, byte[] output, boolean whole, List<String> errors, boolean late) {
    /// Copies the list.
    public Answer {
      errors = List.copyOf(errors);
    }

    /// What it wrote to standard output, as text.
    ///
    /// @return the text
    public String text() {
      return new String(output, StandardCharsets.UTF_8);
    }
  }

  /// Runs git to its end, in a session of its own and with nothing of this process's environment.
  /// When its time is up, it is ended with whatever it has started (ssh, for one), by a process
  /// that lives on should this one die.
  ///
  /// @param limit its time
  /// @param environment what it finds in its environment, besides the usual
  /// @param arguments its arguments
  /// @return what it said, whatever its exit code
  /// @throws Problem if it can't be started, or this thread is interrupted
  public Answer ask(Duration limit, Map<String, String> environment, List<String> arguments) {
    return ask(limit, true, environment, arguments);
  }

  /// The same with the environment of this process, and so with the settings and keys of whoever
  /// runs it. It has no terminal, so it asks nobody.
  ///
  /// @param limit its time
  /// @param environment what it finds in its environment, besides
  /// @param arguments its arguments
  /// @return what it said, whatever its exit code
  /// @throws Problem if it can't be started, or this thread is interrupted
  public Answer askAsCaller(
      Duration limit, Map<String, String> environment, List<String> arguments) {
    return ask(limit, false, environment, arguments);
  }

  private Answer ask(
      Duration limit, boolean afresh, Map<String, String> environment, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of("setsid", "--wait", "timeout"));
    words.add("--kill-after=" + GRACE.toSeconds());
    words.add(limit.toMillis() / 1000.0 + "s");
    // Its own setsid would take it out of the group that timeout ends.
    asOwner().ifPresent(owner -> words.addAll(owner.subList(1, owner.size())));
    words.add("git");
    words.addAll(arguments);
    long start = System.nanoTime();
    Process process = start(words, afresh, environment);
    try {
      process.getOutputStream().close();
      Tail output = new Tail(process.getInputStream());
      Tail errors = new Tail(process.getErrorStream());
      Duration most = limit.plus(GRACE).plus(GRACE);
      boolean ended = process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS);
      boolean due = System.nanoTime() - start >= limit.toNanos();
      if (!ended) {
        process.destroyForcibly().waitFor();
      }
      int code = process.exitValue();
      // timeout(1): 124, or 137 if it had to kill.
      boolean late = !ended || (due && (code == 124 || code == 137));
      return new Answer(code, output.bytes(), output.whole(), errors.last(1000), late);
    } catch (IOException e) {
      process.destroy();
      throw failed(arguments, "" + e.getMessage(), List.of());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw failed(arguments, "interrupted", List.of());
    }
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
    try {
      Tail errors = new Tail(process.getErrorStream());
      process.getOutputStream().close();
      byte[] output = process.getInputStream().readAllBytes();
      process.waitFor();
      if (process.exitValue() != 0) {
        int code = process.exitValue();
        String how =
            code == KILLED ? "it did nothing for too long, or was killed" : "exit code " + code;
        throw failed(arguments, how, errors.lines());
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

  /// Hands what one git writes on to another.
  ///
  /// @param from the git that packs
  /// @param to the git that unpacks
  /// @param arguments the latter's
  /// @throws Problem if one of them fails, in the words of the one that was the first to
  static void pipe(Process from, Process to, List<String> arguments) {
    Tail said = new Tail(from.getErrorStream());
    try (OutputStream stdin = to.getOutputStream()) {
      from.getInputStream().transferTo(stdin);
      from.getInputStream().close();
    } catch (IOException e) {
      // One of them has ended early: the other's exit code says why.
    }
    Problem failure = null;
    try {
      finish(to, arguments);
    } catch (Problem e) {
      failure = e;
    }
    try {
      int code = from.waitFor();
      if (code != 0 && code != UNHEARD) {
        throw failed(List.of("pack-objects"), "exit code " + code, said.lines());
      }
    } catch (InterruptedException e) {
      from.destroy();
      Thread.currentThread().interrupt();
      throw failed(List.of("pack-objects"), "interrupted", List.of());
    }
    if (failure != null) {
      throw failure;
    }
  }

  static Problem failed(List<String> arguments, String how, List<String> lines) {
    String all = String.join("\n", lines);
    String hint =
        all.contains("dubious ownership")
            ? "the repository belongs to somebody else: work as that user, or clone it"
            : "";
    return new Problem(Kind.GIT_FAILED, "git " + verb(arguments) + ": " + how, lines, hint, null);
  }

  /// What git was to do: its first argument that isn't a setting.
  private static String verb(List<String> arguments) {
    int at = 0;
    while (at + 2 < arguments.size() && arguments.get(at).equals("-c")) {
      at += 2;
    }
    return arguments.get(at);
  }

  /// Whether there is no room left where a path lies: git doesn't always say why it couldn't write.
  static boolean isFull(Path path) {
    return path.toFile().getUsableSpace() < LITTLE;
  }

  /// Whether `git gc --auto` would find something to do in a repository: more than 50 packs, of two
  /// files each, or, by a look at one of 256 directories, more than 6700 loose objects (git-gc(1),
  /// `gc.autoPackLimit` and `gc.auto`). Starts no program.
  ///
  /// @param path the path of a bare repository
  /// @return true if it would
  public static boolean isUntidy(Path path) {
    String[] some = path.resolve("objects/17").toFile().list();
    String[] packs = path.resolve("objects/pack").toFile().list();
    return (some != null && some.length > 26) || (packs != null && packs.length > 100);
  }

  /// A file that doesn't exist yet, in git's own directory, where git's user may write.
  File scratch(String name) {
    return gitDirectory.resolve(name + "-" + ProcessHandle.current().pid()).toFile();
  }
}
