package debianadmin.unit;

import debianadmin.file.Foreseen;
import debianadmin.unit.file.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// A unit that runs with what its files say now.
public final class CurrentUnit implements Resource {
  private final UnitName name;
  private final List<String> paths;

  public CurrentUnit(String name, List<String> paths) {
    this.name = UnitName.parse(name);
    this.paths = paths;
  }

  @Override
  public String subject() {
    return name.text();
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    Systemctl systemctl = new Systemctl(machine);
    if (!systemctl.isRunning()) {
      return systemctl.withoutSystemd(name, "start");
    }
    UnitState state = Units.state(machine, name);
    boolean ended = UnitForesight.of(machine, name, UnitForesight.INACTIVE);
    if (!state.isActive() || ended) {
      return start(machine, state);
    }
    if (UnitForesight.ofFiles(machine, name)) {
      return restart(machine, state, "an earlier step would change its unit files");
    }
    Instant since = state.asOf().orElse(Instant.EPOCH);
    UnitFiles files = new UnitFiles(machine, name, state);
    String own = files.changed(since);
    own = own == null ? files.unread() : own;
    if (own != null || state.needsDaemonReload()) {
      String why = own == null ? "its unit files" : own;
      return restart(machine, state, why + " changed after it was started");
    }
    for (String path : paths) {
      if (Foreseen.in(machine, new Foreseen.Touched(machine.path(path)))) {
        return again(machine, state, "an earlier step would change " + path);
      }
      Path changed = UnitFiles.changed(existing(machine, path), since);
      if (changed != null) {
        return again(machine, state, changed + " changed after it was started or reloaded");
      }
    }
    return Decision.settled(state.words() + " since its files were changed last");
  }

  private Decision start(Machine machine, UnitState state) throws IOException {
    if (!UnitForesight.of(machine, name, UnitForesight.ACTIVE)) {
      return UnitActivity.start(machine, name, state);
    }
    boolean touched = UnitForesight.ofFiles(machine, name);
    for (String path : paths) {
      touched |= Foreseen.in(machine, new Foreseen.Touched(machine.path(path)));
    }
    return touched
        ? Decision.unknown("an earlier step would start it, and one would change its files")
        : Decision.settled("an earlier step would start it");
  }

  private Path existing(Machine machine, String path) {
    Path file = machine.path(path);
    if (!Files.exists(file)) {
      throw new MachineException(
          name + ": " + file + ": no such file or directory",
          "name files that the unit reads, and place them before this");
    }
    return file;
  }

  private Decision again(Machine machine, UnitState state, String why) throws IOException {
    if (!state.canReload()) {
      return restart(machine, state, why);
    }
    Systemctl systemctl = new Systemctl(machine);
    Change change = Change.of("reload", name.text(), why);
    systemctl.needRoot(change);
    return new Decision.Pending(List.of(systemctl.step(change, Set.of(), "reload", name)));
  }

  private Decision restart(Machine machine, UnitState state, String why) throws IOException {
    Systemctl systemctl = new Systemctl(machine);
    Change change = Change.of("restart", name.text(), why);
    systemctl.needRoot(change);
    List<Decision.Step> steps = new ArrayList<>();
    DaemonReload reload = new DaemonReload(machine, name);
    if (reload.isNeeded(state)) {
      steps.add(reload.step());
    }
    steps.add(systemctl.step(change, Set.of(), "restart", name));
    return new Decision.Pending(steps);
  }
}
