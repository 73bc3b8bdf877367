package debianadmin.unit;

import debianadmin.file.Absence;
import debianadmin.file.Foreseen;
import debianadmin.file.PlacedLink;
import debianadmin.unit.file.InstalledUnits;
import debianadmin.unit.file.UnitName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Whether a unit is kept from being started at all.
public final class MaskedUnit implements Resource {
  private final UnitName name;
  private final boolean wanted;

  public MaskedUnit(String name, boolean wanted) {
    this.name = UnitName.parse(name);
    this.wanted = wanted;
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Decision files = wanted ? mask(machine) : unmask(machine);
    return new DaemonReload(machine, name).after(files);
  }

  private Decision mask(Machine machine) throws IOException {
    InstalledUnits installed = InstalledUnits.of(machine);
    String own = InstalledUnits.OWN + name;
    if (installed.isMask(own) && !UnitForesight.ofUnmasking(machine, name)) {
      return Decision.settled("masked");
    }
    String alias = installed.aliasOf(name);
    if (!alias.isEmpty()) {
      throw new MachineException(
          "can't mask " + name + ": it is another name of " + alias,
          "mask that one: Unit.mask(\"" + alias + "\")");
    }
    boolean gone = Foreseen.in(machine, new Foreseen.Gone(machine.path(own)));
    if (own.equals(installed.file(name)) && !installed.isMask(own) && !gone) {
      throw new MachineException(
          "can't mask " + name + ": its unit file stands in the place of the link: " + own,
          "remove it, which keeps it from being started as well: Unit.absent(\"" + name + "\")");
    }
    return new PlacedLink(own, "/dev/null").decide(machine);
  }

  private Decision unmask(Machine machine) throws IOException {
    InstalledUnits installed = InstalledUnits.of(machine);
    List<Decision.Step> steps = new ArrayList<>();
    for (String directory : List.of(InstalledUnits.OWN, InstalledUnits.RUNTIME)) {
      if (installed.isMask(directory + name)
          && new Absence(directory + name).decide(machine) instanceof Decision.Pending pending) {
        steps.addAll(pending.steps());
      }
    }
    return steps.isEmpty() ? Decision.settled("isn't masked") : new Decision.Pending(steps);
  }
}
