package debianadmin;

import debianadmin.kernel.KernelParameter;
import machine.Machine;

/// Parameters of the kernel (sysctl(8)).
public final class Sysctl {
  private Sysctl() {}

  /// Sets a parameter now, in /proc/sys, and for each boot, in a file of its own in /etc/sysctl.d
  /// (sysctl.d(5)): `vm.swappiness.conf`.
  ///
  /// It is true already if the kernel has the value and the file says so; where one is missing,
  /// both are set. White space in values counts as a single space. Where /proc/sys is read-only, as
  /// in most containers, the file is all that is set, and the reason says so: systemd does the same
  /// there at boot.
  ///
  /// ```java
  /// Sysctl.set("vm.swappiness", "10");
  /// ```
  ///
  /// @param key the parameter: `net.ipv4.ip_forward` or `net/ipv4/ip_forward`; where a name holds a
  ///   dot, `net.ipv4.conf.eth0/100.forwarding` or `net/ipv4/conf/eth0.100/forwarding`
  /// @param value the value, as sysctl shows it
  /// @throws machine.MachineException if there is no such parameter (a module may be missing), if
  ///   the kernel refuses the value, if a file that is read later sets another one, or if root is
  ///   needed
  public static void set(String key, String value) {
    Machine.current().bring(new KernelParameter(key, value));
  }
}
