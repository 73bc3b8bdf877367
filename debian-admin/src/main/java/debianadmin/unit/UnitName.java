package debianadmin.unit;

import machine.MachineException;

/// The name of a unit, with its suffix (systemd.unit(5)).
///
/// @param text the name
public record UnitName(String text) {
  private static final String TYPES =
      " service socket device mount automount swap target path timer slice scope ";

  /// Reads a name; without a suffix it is a service.
  ///
  /// @param name the name
  /// @return the name with its suffix
  /// @throws MachineException if it isn't one
  public static UnitName parse(String name) {
    boolean ok = !name.isEmpty() && name.length() < 240 && name.charAt(0) != '-';
    for (int i = 0; i < name.length() && ok; i++) {
      char c = name.charAt(i);
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || ":-_.\\@".indexOf(c) >= 0;
    }
    if (!ok) {
      throw new MachineException(
          "not the name of a unit: '" + name + "'",
          name.indexOf('/') >= 0
              ? "name the unit, not its file; see systemd-escape(1) for units of paths"
              : "write \"nginx\", \"nginx.service\" or \"apt-daily.timer\"");
    }
    int dot = name.lastIndexOf('.');
    boolean typed = dot > 0 && TYPES.contains(" " + name.substring(dot + 1) + " ");
    return new UnitName(typed ? name : name + ".service");
  }

  @Override
  public String toString() {
    return text;
  }
}
