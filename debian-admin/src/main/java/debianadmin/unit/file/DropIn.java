package debianadmin.unit.file;

import machine.MachineException;

/// A file in the administrator's own directory that changes settings of a unit (systemd.unit(5)).
///
/// @param unit the unit
/// @param name the name of the file, without `.conf`
public record DropIn(UnitName unit, String name) {
  /// Names a drop-in.
  ///
  /// @param unit the unit
  /// @param name the drop-in's name, with or without `.conf`
  /// @return the drop-in
  /// @throws MachineException if one of them is no name
  public static DropIn parse(String unit, String name) {
    if (name.isBlank() || name.startsWith(".") || name.indexOf('/') >= 0) {
      throw new MachineException(
          "not the name of a drop-in: '" + name + "'",
          "name the file without its directory: Unit.dropIn(\"nginx\", \"limits\", ...)");
    }
    boolean suffixed = name.endsWith(".conf");
    return new DropIn(UnitName.parse(unit), suffixed ? name.substring(0, name.length() - 5) : name);
  }

  /// The directory of the unit's drop-ins.
  public String directory() {
    return InstalledUnits.OWN + unit + ".d";
  }

  /// Where it lies.
  public String path() {
    return directory() + "/" + name + ".conf";
  }
}
