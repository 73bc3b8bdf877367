package debianadmin.unit;

import debianadmin.file.Foreseen;
import debianadmin.unit.file.InstalledUnits;
import debianadmin.unit.file.UnitName;
import java.util.List;
import machine.Machine;

/// What a preview foresees of a unit: that an earlier step would bring it into a state.
///
/// @param name the unit
/// @param state one of the states below, or a word of `systemctl is-enabled`
record UnitForesight(UnitName name, String state) {
  static final String ACTIVE = "active";
  static final String INACTIVE = "inactive";

  /// systemd has read the unit's files.
  static final String READ = "read";

  private static final List<String> AT_BOOT =
      List.of("enabled", "enabled in part", "disabled", "indirect", "static");

  private static final List<String> DIRECTORIES =
      List.of("/etc/systemd/system/", "/run/systemd/system/", "/usr/lib/systemd/system/");

  /// Whether an earlier step would bring a unit into a state.
  static boolean of(Machine machine, UnitName name, String state) {
    return Foreseen.in(machine, new UnitForesight(name, state));
  }

  /// Whether a unit would be started at boot after the earlier steps.
  ///
  /// @param found what is found now
  /// @return what would be found then
  static String atBoot(Machine machine, UnitName name, String found) {
    for (String word : AT_BOOT) {
      if (of(machine, name, word)) {
        return word;
      }
    }
    return found;
  }

  /// Whether an earlier step would place the file of a unit in the administrator's own directory.
  static boolean ofFile(Machine machine, UnitName name) {
    return Foreseen.in(machine, machine.path(InstalledUnits.OWN + name))
        || (name.isInstance() && ofFile(machine, new UnitName(name.template())));
  }

  /// Whether an earlier step would unmask a unit.
  static boolean ofUnmasking(Machine machine, UnitName name) {
    return Foreseen.in(machine, new Foreseen.Gone(machine.path(InstalledUnits.OWN + name)))
        || Foreseen.in(machine, new Foreseen.Gone(machine.path(InstalledUnits.RUNTIME + name)));
  }

  /// Whether an earlier step would change the files that define a unit.
  static boolean ofFiles(Machine machine, UnitName name) {
    for (String directory : DIRECTORIES) {
      if (Foreseen.in(machine, new Foreseen.Touched(machine.path(directory + name)))
          || Foreseen.in(machine, new Foreseen.Touched(machine.path(directory + name + ".d")))) {
        return true;
      }
    }
    return name.isInstance() && ofFiles(machine, new UnitName(name.template()));
  }
}
