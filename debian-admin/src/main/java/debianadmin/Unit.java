package debianadmin;

import debianadmin.unit.CurrentUnit;
import debianadmin.unit.UnitActivity;
import debianadmin.unit.UnitAtBoot;
import java.util.List;
import machine.Machine;

/// Units of systemd, by systemctl(1).
///
/// A name without a suffix means a service: `"nginx"` is `nginx.service`. What is to be done needs
/// root. What needs a running systemd fails where there is none, as in a chroot; enabling and
/// disabling work there too.
public final class Unit {
  private Unit() {}

  /// Has a unit started at boot. It isn't started now. Units that other units start (`static`,
  /// `indirect`, `generated`, `alias`) are left as they are.
  ///
  /// @param name the unit
  /// @throws machine.MachineException if there is no such unit, if it is masked, or if root is
  ///   needed
  public static void enable(String name) {
    Machine.current().bring(new UnitAtBoot(name, true));
  }

  /// Has a unit not started at boot. It isn't stopped now. A unit that isn't there is disabled
  /// already.
  ///
  /// @param name the unit
  /// @throws machine.MachineException if root is needed
  public static void disable(String name) {
    Machine.current().bring(new UnitAtBoot(name, false));
  }

  /// Starts a unit, unless it is active. A service that ends after its work (`Type=oneshot` without
  /// `RemainAfterExit=yes`) is started each time.
  ///
  /// @param name the unit
  /// @throws machine.MachineException if there is no such unit, if systemd isn't running, or if
  ///   root is needed
  /// @throws machine.CommandFailed if it doesn't start, with the last lines of its journal
  public static void start(String name) {
    Machine.current().bring(new UnitActivity(name, true));
  }

  /// Stops a unit, unless it is inactive. A unit that isn't there is stopped already.
  ///
  /// @param name the unit
  /// @throws machine.MachineException if systemd isn't running, or if root is needed
  /// @throws machine.CommandFailed if it doesn't stop
  public static void stop(String name) {
    Machine.current().bring(new UnitActivity(name, false));
  }

  /// Has a unit run with what its files say now. A unit that isn't active is started. If one of its
  /// unit files has changed since it was started or last reloaded, systemd reads them again and the
  /// unit is restarted; if only one of the given files has, the unit is reloaded if it can be, and
  /// restarted otherwise.
  ///
  /// The time of a change is the file's ctime, so replaced, moved and removed files count too. A
  /// service that fails is current again only when it was started, so an earlier run that broke off
  /// is made good.
  ///
  /// @param name the unit
  /// @param paths files, and directories with all that is below them, that the unit reads when it
  ///   is started or reloaded
  /// @throws machine.MachineException if there is no such unit, if a path is missing, if systemd
  ///   isn't running, or if root is needed
  /// @throws machine.CommandFailed if it doesn't start or reload, with the last lines of its
  ///   journal
  public static void current(String name, String... paths) {
    Machine.current().bring(new CurrentUnit(name, List.of(paths)));
  }
}
