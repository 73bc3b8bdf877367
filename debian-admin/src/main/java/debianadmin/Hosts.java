package debianadmin;

import debianadmin.name.HostEntry;
import debianadmin.name.NoHost;
import machine.Machine;

/// Names of other machines: entries of /etc/hosts (hosts(5)). All other lines, and comments, are
/// kept byte for byte.
public final class Hosts {
  private Hosts() {}

  /// Has an address known by names. The entry is the line of the address that has the first name;
  /// other lines of the address are left as they are. Names that another address of the same family
  /// (IPv4 or IPv6) has are taken from it, and that is said.
  ///
  /// It is true already if the line has these names in this order, and no other address has one.
  ///
  /// ```java
  /// Hosts.entry("10.0.0.1", "db.example.com", "db");
  /// ```
  ///
  /// @param address an address of IPv4 or IPv6
  /// @param names its names, the canonical one first
  /// @throws machine.MachineException if the address or a name isn't one, or if root is needed
  public static void entry(String address, String... names) {
    Machine.current().bring(new HostEntry(address, names));
  }

  /// Removes a name from all lines, or all lines of an address. A line without names goes.
  ///
  /// ```java
  /// Hosts.absent("old.example.com");
  /// ```
  ///
  /// @param nameOrAddress the name, or the address
  /// @throws machine.MachineException if it is neither, or if root is needed
  public static void absent(String nameOrAddress) {
    Machine.current().bring(new NoHost(nameOrAddress));
  }
}
