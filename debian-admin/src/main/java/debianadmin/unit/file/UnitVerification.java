package debianadmin.unit.file;

import debianadmin.file.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import machine.Command;
import machine.Exit;
import machine.Machine;
import machine.MachineException;

/// Lets systemd-analyze(1) look at a unit file before it takes its place. What systemd would ignore
/// or refuse in it is an error; that a program or another unit is missing isn't, for they may come
/// later.
public final class UnitVerification {
  private static final String PROGRAM = "/usr/bin/systemd-analyze";

  private final Machine machine;
  private final UnitName name;
  private final String path;

  /// A verification of one file.
  ///
  /// @param machine the machine
  /// @param name the unit
  /// @param path where the file will lie: it is the unit's own, or a drop-in
  public UnitVerification(Machine machine, UnitName name, String path) {
    this.machine = machine;
    this.name = name;
    this.path = path;
  }

  /// Verifies the file. Does nothing where there is no systemd-analyze, or if it is a drop-in of a
  /// unit that isn't there, or is masked.
  ///
  /// @param content its content
  /// @throws MachineException if systemd wouldn't accept it as it stands
  public void verify(Content content) throws IOException {
    boolean dropIn = path.endsWith(".conf");
    InstalledUnits installed = InstalledUnits.of(machine);
    String unit = installed.file(name);
    if (machine.path("/").getNameCount() > 0
        || !Files.isExecutable(Path.of(PROGRAM))
        || (dropIn && (unit == null || installed.isMask(unit)))) {
      return;
    }
    Path directory = Files.createTempDirectory("unit-");
    Path own = directory.resolve(name.text());
    Path dropIns = directory.resolve(name + ".d");
    Path file = dropIn ? dropIns.resolve(Path.of(path).getFileName()) : own;
    try {
      if (unit != null && dropIn) {
        Files.copy(machine.path(unit), own);
        Files.createDirectory(dropIns);
      }
      try (OutputStream out = Files.newOutputStream(file)) {
        content.writeTo(out);
      }
      Exit exit =
          Command.of(PROGRAM, "verify", "--man=no", own.toString())
              .with("SYSTEMD_COLORS", "0")
              .limit(Duration.ofMinutes(1))
              .ask();
      refuse(complaints(exit.stderr(), file.toString(), name.text()));
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(own);
      Files.deleteIfExists(dropIns);
      Files.deleteIfExists(directory);
    }
  }

  private void refuse(List<String> complaints) {
    if (!complaints.isEmpty()) {
      throw new MachineException(
          path + ": systemd wouldn't take it as it stands: " + String.join("\n", complaints),
          "mend the text; what was there before is untouched. What another release of systemd"
              + " knows, Place.text places unseen");
    }
  }

  /// What is wrong with a file, in what systemd-analyze says.
  ///
  /// @param stderr all that it says, of other files too
  /// @param file the file
  /// @param name the unit
  /// @return a complaint for each thing that systemd would ignore or refuse: `line 3: Unknown key
  ///   ...`
  static List<String> complaints(String stderr, String file, String name) {
    List<String> complaints = new ArrayList<>();
    for (String line : stderr.split("\n", -1)) {
      if (line.startsWith(file + ":")
          && (line.contains("gnoring") || line.contains("nvalid") || line.contains("ignored"))) {
        complaints.add("line " + line.substring(file.length() + 1));
      } else if (line.startsWith(name + ": ") && line.endsWith(" Refusing.")) {
        complaints.add(line.substring(name.length() + 2));
      }
    }
    return complaints;
  }
}
