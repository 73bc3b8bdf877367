package troops.cli.node.aftermath;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import machine.Change;
import machine.Command;
import machine.CommandFailed;
import machine.Exit;
import machine.Listener;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import troops.cli.event.Event;
import troops.cli.state.Directories;

/// The programs of an administrator that are called when a run has ended: for mail, chat,
/// monitoring.
///
/// They lie in one directory, are executable, have names of letters, digits, underscores and
/// hyphens, as run-parts(8) wants them, and are called one after the other in the order of their
/// names. Each hears of the run through its environment, and reads its record on standard input
/// ([Ended]). One that others could have written isn't called. What becomes of them changes nothing
/// about the run: it is told as warnings. Previews, and rehearsals that go well, are no runs that
/// anybody needs to hear of.
public final class AfterRun {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int OTHERS_WRITE = 022;
  private static final int SOMEBODY_EXECUTES = 0111;
  private static final String HINT = "what lies there is run as root: chown root, chmod go-w";

  /// What belongs to whoever this process is.
  private static final Path US = Path.of("/proc/self");

  private final Path directory;
  private final Duration limit;

  /// The programs of a directory, each with a minute.
  ///
  /// @param directory where they lie; it needn't exist
  public AfterRun(Path directory) {
    this(directory, LIMIT);
  }

  AfterRun(Path directory, Duration limit) {
    this.directory = directory;
    this.limit = limit;
  }

  /// The programs of a node.
  ///
  /// @param settings the directory of its settings
  /// @return those in its directory `after-run.d`
  public static AfterRun of(Path settings) {
    return new AfterRun(settings.resolve("after-run.d"));
  }

  /// Calls them all, and waits for each.
  ///
  /// @param ended the run
  /// @param warnings hears of what went wrong
  public void call(Ended ended, Consumer<Event.Warned> warnings) {
    boolean rehearsed =
        ended.started().mode() == Mode.REHEARSAL && ended.finished().failure().isEmpty();
    if (ended.started().mode() == Mode.PREVIEW || rehearsed) {
      return;
    }
    Map<String, String> environment = ended.environment();
    for (Path program : programs(warnings)) {
      call(program, environment, ended.record(), warnings);
    }
  }

  private List<Path> programs(Consumer<Event.Warned> warnings) {
    List<Path> programs = new ArrayList<>();
    try {
      if (!isOurs(directory, warnings)) {
        return List.of();
      }
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          if (isProgram(file) && isOurs(file, warnings)) {
            programs.add(file);
          }
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      warnings.accept(
          new Event.Warned("cannot read " + directory + ": " + Directories.reason(e), ""));
    }
    Collections.sort(programs);
    return programs;
  }

  private static boolean isProgram(Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !(c >= '0' && c <= '9') && c != '_' && c != '-') {
        return false;
      }
    }
    // A link may lead nowhere.
    return Files.isRegularFile(file) && (mode(file) & SOMEBODY_EXECUTES) != 0;
  }

  private static boolean isOurs(Path file, Consumer<Event.Warned> warnings) throws IOException {
    List<Object> trusted = List.of(0, Files.getAttribute(US, "unix:uid"));
    String fault = "";
    if (!trusted.contains(Files.getAttribute(file, "unix:uid"))) {
      fault = "it belongs to somebody else";
    } else if ((mode(file) & OTHERS_WRITE) != 0) {
      fault = "it can be written to by others";
    }
    if (!fault.isEmpty()) {
      warnings.accept(new Event.Warned(file + " is not called: " + fault, HINT));
    }
    return fault.isEmpty();
  }

  private static int mode(Path file) throws IOException {
    return (int) Files.getAttribute(file, "unix:mode");
  }

  private void call(
      Path program,
      Map<String, String> environment,
      Optional<Path> record,
      Consumer<Event.Warned> warnings) {
    Command command = Command.of(program.toString()).in(Path.of("/")).limit(limit);
    for (Map.Entry<String, String> variable : environment.entrySet()) {
      command = command.with(variable.getKey(), variable.getValue());
    }
    if (record.filter(Files::isReadable).isPresent()) {
      command = command.input(record.get());
    }
    Path root = Path.of("/");
    try {
      // Whatever the run's own mode was: these are no part of it.
      command.run(new Machine(Mode.APPLY, new Unheard(), root, root));
    } catch (CommandFailed e) {
      Exit exit = e.exit();
      warnings.accept(new Event.Warned(program + ": " + exit.outcome() + lastWords(exit), ""));
    } catch (MachineException e) {
      warnings.accept(new Event.Warned(String.valueOf(e.getMessage()), e.hint()));
    }
  }

  /// The last line that it wrote.
  private static String lastWords(Exit exit) {
    String text = exit.stderr().isBlank() ? exit.stdout() : exit.stderr();
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    return lines.isEmpty() ? "" : ": " + lines.getLast();
  }

  /// What they change is no change of the run.
  private static final class Unheard implements Listener {
    @Override
    public void changed(Change change) {}

    @Override
    public void wouldChange(Change change) {}

    @Override
    public void kept(String subject, String reason) {}

    @Override
    public void unknown(String subject, String because) {}

    @Override
    public void waiting(String what) {}
  }
}
