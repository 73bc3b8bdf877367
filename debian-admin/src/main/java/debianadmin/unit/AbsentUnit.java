package debianadmin.unit;

import debianadmin.file.Absence;
import debianadmin.unit.file.InstalledUnits;
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

/// A unit of the administrator's own that isn't wanted: neither active nor enabled, and without a
/// file.
public final class AbsentUnit implements Resource {
  private final UnitName name;

  public AbsentUnit(String name) {
    this.name = UnitName.parse(name);
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    InstalledUnits installed = InstalledUnits.of(machine);
    String foreign = installed.foreign(name);
    if (foreign != null) {
      throw new MachineException(
          "can't remove " + name + ": " + foreign + " isn't the administrator's own file",
          "remove the package that brought it, or have it never started: Unit.stop and Unit.mask;"
              + " a file in /etc that takes its place is removed by Place.absent(\""
              + InstalledUnits.OWN
              + name
              + "\")");
    }
    String alias = installed.aliasOf(name);
    if (!alias.isEmpty()) {
      throw new MachineException(
          "can't remove " + name + ": it is another name of " + alias,
          "name that one: Unit.absent(\"" + alias + "\")");
    }
    Systemctl systemctl = new Systemctl(machine);
    List<Decision.Step> steps = new ArrayList<>();
    List<UnitState> states = systemctl.isRunning() ? Units.states(machine, name) : List.of();
    for (UnitState state : states) {
      if (!state.isInactive()) {
        steps.add(stop(systemctl, state));
      }
    }
    if (installed.atBoot(name).startsWith("enabled")) {
      Change change = Change.of("disable", name.text(), "was enabled");
      systemctl.needRoot(change);
      steps.add(systemctl.step(change, Set.of(), "disable", name));
    }
    Decision file = new Absence(InstalledUnits.OWN + name).decide(machine);
    if (file instanceof Decision.Pending pending) {
      steps.addAll(pending.steps());
    }
    boolean known = states.stream().anyMatch(UnitState::isKnown);
    if (known && !steps.isEmpty()) {
      steps.add(new DaemonReload(machine, name).step());
    }
    for (UnitState state : states) {
      if (state.isFailed()) {
        Change change = Change.of("forget", "the failure of " + state.id(), "");
        systemctl.needRoot(change);
        steps.add(systemctl.step(change, Set.of(), "reset-failed", new UnitName(state.id())));
      }
    }
    return steps.isEmpty() ? Decision.settled("no such unit") : new Decision.Pending(steps);
  }

  private static Decision.Step stop(Systemctl systemctl, UnitState state) {
    UnitName name = new UnitName(state.id());
    Change change = Change.of("stop", name.text(), "was " + state.words());
    systemctl.needRoot(change);
    Set<Object> foresees = Set.of(new UnitForesight(name, UnitForesight.INACTIVE));
    return systemctl.step(change, foresees, "stop", name);
  }
}
