package debianadmin.unit;

import debianadmin.unit.file.InstalledUnits;
import debianadmin.unit.file.UnitName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import machine.Machine;

/// What systemd tells of the units of a machine. One question answers for all units that somebody
/// has enabled, placed or changed; if another unit is asked for, one more for all of its type that
/// systemd has loaded. What it hasn't loaded isn't active, and the unit files tell the rest.
final class Units {
  private final Machine machine;
  private final Map<String, UnitState> states = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  private Units(Machine machine) {
    this.machine = machine;
  }

  /// The units of a machine; asked for once, and again after a change.
  private static Units of(Machine machine) {
    return machine.fact(Units.class, () -> new Units(machine));
  }

  /// The state of a unit.
  ///
  /// @param machine the machine, on which systemd is running
  /// @param name the unit
  /// @return its state
  /// @throws MachineException if it is a template
  static UnitState state(Machine machine, UnitName name) {
    return of(machine).state(name.orRefuseTemplate());
  }

  /// The states of a unit, or of all instances of a template that systemd has loaded.
  static List<UnitState> states(Machine machine, UnitName name) {
    return name.isTemplate() ? of(machine).instances(name) : List.of(of(machine).state(name));
  }

  private synchronized UnitState state(UnitName name) {
    askFor(name);
    UnitState state = states.get(name.text());
    return state == null ? unloaded(name) : state;
  }

  private synchronized List<UnitState> instances(UnitName template) {
    askFor(template);
    List<UnitState> instances = new ArrayList<>();
    for (Map.Entry<String, UnitState> known : states.entrySet()) {
      if (template.isTemplateOf(known.getKey())) {
        instances.add(known.getValue());
      }
    }
    return instances;
  }

  private void askFor(UnitName name) {
    String loaded = "*" + name.suffix();
    if (asked.contains(loaded) || asked.contains(name.pattern())) {
      return;
    }
    Set<String> patterns = new TreeSet<>();
    if (asked.isEmpty()) {
      for (UnitName configured : InstalledUnits.of(machine).configured()) {
        patterns.add(configured.pattern());
      }
    } else {
      patterns.add(loaded);
    }
    patterns.add(name.pattern());
    states.putAll(parse(new Systemctl(machine).show(patterns)));
    asked.addAll(patterns);
  }

  private UnitState unloaded(UnitName name) {
    InstalledUnits installed = InstalledUnits.of(machine);
    String file = installed.file(name);
    String load = file == null ? "not-found" : installed.isMask(file) ? "masked" : "stub";
    return new UnitState(
        Map.of(
            "Id",
            name.text(),
            "LoadState",
            load,
            "ActiveState",
            "inactive",
            "SubState",
            "dead",
            "FragmentPath",
            file == null ? "" : file));
  }

  /// Reads the answer of `systemctl show` for several units.
  ///
  /// @param text its standard output: a paragraph for each unit
  /// @return the states, by each of the units' names
  static Map<String, UnitState> parse(String text) {
    Map<String, UnitState> states = new HashMap<>();
    int from = 0;
    while (from < text.length()) {
      int end = text.indexOf("\n\n", from);
      end = end < 0 ? text.length() : end;
      UnitState state = UnitState.parse(text.substring(from, end));
      for (String name : state.names()) {
        states.put(name, state);
      }
      from = end + 2;
    }
    return states;
  }
}
