package debianadmin.unit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Whether a unit is active.
public final class UnitActivity implements Resource {
  private final UnitName name;
  private final boolean wanted;

  public UnitActivity(String name, boolean wanted) {
    this.name = UnitName.parse(name);
    this.wanted = wanted;
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Systemctl systemctl = new Systemctl(machine);
    if (!systemctl.isRunning()) {
      return systemctl.withoutSystemd(name, wanted ? "start" : "stop");
    }
    UnitState state = systemctl.show(name);
    if (!wanted) {
      return stop(systemctl, state);
    }
    return state.isActive() ? Decision.settled(state.words()) : start(machine, name, state);
  }

  private Decision stop(Systemctl systemctl, UnitState state) {
    if (state.isInactive()) {
      return Decision.settled(state.isMissing() ? "no such unit" : state.words());
    }
    Change change = Change.of("stop", name.text(), "was " + state.words());
    systemctl.needRoot(change);
    return new Decision.Pending(List.of(systemctl.step(change, Set.of(), "stop", name)));
  }

  /// What is to be done to start a unit that isn't active.
  static Decision start(Machine machine, UnitName name, UnitState state) throws IOException {
    Systemctl systemctl = new Systemctl(machine);
    if (state.isMissing()) {
      return systemctl.withoutUnit(name);
    }
    if (state.isMasked()) {
      throw new MachineException(
          "can't start " + name + ": it is masked", "unmask it first: systemctl unmask " + name);
    }
    Change change = Change.of("start", name.text(), "was " + state.words());
    systemctl.needRoot(change);
    List<Decision.Step> steps = new ArrayList<>();
    if (state.needsDaemonReload() || new UnitFiles(machine, name, state).unread() != null) {
      steps.add(systemctl.step(CurrentUnit.DAEMON_RELOAD, Set.of(), "daemon-reload"));
    }
    steps.add(systemctl.step(change, Set.of(), "start", name));
    return new Decision.Pending(steps);
  }
}
