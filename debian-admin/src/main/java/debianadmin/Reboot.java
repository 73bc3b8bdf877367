package debianadmin;

import debianadmin.system.RebootRequest;
import debianadmin.system.ScheduledReboot;
import java.time.Duration;
import machine.Machine;

/// That the machine is to be rebooted. Nothing here ends the program that asks.
public final class Reboot {
  private Reboot() {}

  /// When to reboot: made by [#after].
  public static final class Option {
    private final Duration delay;

    private Option(Duration delay) {
      this.delay = delay;
    }
  }

  /// Says that a reboot is required, as packages of Debian do: in /run/reboot-required, with the
  /// reason in /run/reboot-required.pkgs. People see it when they log in, and unattended-upgrades
  /// acts on it if it is told to. Both are gone after a reboot, so ask for one only while there is
  /// a reason.
  ///
  /// ```java
  /// Reboot.request("new kernel parameters");
  /// ```
  ///
  /// @param reason why, in a line
  /// @throws machine.MachineException if there is none, or if root is needed
  public static void request(String reason) {
    Machine.current().bring(new RebootRequest(reason));
  }

  /// Whether a reboot is required: something, or somebody, has said so since the last one.
  ///
  /// ```java
  /// if (Reboot.isRequired()) {
  ///     Unit.stop("app");
  /// }
  /// ```
  ///
  /// @return true if /run/reboot-required is there
  public static boolean isRequired() {
    return RebootRequest.isRequired(Machine.current());
  }

  /// Has the machine rebooted if that is required (shutdown(8)): a minute after this program has
  /// ended, or later. `shutdown -c` calls it off. It is true already if no reboot is required, or
  /// if one is scheduled.
  ///
  /// ```java
  /// Reboot.ifRequired();
  /// ```
  ///
  /// @param options when
  /// @throws machine.MachineException if systemd isn't running, or if root is needed
  public static void ifRequired(Option... options) {
    Duration delay = options.length == 0 ? Duration.ofMinutes(1) : options[0].delay;
    Machine.current().bring(new ScheduledReboot(delay));
  }

  /// How long after the end of this program, in whole minutes.
  ///
  /// ```java
  /// Reboot.ifRequired(Reboot.after(Duration.ofMinutes(10)));
  /// ```
  ///
  /// @param delay a minute to a day
  /// @return the option
  public static Option after(Duration delay) {
    return new Option(delay);
  }
}
