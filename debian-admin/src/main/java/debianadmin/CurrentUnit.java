package debianadmin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;
import org.jspecify.annotations.Nullable;

/// A unit that runs with what its files say now.
final class CurrentUnit implements Resource {
  /// The change by which systemd reads unit files again.
  static final Change DAEMON_RELOAD = Change.of("reload", "the unit files of systemd", "");

  private final UnitName name;
  private final List<String> paths;

  CurrentUnit(String name, List<String> paths) {
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
      return UnitActivity.start(systemctl, name, state);
    }
    if (systemctl.isForeseen(name)) {
      return restart(systemctl, "an earlier step would change its unit files", true);
    }
    Instant since = state.asOf().orElse(Instant.EPOCH);
    String own = changedUnitFile(machine, state, since);
    if (own != null || state.needsDaemonReload()) {
      String why = own == null ? "its unit files" : own;
      return restart(systemctl, why + " changed after it was started", true);
    }
    for (String path : paths) {
      if (Foreseen.in(machine, new Foreseen.Touched(machine.path(path)))) {
        return again(systemctl, state, "an earlier step would change " + path);
      }
      Path changed = changed(existing(machine, path), since, true);
      if (changed != null) {
        return again(systemctl, state, changed + " changed after it was started or reloaded");
      }
    }
    return Decision.settled(state.words() + " since its files were changed last");
  }

  private static @Nullable String changedUnitFile(Machine machine, UnitState state, Instant since)
      throws IOException {
    for (String file : state.files()) {
      Path path = machine.path(file);
      if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && isAfter(path, since)) {
        return file;
      }
    }
    return null;
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

  /// The first file at or below a path that was changed after a time. Links are looked at, and what
  /// they point to; links to directories aren't walked, but for the path itself.
  static @Nullable Path changed(Path path, Instant since, boolean top) throws IOException {
    if (isAfter(path, since)) {
      return path;
    }
    boolean walked =
        top ? Files.isDirectory(path) : Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!walked) {
      return null;
    }
    try (var entries = Files.newDirectoryStream(path)) {
      for (Path entry : entries) {
        Path changed = changed(entry, since, false);
        if (changed != null) {
          return changed;
        }
      }
    }
    return null;
  }

  private static boolean isAfter(Path path, Instant since) throws IOException {
    if (ctime(path, LinkOption.NOFOLLOW_LINKS).isAfter(since)) {
      return true;
    }
    try {
      return Files.isSymbolicLink(path) && ctime(path).isAfter(since);
    } catch (NoSuchFileException e) {
      // It points nowhere, and did so before.
      return false;
    }
  }

  private static Instant ctime(Path path, LinkOption... options) throws IOException {
    return ((FileTime) Files.getAttribute(path, "unix:ctime", options)).toInstant();
  }
}
