package debianadmin.unit;

import debianadmin.unit.file.UnitName;
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

  /// Whether a unit is active, or would be after the earlier steps of a preview.
  ///
  /// @param machine the machine
  /// @param name the unit
  /// @return false where systemd isn't running
  public static boolean is(Machine machine, String name) {
    UnitName unit = UnitName.parse(name);
    if (UnitForesight.of(machine, unit, UnitForesight.ACTIVE)) {
      return true;
    }
    return new Systemctl(machine).isRunning()
        && Units.state(machine, unit).isActive()
        && !UnitForesight.of(machine, unit, UnitForesight.INACTIVE);
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
    UnitState state = Units.state(machine, name);
    boolean begun = UnitForesight.of(machine, name, UnitForesight.ACTIVE);
    boolean ended = UnitForesight.of(machine, name, UnitForesight.INACTIVE);
    if (!wanted) {
      return stop(systemctl, state, begun);
    }
    if (!state.isActive() && begun) {
      return Decision.settled("an earlier step would start it");
    }
    return state.isActive() && !ended
        ? Decision.settled(state.words())
        : start(machine, name, state);
  }

  private Decision stop(Systemctl systemctl, UnitState state, boolean begun) {
    if (state.isInactive() && !begun) {
      return Decision.settled(state.isMissing() ? "no such unit" : state.words());
    }
    Change change = Change.of("stop", name.text(), "was " + state.words());
    systemctl.needRoot(change);
    Set<Object> foresees = Set.of(new UnitForesight(name, UnitForesight.INACTIVE));
    return new Decision.Pending(List.of(systemctl.step(change, foresees, "stop", name)));
  }

  /// What is to be done to start a unit that isn't active.
  static Decision start(Machine machine, UnitName name, UnitState state) throws IOException {
    Systemctl systemctl = new Systemctl(machine);
    if (state.isMissing() && !UnitForesight.ofFile(machine, name)) {
      return systemctl.withoutUnit(name);
    }
    if (state.isMasked() && !UnitForesight.ofUnmasking(machine, name)) {
      throw new MachineException(
          "can't start " + name + ": it is masked",
          "unmask it first: Unit.unmask(\"" + name + "\")");
    }
    Change change = Change.of("start", name.text(), "was " + state.words());
    systemctl.needRoot(change);
    List<Decision.Step> steps = new ArrayList<>();
    DaemonReload reload = new DaemonReload(machine, name);
    if (reload.isNeeded(state)) {
      steps.add(reload.step());
    }
    Set<Object> foresees = Set.of(new UnitForesight(name, UnitForesight.ACTIVE));
    steps.add(systemctl.step(change, foresees, "start", name));
    return new Decision.Pending(steps);
  }
}
