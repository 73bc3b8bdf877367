package debianadmin.unit;

import debianadmin.unit.file.UnitName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import org.jspecify.annotations.Nullable;

/// Has systemd read unit files again, where it has read others: it notices by itself a file of a
/// unit that it hasn't loaded, and nothing else.
final class DaemonReload {
  private static final Change CHANGE = Change.of("reload", "the unit files of systemd", "");

  private final Machine machine;
  private final Systemctl systemctl;
  private final UnitName name;

  DaemonReload(Machine machine, UnitName name) {
    this.machine = machine;
    this.systemctl = new Systemctl(machine);
    this.name = name;
  }

  /// What is to be done about a unit's files, and then for systemd to know them.
  ///
  /// @param files what is to be done about the files
  /// @return the same, where systemd isn't running, or doesn't know the unit
  Decision after(Decision files) throws IOException {
    if (files instanceof Decision.Unknown || !systemctl.isRunning()) {
      return files;
    }
    List<UnitState> states = Units.states(machine, name);
    if (files instanceof Decision.Pending pending) {
      List<Decision.Step> steps = new ArrayList<>(pending.steps());
      if (states.stream().anyMatch(UnitState::isKnown)) {
        steps.add(step());
      }
      return new Decision.Pending(steps);
    }
    for (UnitState state : states) {
      if (isNeeded(state)) {
        systemctl.needRoot(CHANGE);
        return new Decision.Pending(List.of(step()));
      }
    }
    return files;
  }

  /// Whether systemd has read other files than those that are there, or would be.
  boolean isNeeded(UnitState state) throws IOException {
    if (UnitForesight.of(machine, name, UnitForesight.READ)) {
      return false;
    }
    return state.needsDaemonReload()
        || unread(state) != null
        || (UnitForesight.ofFiles(machine, name) && state.isKnown());
  }

  private @Nullable String unread(UnitState state) throws IOException {
    return new UnitFiles(machine, name, state).unread();
  }

  /// The step that has systemd read them again.
  Decision.Step step() {
    return systemctl.step(
        CHANGE, Set.of(new UnitForesight(name, UnitForesight.READ)), "daemon-reload");
  }
}
