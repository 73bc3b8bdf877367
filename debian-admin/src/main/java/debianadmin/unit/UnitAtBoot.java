package debianadmin.unit;

import debianadmin.unit.file.InstalledUnits;
import debianadmin.unit.file.UnitName;
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

  /// Whether a unit is enabled, or would be after the earlier steps of a preview.
  public static boolean is(Machine machine, String name) {
    return found(machine, UnitName.parse(name)).startsWith("enabled");
  }

  private static String found(Machine machine, UnitName name) {
    InstalledUnits installed = InstalledUnits.of(machine);
    String found =
        installed.isScript(name) ? new Systemctl(machine).atBoot(name) : installed.atBoot(name);
    boolean unmasked = found.startsWith("masked") && UnitForesight.ofUnmasking(machine, name);
    return UnitForesight.atBoot(machine, name, unmasked ? installed.unmasked(name) : found);
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) {
    Systemctl systemctl = new Systemctl(machine);
    String found = found(machine, name);
    if (found.equals("not-found")) {
      return wanted && !UnitForesight.ofFile(machine, name)
          ? systemctl.withoutUnit(name)
          : wanted ? enable(systemctl, "disabled") : Decision.settled("no such unit");
    }
    if (wanted && found.startsWith("masked")) {
      throw new MachineException(
          "can't enable " + name + ": it is masked",
          "unmask it first: Unit.unmask(\"" + name + "\")");
    }
    if (wanted) {
      return isOff(found) ? enable(systemctl, found) : Decision.settled(reason(found));
    }
    return found.startsWith("enabled")
        ? pending(systemctl, "disable", "disabled", found)
        : Decision.settled(reason(found));
  }

  // enabled-runtime and linked don't last, or don't start anything.
  private static boolean isOff(String found) {
    return switch (found) {
      case "disabled", "linked", "linked-runtime", "enabled-runtime", "enabled in part" -> true;
      default -> false;
    };
  }

  private Decision enable(Systemctl systemctl, String found) {
    return pending(systemctl, "enable", "enabled", found);
  }

  private Decision pending(Systemctl systemctl, String verb, String then, String found) {
    Change change = Change.of(verb, name.text(), "was " + found);
    systemctl.needRoot(change);
    Set<Object> foresees = Set.of(new UnitForesight(name, then));
    return new Decision.Pending(List.of(systemctl.step(change, foresees, verb, name)));
  }

  private static String reason(String found) {
    return switch (found) {
      case "enabled", "disabled", "masked" -> found;
      default -> found + ": it has nothing to enable";
    };
  }
}
