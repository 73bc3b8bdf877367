package debianadmin.kernel;

import machine.MachineException;

/// The name of a kernel parameter: `vm.swappiness`.
///
/// @param path its path below /proc/sys: `net/ipv4/conf/eth0.100/forwarding`
record SysctlKey(String path) {

  /// Reads a name. As sysctl.d(5) has it, the first separator tells: after a dot, dots separate and
  /// a slash stands for a dot; after a slash it is the other way round.
  ///
  /// @param name `vm.swappiness`, or `vm/swappiness`
  /// @return the key
  /// @throws MachineException if it isn't a name
  static SysctlKey parse(String name) {
    int dot = name.indexOf('.');
    int slash = name.indexOf('/');
    boolean dotted = dot >= 0 && (slash < 0 || dot < slash);
    String path = dotted ? swapped(name) : name;
    boolean ok = (dot >= 0 || slash >= 0) && path.length() < 200;
    for (String part : path.split("/", -1)) {
      ok = ok && !part.isEmpty() && !part.equals(".") && !part.equals("..");
    }
    for (int i = 0; i < path.length() && ok; i++) {
      char c = path.charAt(i);
      ok = c > ' ' && c < 127 && "*?[]=#;\"'\\".indexOf(c) < 0 && (c != '-' || i > 0);
    }
    if (!ok) {
      throw new MachineException(
          "not a kernel parameter: '" + name + "'",
          "name one as sysctl -a shows it: \"vm.swappiness\", \"net.ipv4.ip_forward\"");
    }
    return new SysctlKey(path);
  }

  private static String swapped(String name) {
    char[] all = name.toCharArray();
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i] == '.' ? '/' : all[i] == '/' ? '.' : all[i];
    }
    return new String(all);
  }

  /// Its file in /proc/sys.
  String file() {
    return "/proc/sys/" + path;
  }

  /// The file that sets it at boot. Digits come before letters, so that it comes after the files of
  /// packages and decides.
  String setting() {
    return "/etc/sysctl.d/" + path.replace('/', '.') + ".conf";
  }

  /// Its name, separated by dots.
  @Override
  public String toString() {
    return swapped(path);
  }
}
