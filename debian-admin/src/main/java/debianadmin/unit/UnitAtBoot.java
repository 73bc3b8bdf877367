package debianadmin.unit;

import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Whether a unit is started at boot.
public final class UnitAtBoot implements Resource {
  private final UnitName name;
  private final boolean wanted;

  public UnitAtBoot(String name, boolean wanted) {
    this.name = UnitName.parse(name);
    this.wanted = wanted;
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) {
    Systemctl systemctl = new Systemctl(machine);
    String found = systemctl.atBoot(name);
    boolean missing = found.equals("not-found");
    if (missing && (wanted || systemctl.isForeseen(name))) {
      return systemctl.withoutUnit(name);
    }
    if (missing) {
      return Decision.settled("no such unit");
    }
    if (wanted && found.startsWith("masked")) {
      throw new MachineException(
          "can't enable " + name + ": it is masked", "unmask it first: systemctl unmask " + name);
    }
    // enabled-runtime and linked don't last, or don't start anything.
    boolean off = found.equals("disabled") || found.startsWith("linked");
    boolean half = found.equals("enabled-runtime");
    if (wanted ? !off && !half : !found.startsWith("enabled")) {
      return Decision.settled(reason(found));
    }
    String verb = wanted ? "enable" : "disable";
    Change change = Change.of(verb, name.text(), "was " + found);
    systemctl.needRoot(change);
    return new Decision.Pending(List.of(systemctl.step(change, Set.of(), verb, name)));
  }

  private static String reason(String found) {
    return switch (found) {
      case "enabled", "disabled", "masked" -> found;
      default -> found + ": it has nothing to enable";
    };
  }
}
