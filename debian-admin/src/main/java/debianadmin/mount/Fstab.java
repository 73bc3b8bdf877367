package debianadmin.mount;

import debianadmin.file.Foreseen;
import debianadmin.file.Steps;
import debianadmin.text.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import machine.Command;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;

/// /etc/fstab, of which one entry is to change and all other lines are kept byte for byte.
final class Fstab {
  static final String PATH = "/etc/fstab";
  private static final String ERROR = "   [E] ";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Machine machine;
  private final TextFile lines;

  private Fstab(Machine machine, TextFile lines) {
    this.machine = machine;
    this.lines = lines;
  }

  static Fstab read(Machine machine) throws IOException {
    return new Fstab(machine, TextFile.read(machine, PATH));
  }

  /// Which entries are meant: those of a mount point, or of a device.
  interface Which {
    boolean isMeant(FstabEntry entry);
  }

  /// The number of the line of an entry.
  ///
  /// @return -1 if there is none
  /// @throws MachineException if there are two
  private int find(Which which, String name) {
    int found = -1;
    for (int i = 0; i < lines.size(); i++) {
      FstabEntry entry = FstabEntry.parse(lines.text(i));
      if (entry != null && which.isMeant(entry)) {
        if (found >= 0) {
          throw new MachineException(
              PATH + " has two entries for " + name + ": lines " + (found + 1) + " and " + (i + 1),
              "remove one of them");
        }
        found = i;
      }
    }
    return found;
  }

  /// Whether there is such an entry.
  boolean has(Which which) {
    for (int i = 0; i < lines.size(); i++) {
      FstabEntry entry = FstabEntry.parse(lines.text(i));
      if (entry != null && which.isMeant(entry)) {
        return true;
      }
    }
    return false;
  }

  /// What is to be done for an entry to be there, as it is wanted.
  ///
  /// @param wanted the entry
  /// @param which what it replaces
  /// @param steps where the step is added
  void put(FstabEntry wanted, Which which, Steps steps) throws IOException {
    int at = find(which, wanted.point().startsWith("/") ? wanted.point() : wanted.device());
    if (at >= 0) {
      FstabEntry found = FstabEntry.parse(lines.text(at));
      if (found != null && found.isSame(wanted)) {
        return;
      }
      lines.set(at, wanted.line());
    } else {
      lines.add(lines.size(), wanted.line());
    }
    verify(wanted);
    write(steps);
  }

  /// What is to be done for an entry not to be there.
  ///
  /// @param which the entry
  /// @param name its name in messages
  /// @param steps where the step is added
  void drop(Which which, String name, Steps steps) throws IOException {
    int at = find(which, name);
    if (at >= 0) {
      lines.remove(at);
      write(steps);
    }
  }

  private void write(Steps steps) throws IOException {
    if (lines.decide(machine, PATH) instanceof Decision.Pending pending) {
      for (Decision.Step step : pending.steps()) {
        steps.add(
            step.change(),
            step.foresees(),
            () -> {
              step.action().carryOut();
              reload();
            });
      }
    }
  }

  // A line that findmnt(8) calls wrong keeps a machine from booting. What other lines say is not
  // for this one to answer.
  private void verify(FstabEntry wanted) throws IOException {
    if (!Confinement.isWhole(machine) || !wanted.point().startsWith("/")) {
      return;
    }
    Path copy = Files.createTempFile("fstab", "");
    try {
      Files.write(copy, lines.bytes());
      Exit exit =
          Command.of("findmnt", "--verify", "--tab-file", copy.toString()).limit(PATIENCE).ask();
      String error = error(exit.stdout(), wanted.point(), isNeeded(wanted));
      if (!error.isEmpty()) {
        throw new MachineException(
            wanted.point() + ": " + error,
            "/etc/fstab is untouched; with the option \"nofail\" or \"noauto\" a machine boots"
                + " without it");
      }
    } finally {
      Files.delete(copy);
    }
  }

  // findmnt calls a missing source an error in spite of `nofail`; and in a preview an earlier step
  // may make it.
  private boolean isNeeded(FstabEntry wanted) {
    boolean foreseen =
        wanted.device().startsWith("/") && Foreseen.in(machine, machine.path(wanted.device()));
    return !foreseen && !wanted.options().contains("nofail");
  }

  /// What `findmnt --verify` calls an error of a mount point; but not that the mount point is
  /// missing, for it will be made.
  ///
  /// @param report what it wrote
  /// @param point the mount point
  /// @param needed whether what is mounted there must be there
  /// @return the errors, or an empty string
  static String error(String report, String point, boolean needed) {
    String errors = "";
    boolean own = false;
    for (String line : report.split("\n", -1)) {
      if (!line.startsWith(" ")) {
        own = line.equals(point);
      } else if (own && line.startsWith(ERROR) && !isExpected(line, needed)) {
        errors += (errors.isEmpty() ? "" : ", ") + line.substring(ERROR.length()).strip();
      }
    }
    return errors;
  }

  private static boolean isExpected(String line, boolean needed) {
    return line.contains("unreachable on boot required target")
        || (!needed && line.contains("unreachable on boot required source"));
  }

  /// systemd makes units of the file, and uses the old ones until it is told.
  private void reload() {
    if (Confinement.isWhole(machine) && Files.isDirectory(machine.path("/run/systemd/system"))) {
      Command.of("systemctl", "daemon-reload").run(machine);
    }
  }
}
