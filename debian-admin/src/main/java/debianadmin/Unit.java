package debianadmin;

import debianadmin.file.Content;
import debianadmin.file.PlacedDirectory;
import debianadmin.unit.AbsentDropIn;
import debianadmin.unit.AbsentUnit;
import debianadmin.unit.CurrentUnit;
import debianadmin.unit.MaskedUnit;
import debianadmin.unit.PlacedUnit;
import debianadmin.unit.TimedCommand;
import debianadmin.unit.UnitActivity;
import debianadmin.unit.UnitAtBoot;
import debianadmin.unit.file.DropIn;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import machine.Machine;

/// Units of systemd, by systemctl(1): their files, whether they are started at boot, whether they
/// run.
///
/// A name without a suffix means a service: `"nginx"` is `nginx.service`. What is to be done needs
/// root.
///
/// With nothing to do, systemctl is asked once for all units. Whether a unit is enabled or masked
/// is read from its files, so these also work where systemd isn't running, as in a chroot, and so
/// does placing files; what needs a running systemd fails there: start, stop, current.
public final class Unit {
  private Unit() {}

  /// Places the file of a unit in /etc/systemd/system (systemd.unit(5)), and has systemd read it if
  /// it knew the unit before. The unit is neither enabled nor started by that, nor restarted: see
  /// [#enable], [#start], [#current].
  ///
  /// Where there is systemd-analyze(1), it looks at the text first: what systemd would ignore or
  /// refuse is an error, and the old file stays. That programs or other units are missing is none.
  ///
  /// ```java
  /// Unit.text("backup.service", "[Service]\nExecStart=/usr/local/bin/backup\n");
  /// ```
  ///
  /// @param name the unit, perhaps a template: `"backup@.service"`
  /// @param text the whole text of its file
  /// @throws machine.MachineException if systemd wouldn't take the text, if the unit is masked, or
  ///   if root is needed
  public static void text(String name, String text) {
    Machine.current().bring(PlacedUnit.of(name, content(text)));
  }

  /// Places a copy of a file as the file of a unit, as [#text] does with a text.
  ///
  /// ```java
  /// Unit.file("backup.timer", Path.of("backup.timer"));
  /// ```
  ///
  /// @param name the unit
  /// @param source the file to copy; a relative path lies in the deployment's own folder
  /// @throws machine.MachineException if the source can't be read, and as for [#text]
  public static void file(String name, Path source) {
    Machine machine = Machine.current();
    machine.bring(PlacedUnit.of(name, Content.of(machine.folder().resolve(source))));
  }

  /// Places a drop-in that changes settings of a unit (systemd.unit(5)):
  /// `/etc/systemd/system/nginx.service.d/limits.conf`. systemd reads it at once; a unit that runs
  /// is brought up to date by [#current].
  ///
  /// ```java
  /// Unit.dropIn("nginx", "limits", "[Service]\nLimitNOFILE=65536\n");
  /// ```
  ///
  /// @param unit the unit
  /// @param name the name of the drop-in
  /// @param text its whole text
  /// @throws machine.MachineException if systemd wouldn't take the text, or if root is needed
  public static void dropIn(String unit, String name, String text) {
    Machine machine = Machine.current();
    DropIn dropIn = DropIn.parse(unit, name);
    if (!Files.isDirectory(machine.path(dropIn.directory()))) {
      machine.bring(new PlacedDirectory(dropIn.directory()));
    }
    machine.bring(PlacedUnit.of(dropIn, content(text)));
  }

  /// Removes a drop-in from /etc/systemd/system. A unit that runs is brought up to date by
  /// [#current].
  ///
  /// ```java
  /// Unit.withoutDropIn("nginx", "limits");
  /// ```
  ///
  /// @param unit the unit
  /// @param name the name of the drop-in
  /// @throws machine.MachineException if root is needed
  public static void withoutDropIn(String unit, String name) {
    Machine.current().bring(new AbsentDropIn(DropIn.parse(unit, name)));
  }

  /// Removes a unit whose file lies in /etc/systemd/system: stops it, disables it, removes the
  /// file. Its drop-ins stay, see [#withoutDropIn]. A unit that isn't there is removed already.
  ///
  /// ```java
  /// Unit.absent("backup.service");
  /// ```
  ///
  /// @param name the unit; of a template, all instances are stopped
  /// @throws machine.MachineException if a package has brought the unit, or if root is needed
  /// @throws machine.CommandFailed if it doesn't stop
  public static void absent(String name) {
    Machine.current().bring(new AbsentUnit(name));
  }

  /// Has a command carried out at times of the calendar (systemd.timer(5)): places `backup.service`
  /// and `backup.timer`, and enables and starts the timer. The command is carried out as root,
  /// without a shell; what it writes is in the journal. Times that the machine slept through are
  /// made good. Remove both units by [#absent].
  ///
  /// Where systemd isn't running, the timer is placed and enabled.
  ///
  /// ```java
  /// Unit.timer("backup", "Mon 04:00", "/usr/local/bin/backup", "--all");
  /// ```
  ///
  /// @param name the name of both units, without a suffix
  /// @param calendar the times, as systemd.time(7) has them: `"daily"`, `"*-*-01 04:30"`
  /// @param program the program, by its whole path
  /// @param arguments its arguments, handed over as they are
  /// @throws machine.MachineException if systemd doesn't understand the times, or if root is needed
  public static void timer(String name, String calendar, String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of(arguments));
    words.addFirst(program);
    new TimedCommand(name, calendar, words).bring(Machine.current());
  }

  /// Has a unit started at boot. It isn't started now. Units that other units start (`static`,
  /// `indirect`, `generated`, `alias`) are left as they are. A unit that is enabled for some only
  /// of the targets that its file names isn't enabled yet.
  ///
  /// ```java
  /// Unit.enable("nginx");
  /// ```
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
  /// ```java
  /// Unit.disable("apt-daily.timer");
  /// ```
  ///
  /// @param name the unit
  /// @throws machine.MachineException if root is needed
  public static void disable(String name) {
    Machine.current().bring(new UnitAtBoot(name, false));
  }

  /// Keeps a unit from being started by anything, at boot or later. It isn't stopped now.
  ///
  /// ```java
  /// Unit.mask("systemd-networkd-wait-online");
  /// ```
  ///
  /// @param name the unit, which needn't be there
  /// @throws machine.MachineException if its file lies in /etc/systemd/system, if the name is
  ///   another name of a unit, or if root is needed
  public static void mask(String name) {
    Machine.current().bring(new MaskedUnit(name, true));
  }

  /// Lets a unit be started again after it was masked.
  ///
  /// ```java
  /// Unit.unmask("nginx");
  /// ```
  ///
  /// @param name the unit
  /// @throws machine.MachineException if root is needed
  public static void unmask(String name) {
    Machine.current().bring(new MaskedUnit(name, false));
  }

  /// Starts a unit, unless it is active. A service that ends after its work (`Type=oneshot` without
  /// `RemainAfterExit=yes`) is started each time.
  ///
  /// ```java
  /// Unit.start("nginx");
  /// ```
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
  /// ```java
  /// Unit.stop("nginx");
  /// ```
  ///
  /// @param name the unit
  /// @throws machine.MachineException if systemd isn't running, or if root is needed
  /// @throws machine.CommandFailed if it doesn't stop
  public static void stop(String name) {
    Machine.current().bring(new UnitActivity(name, false));
  }

  /// Has a unit run with what its files say now. A unit that isn't active is started. If one of its
  /// unit files has changed since it was started or last reloaded, drop-ins included, systemd reads
  /// them again and the unit is restarted; if only one of the given files has, the unit is reloaded
  /// if it can be, and restarted otherwise.
  ///
  /// The time of a change is the file's ctime, so replaced, moved and removed files count too. A
  /// service that fails is current again only when it was started, so an earlier run that broke off
  /// is made good.
  ///
  /// ```java
  /// Unit.current("nginx", "/etc/nginx");
  /// ```
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

  /// Whether a unit is active, or on its way there: `systemctl is-active`. In a preview, what the
  /// earlier steps would start or stop counts.
  ///
  /// ```java
  /// if (Unit.isActive("apache2")) {
  ///     Unit.stop("apache2");
  /// }
  /// ```
  ///
  /// @param name the unit
  /// @return false also if there is no such unit, or if systemd isn't running
  public static boolean isActive(String name) {
    return UnitActivity.is(Machine.current(), name);
  }

  /// Whether a unit is enabled: `systemctl is-enabled`, but false for units that other units start
  /// (`static`, `alias`). In a preview, what the earlier steps would enable or disable counts.
  ///
  /// ```java
  /// if (Unit.isEnabled("apache2")) {
  ///     Unit.disable("apache2");
  /// }
  /// ```
  ///
  /// @param name the unit
  /// @return false also if there is no such unit
  public static boolean isEnabled(String name) {
    return UnitAtBoot.is(Machine.current(), name);
  }

  private static Content content(String text) {
    return Content.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
