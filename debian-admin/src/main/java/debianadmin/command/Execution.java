package debianadmin.command;

import debianadmin.file.Foreseen;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;

/// A program that is run unless its conditions say that it needn't be.
public final class Execution implements Resource {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String subject;
  private final List<String> words;
  private final List<RunOption.Creates> created = new ArrayList<>(1);
  private final List<RunOption.Asked> asked = new ArrayList<>(1);
  private final List<RunOption.How> how = new ArrayList<>(2);

  private Execution(String subject, List<String> words, RunOption... options) {
    this.subject = subject;
    this.words = words;
    Set<String> names = new HashSet<>();
    for (RunOption option : options) {
      switch (option) {
        case RunOption.Creates creates -> created.add(creates);
        case RunOption.Asked question -> asked.add(question);
        case RunOption.How setting -> {
          if (!names.add(setting.name())) {
            throw new MachineException(
                subject + ": given twice: " + setting.name(), "leave one of them out");
          }
          how.add(setting);
        }
      }
    }
  }

  /// A program and its arguments.
  ///
  /// @param words the program first
  /// @param options conditions, and how it is started
  /// @return the resource
  /// @throws MachineException if no program is named, or if options contradict each other
  public static Execution of(List<String> words, RunOption... options) {
    List<String> checked = Words.checked(words);
    return new Execution(Command.of(checked).toString(), checked, options);
  }

  /// A script for /bin/sh, which ends at the first failure (`-e`) and at an unset variable (`-u`).
  ///
  /// @param script the script
  /// @param options conditions, and how it is started
  /// @return the resource
  /// @throws MachineException if it is empty, or if options contradict each other
  public static Execution shell(String script, RunOption... options) {
    String line = firstLine(script);
    return new Execution(line, Words.checked(List.of("/bin/sh", "-euc", script)), options);
  }

  private static String firstLine(String script) {
    List<String> lines = new ArrayList<>();
    for (String line : script.split("\n", -1)) {
      if (!line.isBlank()) {
        lines.add(line.strip());
      }
    }
    if (lines.isEmpty()) {
      throw new MachineException("an empty script for the shell", "write what is to be run");
    }
    return lines.getFirst() + (lines.size() > 1 ? " …" : "");
  }

  @Override
  public String subject() {
    return subject;
  }

  @Override
  public Decision decide(Machine machine) {
    refuseOtherRoot(machine);
    String reason = madeAlready(machine);
    if (!reason.isEmpty()) {
      return Decision.settled(reason);
    }
    boolean preview = machine.mode() == Mode.PREVIEW;
    String obstacle = "";
    for (RunOption.Asked question : asked) {
      try {
        Exit exit = ask(machine, question);
        if (exit.ok() != question.wanted()) {
          return Decision.settled(
              exit.command() + (exit.ok() ? " succeeds" : " says no (" + exit.outcome() + ")"));
        }
      } catch (CommandFailed e) {
        throw e;
      } catch (MachineException e) {
        // An earlier step may bring what the question needs.
        if (!preview) {
          throw e;
        }
        obstacle = String.valueOf(e.getMessage());
      }
    }
    if (preview && created.isEmpty() && asked.isEmpty()) {
      return Decision.unknown("a preview doesn't run it");
    }
    if (!obstacle.isEmpty()) {
      return Decision.unknown(obstacle);
    }
    Set<Object> foreseen = new HashSet<>();
    for (RunOption.Creates creates : created) {
      foreseen.add(machine.place(creates.path()));
    }
    return Decision.pending(Change.of("run", subject, detail()), foreseen, () -> run(machine));
  }

  private void refuseOtherRoot(Machine machine) {
    if (machine.path("/").getNameCount() > 0) {
      throw new MachineException(
          subject + ": a program runs on this machine, not in " + machine.path("/"),
          "start it there by name: List.of(\"chroot\", ...)");
    }
  }

  private String madeAlready(Machine machine) {
    String there = "";
    boolean foreseen = false;
    for (RunOption.Creates creates : created) {
      Path path = machine.place(creates.path());
      boolean isThere = Files.exists(path) && !Foreseen.isGone(machine, path);
      if (!isThere && !Foreseen.in(machine, path)) {
        return "";
      }
      foreseen |= !isThere;
      there += (there.isEmpty() ? "" : ", ") + creates.path();
    }
    return there.isEmpty() ? "" : there + (foreseen ? " would be there by then" : " is there");
  }

  private Exit ask(Machine machine, RunOption.Asked question) {
    Command command = Command.of(question.question()).limit(PATIENCE);
    for (RunOption.How setting : how) {
      command = setting.forQuestions() ? setting.change().on(command, machine) : command;
    }
    return command.ask(machine);
  }

  private String detail() {
    StringBuilder all = new StringBuilder();
    for (RunOption.How setting : how) {
      if (!setting.detail().isEmpty()) {
        all.append(all.isEmpty() ? "" : ", ").append(setting.detail());
      }
    }
    for (RunOption.Creates creates : created) {
      all.append(all.isEmpty() ? "" : ", ").append("creates ").append(creates.path());
    }
    return all.toString();
  }

  private void run(Machine machine) {
    Command command = Command.of(words);
    for (RunOption.How setting : how) {
      command = setting.change().on(command, machine);
    }
    try {
      command.run(machine);
    } catch (CommandFailed e) {
      // It may have come half-way.
      machine.listener().changed(Change.of("run", subject, e.exit().outcome()));
      throw e;
    }
    for (RunOption.Creates creates : created) {
      Path path = machine.place(creates.path());
      if (!Files.exists(path)) {
        throw new MachineException(
            subject + ": ended well, but there is no " + creates.path(),
            "does it write somewhere else? creates(...) names what it makes");
      }
      machine.wrote(path);
    }
    for (RunOption.Asked question : asked) {
      Exit exit = question.wanted() ? null : ask(machine, question);
      if (exit != null && !exit.ok()) {
        throw new CommandFailed(
            exit,
            subject + " ended well, but unless(...) still says no: it would be run each time");
      }
    }
  }
}
