package debianadmin.unit;

import debianadmin.file.Foreseen;
import debianadmin.unit.file.UnitName;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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

/// systemctl(1) and journalctl(1) on a machine.
public final class Systemctl {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Machine machine;

  public Systemctl(Machine machine) {
    this.machine = machine;
  }

  /// Whether systemd is running on the machine: sd_booted(3).
  public boolean isRunning() {
    return isHere() && Files.isDirectory(machine.path("/run/systemd/system"));
  }

  /// Whether the machine's files are those that systemd, if it is running, works with.
  boolean isHere() {
    return machine.path("/").getNameCount() == 0;
  }

  /// Asks for the state of a unit, as it is at this moment.
  public UnitState show(UnitName name) {
    return UnitState.parse(show(List.of(name.pattern())));
  }

  /// Asks for the states of units.
  ///
  /// @param patterns their names, or patterns that units match which systemd has loaded
  /// @return what systemctl writes: a paragraph for each unit
  String show(Collection<String> patterns) {
    List<String> words = new ArrayList<>(List.of("systemctl", "show", "--timestamp=us+utc"));
    words.add("--property=" + UnitState.PROPERTIES);
    words.add("--");
    words.addAll(patterns);
    return Command.of(words).limit(PATIENCE).ask().orThrow().stdout();
  }

  /// Asks whether a unit is started at boot; works without a running systemd. For scripts of the
  /// old kind: of all others, the unit files tell.
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
    if (!isHere()) {
      words.add("--root=" + machine.path("/"));
    }
    words.add(verb);
    return words;
  }

  private CommandFailed withJournal(Exit exit, UnitName name, long begin) {
    String stderr = exit.stderr() + "\n" + journal(name, "--since=@" + begin);
    return new CommandFailed(
        new Exit(exit.command(), exit.code(), exit.stdout(), stderr, exit.duration()),
        "see the journal above, or: systemctl status " + name);
  }

  /// The last lines of a unit's journal, under a heading (journalctl(1)).
  ///
  /// @param name the unit
  /// @param since which lines count: `--since=@1700000000`, `--boot`
  /// @return some lines; if they can't be read, one that says why
  public String journal(UnitName name, String since) {
    String lines;
    try {
      // What was written a moment ago may not have reached the journal's files yet.
      Command.of("journalctl", "--sync").limit(PATIENCE).ask();
      lines =
          Command.of(
                  "journalctl", "--unit=" + name, "--lines=20", since, "--no-pager", "--output=cat")
              .limit(PATIENCE)
              .ask()
              .stdout();
    } catch (MachineException e) {
      lines = e.getMessage();
    }
    return "last lines of the journal of "
        + name
        + ":\n"
        + (lines == null || lines.isBlank() ? "(none)" : lines);
  }

  /// What is to be said where systemd isn't running.
  ///
  /// @param name the unit
  /// @param change what was wanted
  /// @return the decision, in a preview
  /// @throws MachineException when applying
  public Decision withoutSystemd(UnitName name, String change) {
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
  public Decision withoutUnit(UnitName name) {
    if (Foreseen.in(machine, Foreseen.PACKAGES)) {
      return Decision.unknown("not here yet; a package that would be installed may bring it");
    }
    throw new MachineException(
        "no unit named " + name,
        "see how it is spelt: systemctl list-unit-files; or place its file first:"
            + " Unit.text(\""
            + name
            + "\", ...)");
  }

  /// Refuses what only root may do.
  ///
  /// @param change what is wanted
  void needRoot(Change change) {
    if (machine.mode() != Mode.PREVIEW && !Machine.isRoot()) {
      throw MachineException.needsRoot(change);
    }
  }
}
