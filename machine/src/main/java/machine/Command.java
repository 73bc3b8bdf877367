package machine;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A program to start, with its arguments, environment, directory and time limit. A value: every
/// method answers a new one.
///
/// Arguments are handed over as they are; no shell sees them. Standard input is empty unless
/// [#input] says otherwise. The environment is that of this process, with the additions of [#with],
/// unless [#clean] or [#as] says otherwise. It is started in the machine's [Machine#folder()]
/// unless [#in] or [#as] says otherwise; in `/` if there is no such directory.
public final class Command {
  /// How many characters of each output stream an [Exit] keeps: the last ones.
  public static final int KEPT = 1 << 20;

  /// How long output is still read after the program itself has ended: a daemon that it left behind
  /// may hold its streams open for ever.
  private static final Duration DRAIN = Duration.ofSeconds(2);

  /// How long a program and what it started may take to end when asked to.
  private static final Duration GRACE = Duration.ofSeconds(5);

  private static final String HIDDEN = "(not shown: it was given a secret)";

  private static final Limit HOUR = new Limit(Duration.ofHours(1), false);

  // A hundred years: what System.nanoTime() can tell.
  private static final Limit NONE = new Limit(Duration.ofDays(36_500), true);

  private final List<String> words;
  private final Surroundings surroundings;
  private final Input input;
  private final Limit limit;

  private Command(List<String> words, Surroundings surroundings, Input input, Limit limit) {
    this.words = words;
    this.surroundings = surroundings;
    this.input = input;
    this.limit = limit;
  }

  private record Limit(Duration time, boolean isPatient) {}

  private static final Input NOTHING = new Input("", new File("/dev/null"));

  /// What a program reads: the file, unless there is a text.
  private record Input(String text, File file, boolean isSecret) {
    Input(String text, File file) {
      this(text, file, false);
    }
  }

  /// A program and its arguments.
  ///
  /// @param program its name, looked for along PATH, or its path
  /// @param arguments its arguments
  /// @return the command, with a time limit of an hour
  public static Command of(String program, String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(program);
    words.addAll(List.of(arguments));
    return of(words);
  }

  /// A program and its arguments.
  ///
  /// @param words the program, then its arguments
  /// @return the command, with a time limit of an hour
  public static Command of(List<String> words) {
    if (words.isEmpty()) {
      throw new IllegalArgumentException("no program named");
    }
    return new Command(List.copyOf(words), Surroundings.OURS, NOTHING, HOUR);
  }

  /// The same command with a variable in its environment.
  ///
  /// @param name the variable
  /// @param value its value
  /// @return a new command
  public Command with(String name, String value) {
    Objects.requireNonNull(value, name);
    return new Command(words, surroundings.with(name, value), input, limit);
  }

  /// The same command with nothing of this process's environment: it finds what [#with] names, and
  /// nothing else.
  ///
  /// @return a new command
  public Command clean() {
    return new Command(words, surroundings.clean(), input, limit);
  }

  /// The same command, run as another user: in a session of its own (setsid(1)), so that it can't
  /// type into this process's terminal; by setpriv(1), with the user's groups and nothing of this
  /// process's rights; and with an environment as after a login, of `HOME`, `USER`, `LOGNAME`,
  /// `SHELL`, `PATH` and what [#with] names. It is started in the user's home directory unless
  /// [#in] says otherwise. Only root can start it, unless this process is that user's already.
  ///
  /// setpriv becomes the program, where runuser(1) and su(1) stay beside it and open a session of
  /// PAM; so signals reach the program itself, and nothing of /etc/pam.d decides about it.
  ///
  /// The user is looked up when it is started, in /etc/passwd, or by getent(1) if not there.
  ///
  /// @param user the user's name, or number
  /// @return a new command
  public Command as(String user) {
    return new Command(words, surroundings.as(user), input, limit);
  }

  /// The same command, with a text on its standard input.
  ///
  /// @param text the text, sent as UTF-8
  /// @return a new command
  public Command input(String text) {
    return new Command(words, surroundings, new Input(text, NOTHING.file), limit);
  }

  /// The same command, with a secret on its standard input. The [Listener] doesn't hear what it
  /// writes, and if it fails, its [Exit] doesn't say: programs like to quote what they don't
  /// accept.
  ///
  /// @param text the text, sent as UTF-8
  /// @return a new command
  public Command input(Secret text) {
    return new Command(words, surroundings, new Input(text.reveal(), NOTHING.file, true), limit);
  }

  /// The same command, with a file on its standard input.
  ///
  /// @param file a file that exists when the command is started
  /// @return a new command
  public Command input(Path file) {
    return new Command(words, surroundings, new Input("", file.toFile()), limit);
  }

  /// The same command with a time limit. When it is reached, the program and all that it started
  /// are ended.
  ///
  /// @param limit the time limit
  /// @return a new command
  public Command limit(Duration limit) {
    return new Command(words, surroundings, input, new Limit(limit, this.limit.isPatient));
  }

  /// The same command as one that is never killed: for programs that leave a mess when they are.
  /// When this thread is interrupted, or a limit given afterwards is reached, it isn't even asked
  /// to end: it and all that it started are waited for, however long that takes, and then it is
  /// said that it was interrupted, or late.
  ///
  /// @return a new command, without a time limit
  public Command patient() {
    return new Command(words, surroundings, input, NONE);
  }

  /// The same command, started in a directory.
  ///
  /// @param directory an existing directory; a relative one lies in the machine's folder
  /// @return a new command
  public Command in(Path directory) {
    return new Command(words, surroundings.in(directory), input, limit);
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
    return ask(Machine.currentFolder());
  }

  /// Asks in the folder of a machine that needn't be the current one: like [#ask()].
  ///
  /// @param machine whose folder counts
  /// @return how it ended, whatever the exit code
  /// @throws CommandFailed if it ran out of time
  /// @throws MachineException if it could not be started
  public Exit ask(Machine machine) {
    return ask(machine.folder());
  }

  private Exit ask(Path folder) {
    Exit exit = with("LC_ALL", "C.UTF-8").carryOut(null, folder);
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
      // Told at once: the program that calls may catch what is thrown.
      machine.listener().unknown(toString(), "a preview doesn't run it");
      throw new NotPreviewable(this);
    }
    try {
      return carryOut(machine.listener(), machine.folder());
    } finally {
      machine.forget();
    }
  }

  private Exit carryOut(@Nullable Listener listener, Path folder) {
    long begin = System.nanoTime();
    Process process = start(folder);
    try {
      if (listener != null) {
        listener.started(this, process.pid());
      }
      Listener hears = input.isSecret ? null : listener;
      Drain out = new Drain(this, process.getInputStream(), hears, false);
      Drain err = new Drain(this, process.getErrorStream(), hears, true);
      feed(process);
      boolean ended = process.waitFor(limit.time.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      String stdout = out.text(DRAIN);
      String stderr = err.text(DRAIN);
      Duration duration = Duration.ofNanos(System.nanoTime() - begin);
      int code = ended ? process.exitValue() : Exit.OUT_OF_TIME;
      boolean isHidden = input.isSecret && code != 0;
      return new Exit(this, code, isHidden ? HIDDEN : stdout, isHidden ? HIDDEN : stderr, duration);
    } catch (InterruptedException e) {
      end(process);
      Thread.currentThread().interrupt();
      throw new MachineException(this + ": interrupted", "", e);
    } catch (RuntimeException | Error e) {
      end(process);
      throw e;
    } finally {
      if (listener != null) {
        listener.ended(this, process.pid());
      }
    }
  }

  private Process start(Path folder) {
    ProcessBuilder builder = surroundings.builder(words, folder);
    if (input.text.isEmpty()) {
      builder.redirectInput(input.file);
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
    if (input.text.isEmpty()) {
      return;
    }
    Thread.ofPlatform()
        .daemon()
        .name("input of " + words.getFirst())
        .start(() -> {
          try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.text.getBytes(StandardCharsets.UTF_8));
          } catch (IOException e) {
            // The program doesn't read (all of) its input. Its exit code says whether that is
            // wrong.
          }
        });
  }

  private void end(Process process) {
    Family family = new Family(process);
    if (limit.isPatient) {
      family.await();
    } else {
      family.end(GRACE);
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
}
