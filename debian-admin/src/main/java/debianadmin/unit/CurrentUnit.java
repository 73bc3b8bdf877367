package debianadmin.unit;

import debianadmin.file.Foreseen;
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
  /// The change by which systemd reads unit files again.
  static final Change DAEMON_RELOAD = Change.of("reload", "the unit files of systemd", "");

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
    UnitState state = systemctl.show(name);
    if (!state.isActive()) {
      return UnitActivity.start(machine, name, state);
    }
    if (systemctl.isForeseen(name)) {
      return restart(systemctl, "an earlier step would change its unit files", true);
    }
    Instant since = state.asOf().orElse(Instant.EPOCH);
    UnitFiles files = new UnitFiles(machine, name, state);
    String own = files.changed(since);
    own = own == null ? files.unread() : own;
    if (own != null || state.needsDaemonReload()) {
      String why = own == null ? "its unit files" : own;
      return restart(systemctl, why + " changed after it was started", true);
    }
    for (String path : paths) {
      if (Foreseen.in(machine, new Foreseen.Touched(machine.path(path)))) {
        return again(systemctl, state, "an earlier step would change " + path);
      }
      Path changed = UnitFiles.changed(existing(machine, path), since);
      if (changed != null) {
        return again(systemctl, state, changed + " changed after it was started or reloaded");
      }
    }
    return Decision.settled(state.words() + " since its files were changed last");
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

  private Decision again(Systemctl systemctl, UnitState state, String why) {
    if (!state.canReload()) {
      return restart(systemctl, why, false);
    }
    Change change = Change.of("reload", name.text(), why);
    systemctl.needRoot(change);
    return new Decision.Pending(List.of(systemctl.step(change, Set.of(), "reload", name)));
  }

  private Decision restart(Systemctl systemctl, String why, boolean unitFiles) {
    Change change = Change.of("restart", name.text(), why);
    systemctl.needRoot(change);
    List<Decision.Step> steps = new ArrayList<>();
    if (unitFiles) {
      steps.add(systemctl.step(DAEMON_RELOAD, Set.of(), "daemon-reload"));
    }
    steps.add(systemctl.step(change, Set.of(), "restart", name));
    return new Decision.Pending(steps);
  }
}
