package debianadmin.unit;

import debianadmin.file.Foreseen;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
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

/// systemctl(1) on a machine.
final class Systemctl {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Machine machine;

  Systemctl(Machine machine) {
    this.machine = machine;
  }

  /// Whether systemd is running on the machine: sd_booted(3).
  boolean isRunning() {
    return Files.isDirectory(machine.path("/run/systemd/system"));
  }

  /// Asks for the state of a unit.
  UnitState show(UnitName name) {
    Exit exit =
        Command.of(
                "systemctl",
                "show",
                "--timestamp=us+utc",
                "--property=" + UnitState.PROPERTIES,
                "--",
                name.text())
            .limit(PATIENCE)
            .ask()
            .orThrow();
    return UnitState.parse(exit.stdout());
  }

  /// Asks whether a unit is started at boot; works without a running systemd.
  ///
  /// @return one of the words of `systemctl is-enabled`, or `not-found`
  String atBoot(UnitName name) {
    List<String> words = words("is-enabled");
    words.add("--");
    words.add(name.text());
    Exit exit = Command.of(words).limit(PATIENCE).ask();
    String word = exit.stdout().strip();
    if (!word.isEmpty()) {
      return word;
    }
    if (exit.stderr().contains("No such file or directory")) {
      return "not-found";
    }
    throw new CommandFailed(exit);
  }

  /// A step that changes a unit.
  ///
  /// @param change what it changes
  /// @param foresees what a preview counts as there afterwards
  /// @param verb `start`, `daemon-reload`
  /// @param names the unit, if there is one
  /// @return the step
  Decision.Step step(Change change, Set<Object> foresees, String verb, UnitName... names) {
    return new Decision.Step(change, () -> run(verb, names), foresees);
  }

  private void run(String verb, UnitName... names) {
    List<String> words = words(verb);
    if (names.length > 0) {
      words.add("--");
      words.add(names[0].text());
    }
    long begin = System.currentTimeMillis() / 1000;
    try {
      Command.of(words).run(machine);
    } catch (CommandFailed e) {
      if (names.length == 0 || !isRunning()) {
        throw e;
      }
      throw withJournal(e.exit(), names[0], begin);
    }
    // systemctl calls it a success when a condition kept the unit from being started.
    if ((verb.equals("start") || verb.equals("restart")) && show(names[0]).isHeldBack()) {
      throw new MachineException(
          names[0] + " was not started: a condition in its unit file isn't met",
          "systemctl status " + names[0] + " says which");
    }
  }

  private List<String> words(String verb) {
    List<String> words = new ArrayList<>(List.of("systemctl"));
    if (machine.path("/").getNameCount() > 0) {
      words.add("--root=" + machine.path("/"));
    }
    words.add(verb);
    return words;
  }

  private CommandFailed withJournal(Exit exit, UnitName name, long begin) {
    String journal;
    try {
      Command command =
          Command.of(
              "journalctl", "-u", name.text(), "-n", "20", "--since=@" + begin, "--no-pager");
      journal = command.limit(PATIENCE).ask().stdout();
    } catch (MachineException e) {
      journal = e.getMessage();
    }
    String stderr = exit.stderr() + "\nlast lines of the journal of " + name + ":\n" + journal;
    return new CommandFailed(
        new Exit(exit.command(), exit.code(), exit.stdout(), stderr, exit.duration()),
        "see the journal above, or: systemctl status " + name);
  }

  /// What is to be said where systemd isn't running.
  ///
  /// @param name the unit
  /// @param change what was wanted
  /// @return the decision, in a preview
  /// @throws MachineException when applying
  Decision withoutSystemd(UnitName name, String change) {
    String what = "systemd isn't running here";
    if (machine.mode() == Mode.PREVIEW) {
      return Decision.unknown(what);
    }
    throw new MachineException(
        "can't " + change + " " + name + ": " + what,
        "a chroot or a plain container has no running units; enable it instead, and it starts at"
            + " boot");
  }

  /// What is to be said where there is no such unit.
  ///
  /// @param name the unit
  /// @return the decision, if an earlier step of a preview may bring it
  /// @throws MachineException otherwise
  Decision withoutUnit(UnitName name) {
    if (isForeseen(name)) {
      return Decision.unknown("not here yet; an earlier step would bring it");
    }
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        "no unit named " + name,
        "see how it is spelt: systemctl list-unit-files; or place its file first:"
            + " Place.text(\"/etc/systemd/system/"
            + name
            + "\", ...)");
  }

  /// Whether an earlier step of a preview would change the unit's own files.
  boolean isForeseen(UnitName name) {
    for (String directory : List.of("/etc/systemd/system/", "/usr/lib/systemd/system/")) {
      if (Foreseen.in(machine, new Foreseen.Touched(machine.path(directory + name)))
          || Foreseen.in(machine, new Foreseen.Touched(machine.path(directory + name + ".d")))) {
        return true;
      }
    }
    return false;
  }

  /// Refuses what only root may do.
  ///
  /// @param change what is wanted
  void needRoot(Change change) {
    if (machine.mode() == Mode.APPLY && !Machine.isRoot()) {
      throw MachineException.needsRoot(change);
    }
  }
}
