package machine;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program to start, with its arguments, environment, directory and time limit. A value: every
/// method answers a new one.
///
/// Arguments are handed over as they are; no shell sees them. Standard input is empty unless
/// [#input] says otherwise. The environment is that of this process, with the additions of [#with].
public final class Command {
  /// How many characters of each output stream an [Exit] keeps: the last ones.
  public static final int KEPT = 1 << 20;

  /// A longer line is cut into several, in bytes.
  private static final int LONGEST = 1 << 20;

  /// How long output is still read after the program itself has ended: a daemon that it left behind
  /// may hold its streams open for ever.
  private static final Duration DRAIN = Duration.ofSeconds(2);

  private final List<String> words;
  private final Map<String, String> environment;
  private final String input;
  private final Duration limit;
  private final Path directory;

  private Command(
      List<String> words,
      Map<String, String> environment,
      String input,
      Duration limit,
      Path directory) {
    this.words = words;
    this.environment = environment;
    this.input = input;
    this.limit = limit;
    this.directory = directory;
  }

  /// A program and its arguments.
  ///
  /// @param program its name, looked for along PATH, or its path
  /// @param arguments its arguments
  /// @return the command, with a time limit of an hour, in the root directory
  public static Command of(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(program);
    words.addAll(List.of(arguments));
    return of(words);
  }

  /// A program and its arguments.
  ///
  /// @param words the program, then its arguments
  /// @return the command, with a time limit of an hour, in the root directory
  public static Command of(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no program named");
    }
    return new Command(List.copyOf(words), Map.of(), "", Duration.ofHours(1), Path.of("/"));
  }

  /// The same command with a variable in its environment.
  ///
  /// @param name the variable
  /// @param value its value
  /// @return a new command
  public Command with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, Objects.requireNonNull(value, name));
    return new Command(words, more, input, limit, directory);
  }

  /// The same command, with a text on its standard input.
  ///
  /// @param text the text, sent as UTF-8
  /// @return a new command
  public Command input(String text) {
    return new Command(words, environment, text, limit, directory);
  }

  /// The same command with a time limit. When it is reached, the program and all that it started
  /// are ended.
  ///
  /// @param limit the time limit
  /// @return a new command
  public Command limit(Duration limit) {
    return new Command(words, environment, input, limit, directory);
  }

  /// The same command, started in a directory.
  ///
  /// @param directory an existing directory
  /// @return a new command
  public Command in(Path directory) {
    return new Command(words, environment, input, limit, directory);
  }

  /// The program and its arguments.
  ///
  /// @return the words, the program first
  public List<String> words() {
    return words;
  }

  /// Asks: starts the program, which must not change the machine, and waits for its end. Allowed
  /// while previewing. Its locale is C.UTF-8, so that answers can be parsed.
  ///
  /// @return how it ended, whatever the exit code
  /// @throws CommandFailed if it ran out of time
  /// @throws MachineException if it could not be started
  public Exit ask() {
    Exit exit = with("LC_ALL", "C.UTF-8").carryOut(null);
    if (exit.code() == Exit.OUT_OF_TIME) {
      throw new CommandFailed(exit);
    }
    return exit;
  }

  /// Runs: starts the program, which may change the machine, and waits for its end. The [Listener]
  /// hears what it writes, line by line, and in the end a change, `run PROGRAM`: whether it
  /// succeeded or not, nobody knows what it changed.
  ///
  /// @return how it ended: with exit code 0
  /// @throws CommandFailed if it ended with another exit code, or ran out of time
  /// @throws NotPreviewable while previewing
  /// @throws MachineException if it could not be started
  public Exit run() {
    Machine machine = Machine.current();
    Exit exit = attempt(machine);
    // Also when it failed: it may have come half-way.
    machine.listener().changed(Change.of("run", toString(), exit.ok() ? "" : exit.outcome()));
    return exit.orThrow();
  }

  /// Runs as a part of a change that has a name of its own: like [#run()], but nobody is told of a
  /// change.
  ///
  /// @param machine whose mode and listener count
  /// @return how it ended: with exit code 0
  /// @throws CommandFailed if it ended with another exit code, or ran out of time
  /// @throws NotPreviewable while previewing
  /// @throws MachineException if it could not be started
  public Exit run(Machine machine) {
    return attempt(machine).orThrow();
  }

  private Exit attempt(Machine machine) {
    if (machine.mode() == Mode.PREVIEW) {
      throw new NotPreviewable(this);
    }
    return carryOut(machine.listener());
  }

  private Exit carryOut(@Nullable Listener listener) {
    long begin = System.nanoTime();
    Process process = start();
    if (listener != null) {
      listener.started(this, process.pid());
    }
    try {
      Drain out = new Drain(this, process.getInputStream(), listener, false);
      Drain err = new Drain(this, process.getErrorStream(), listener, true);
      feed(process);
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      String stdout = out.text(DRAIN);
      String stderr = err.text(DRAIN);
      Duration duration = Duration.ofNanos(System.nanoTime() - begin);
      return new Exit(
          this, ended ? process.exitValue() : Exit.OUT_OF_TIME, stdout, stderr, duration);
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new MachineException(this + ": interrupted", "", e);
    } finally {
      if (listener != null) {
        listener.ended(this, process.pid());
      }
    }
  }

  private Process start() {
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    if (input.isEmpty()) {
      builder.redirectInput(new File("/dev/null"));
    }
    try {
      return builder.start();
    } catch (IOException e) {
      throw new MachineException(
          "cannot start " + words.getFirst() + ": " + e.getMessage(),
          "is it installed, and on the PATH?",
          e);
    }
  }

  private void feed(Process process) {
    if (input.isEmpty()) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("input of " + words.getFirst())
        .start(() -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            // The program doesn't read (all of) its input. Its exit code says whether that is
            // wrong.
          }
        });
  }

  private static void end(Process process) {
    List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
    all.add(process.toHandle());
    all.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        all.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException e) {
      all.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
  }

  /// The program and its arguments as a person would type them.
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder();
    for (String word : words) {
      line.append(line.isEmpty() ? "" : " ").append(quoted(word));
    }
    return line.toString();
  }

  private static String quoted(String word) {
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      boolean plain = c > ' ' && c < 127 && "\"'\\$`*?[]{}()<>|&;#~!".indexOf(c) < 0;
      if (!plain) {
        return "'" + word.replace("'", "'\\''") + "'";
      }
    }
    return word.isEmpty() ? "''" : word;
  }

  /// Reads a stream to its end on a thread of its own, keeps the last characters, and tells a
  /// listener of each line.
  private static final class Drain {
    private final Command command;
    private final InputStream stream;
    private final @Nullable Listener listener;
    private final boolean error;
    private final StringBuilder text = new StringBuilder();
    private final Thread thread;

    Drain(Command command, InputStream stream, @Nullable Listener listener, boolean error) {
      this.command = command;
      this.stream = stream;
      this.listener = listener;
      this.error = error;
      this.thread =
          Thread.ofPlatform()
              .daemon()
              .name("output of " + command.words.getFirst())
              .start(this::read);
    }

    private void read() {
      byte[] line = new byte[8192];
      int length = 0;
      byte[] buffer = new byte[8192];
      try {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          for (int i = 0; i < n; i++) {
            if (buffer[i] == '\n' || length == LONGEST) {
              keep(new String(line, 0, length, StandardCharsets.UTF_8));
              length = 0;
            } else if (length == line.length) {
              line = Arrays.copyOf(line, Math.min(LONGEST, 2 * length));
            }
            if (buffer[i] != '\n') {
              line[length++] = buffer[i];
            }
          }
        }
      } catch (IOException e) {
        // The stream was closed under us: the program has ended, and what it left behind is not
        // waited for.
      }
      if (length > 0) {
        keep(new String(line, 0, length, StandardCharsets.UTF_8));
      }
    }

    private void keep(String line) {
      synchronized (text) {
        text.append(line).append('\n');
        if (text.length() > 2 * KEPT) {
          text.delete(0, text.length() - KEPT);
        }
      }
      if (listener != null) {
        listener.output(command, line, error);
      }
    }

    String text(Duration patience) throws InterruptedException {
      thread.join(patience);
      synchronized (text) {
        int end = text.isEmpty() ? 0 : text.length() - 1;
        return text.substring(Math.max(0, end - KEPT), end);
      }
    }
  }
}
