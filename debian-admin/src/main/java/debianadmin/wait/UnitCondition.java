package debianadmin.wait;

import debianadmin.unit.Systemctl;
import debianadmin.unit.UnitState;
import debianadmin.unit.file.UnitName;
import java.time.Duration;
import machine.Machine;
import machine.MachineException;
import machine.Mode;

/// An active unit of systemd.
///
/// @param name the unit
public record UnitCondition(UnitName name) implements Condition {
  @Override
  public String subject() {
    return name + " to be active";
  }

  @Override
  public Look look(Machine machine, Duration limit) {
    Systemctl systemctl = new Systemctl(machine);
    if (!systemctl.isRunning()) {
      systemctl.withoutSystemd(name, "wait for");
      return new Look(false, "systemd isn't running here");
    }
    UnitState state = systemctl.show(name);
    if (!state.isUp() && machine.mode() == Mode.APPLY) {
      refuseWhatNeverWillBe(systemctl, state);
    }
    return new Look(state.isUp(), state.isMissing() ? "no such unit" : state.words());
  }

  private void refuseWhatNeverWillBe(Systemctl systemctl, UnitState state) {
    if (state.isMissing()) {
      systemctl.withoutUnit(name);
    }
    if (state.isMasked()) {
      throw new MachineException(
          "can't wait for " + name + ": it is masked",
          "unmask it first: Unit.unmask(\"" + name + "\")");
    }
    if (state.isFailed()) {
      throw new MachineException(
          name + " has failed, so it isn't waited for\n" + systemctl.journal(name, "--boot"),
          hint());
    }
  }

  @Override
  public String details(Machine machine) {
    return new Systemctl(machine).journal(name, "--boot");
  }

  @Override
  public String hint() {
    return "see the journal above, or: systemctl status " + name;
  }
}
