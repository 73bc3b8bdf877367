package troops.cli.rehearsal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import machine.Command;
import machine.Exit;
import machine.MachineException;

/// What systemd knows of the units of this machine: what is answered in a copy, where there is no
/// systemd to ask.
final class UnitSnapshot {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final String PROPERTIES =
      "Id,Names,Description,LoadState,ActiveState,SubState,Result,Type,MainPID,ExecMainStatus,"
          + "UnitFileState,UnitFilePreset,NeedDaemonReload,CanStart,CanStop,CanReload,RefuseManualStart,"
          + "StateChangeTimestamp,ActiveEnterTimestamp,ActiveExitTimestamp,InactiveEnterTimestamp,"
          + "InactiveExitTimestamp,FragmentPath,SourcePath,DropInPaths,ConditionResult,AssertResult,"
          + "NextElapseUSecRealtime,Where,What,Listen,User,Group";

  private UnitSnapshot() {}

  /// Takes one.
  ///
  /// @return a paragraph for each unit, as `systemctl show` writes it; nothing where systemd isn't
  ///   running
  static byte[] take() {
    if (!Files.isDirectory(Path.of("/run/systemd/system"))) {
      return new byte[0];
    }
    try {
      Exit exit =
          Command.of(
                  "systemctl",
                  "show",
                  "--all",
                  "--timestamp=us+utc",
                  "--property=" + PROPERTIES,
                  "--",
                  "*")
              .limit(LIMIT)
              .ask();
      return exit.stdout().getBytes(StandardCharsets.UTF_8);
    } catch (MachineException e) {
      return new byte[0];
    }
  }
}
