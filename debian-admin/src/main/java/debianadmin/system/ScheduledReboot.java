package debianadmin.system;

import debianadmin.file.Steps;
import debianadmin.mount.Confinement;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A reboot, if one is required: some time after this program has ended, whatever it still has to
/// do. People who are logged in are told.
public final class ScheduledReboot implements Resource {
  private static final String UNIT = "reboot-if-required.service";

  private final long minutes;

  public ScheduledReboot(Duration delay) {
    this.minutes = delay.toMinutes();
    if (minutes < 1 || minutes > 24 * 60) {
      throw new MachineException(
          "not a time until a reboot: " + minutes + " minutes", "between a minute and a day");
    }
  }

  @Override
  public String subject() {
    return "reboot";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    if (!RebootRequest.isRequired(machine)) {
      return Decision.settled("isn't required");
    }
    if (!Confinement.isWhole(machine)) {
      return Decision.settled("is required; but the machine's files are below another root");
    }
    if (Files.exists(machine.path("/run/systemd/shutdown/scheduled"))
        || Files.exists(machine.path("/run/systemd/transient/" + UNIT))) {
      return Decision.settled("is required and scheduled: shutdown --show");
    }
    if (!Files.isDirectory(machine.path("/run/systemd/system"))) {
      throw new MachineException(
          "can't schedule a reboot: systemd isn't running here", "reboot it by other means");
    }
    return new Steps()
        .run(
            machine,
            Change.of("schedule", "reboot", minutes + " min after the end of this"),
            command())
        .or("");
  }

  // A unit of its own outlives whoever started this; tail(1) waits for this process.
  private Command command() {
    long self = ProcessHandle.current().pid();
    return Command.of(
        "systemd-run",
        "--quiet",
        "--collect",
        "--no-block",
        "--unit=" + UNIT,
        "--description=Reboot after the deployment",
        "--property=Type=oneshot",
        "--property=TimeoutStartSec=infinity",
        "--property=ExecStartPre=tail --pid=" + self + " -f /dev/null",
        "shutdown",
        "-r",
        "+" + minutes);
  }
}
