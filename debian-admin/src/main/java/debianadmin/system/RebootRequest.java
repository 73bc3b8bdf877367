package debianadmin.system;

import debianadmin.file.Steps;
import debianadmin.text.TextFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// That the machine is to be rebooted, when it suits: said as packages of Debian say it, in a file
/// that is gone after a reboot.
public final class RebootRequest implements Resource {
  private static final String MARK = "/run/reboot-required";
  private static final String REASONS = "/run/reboot-required.pkgs";

  private final String reason;

  public RebootRequest(String reason) {
    this.reason = reason.strip();
    if (this.reason.isEmpty() || this.reason.indexOf('\n') >= 0) {
      throw new MachineException("not a reason: '" + reason + "'", "say in a line why to reboot");
    }
  }

  @Override
  public String subject() {
    return "reboot";
  }

  /// What a preview foresees: a reboot would be required.
  record Required() {}

  /// Whether somebody said that a reboot is required.
  ///
  /// @param machine the machine
  /// @return true if it is, or would be after the earlier steps of a preview
  public static boolean isRequired(Machine machine) {
    return Files.exists(machine.path(MARK)) || machine.foreseen(new Required());
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    TextFile reasons = TextFile.read(machine, REASONS);
    Steps steps = new Steps();
    boolean known = false;
    for (int i = 0; i < reasons.size(); i++) {
      known |= reasons.text(i).equals(reason);
    }
    if (known && Files.exists(machine.path(MARK))) {
      return Decision.settled("is requested: " + reason);
    }
    if (!known) {
      reasons.add(reasons.size(), reason);
    }
    Decision listed = reasons.decide(machine, REASONS);
    byte[] mark = "*** System restart required ***\n".getBytes(StandardCharsets.UTF_8);
    Decision marked = TextFile.of(mark).decide(machine, MARK);
    return steps
        .add(
            Change.of("request", "reboot", reason),
            Set.of(new Required()),
            () -> {
              carryOut(listed);
              carryOut(marked);
            })
        .or("");
  }

  private static void carryOut(Decision decision) throws IOException {
    if (decision instanceof Decision.Pending pending) {
      for (Decision.Step step : pending.steps()) {
        step.action().carryOut();
      }
    }
  }
}
