package debianadmin;

import debianadmin.name.OwnName;
import machine.Machine;

/// The machine's own name.
public final class Hostname {
  private Hostname() {}

  /// Gives the machine its name: in /etc/hostname (hostname(5)), in the running kernel, and in
  /// /etc/hosts, where Debian has it on a line of 127.0.1.1 unless another address has it.
  ///
  /// With a domain, the first label is the name, and the whole is what /etc/hosts has before it: so
  /// `hostname --fqdn` answers it. A line of 127.0.1.1 that has the name already is left as it is.
  /// Without systemd it works as well; below another root, the running kernel is left out.
  ///
  /// It is true already if the three have the name. cloud-init names a machine anew at each boot,
  /// unless its `preserve_hostname` is true.
  ///
  /// ```java
  /// Hostname.set("web-1.example.com");
  /// ```
  ///
  /// @param name labels of letters, digits and hyphens as RFC 1123 has them, 64 characters at most
  /// @throws machine.MachineException if it isn't such a name, or if root is needed
  /// @throws machine.CommandFailed if the kernel isn't this machine's to name, as in some
  ///   containers
  public static void set(String name) {
    Machine.current().bring(new OwnName(name));
  }
}
