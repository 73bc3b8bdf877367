package debianadmin.kernel;

import machine.MachineException;

/// The name of a kernel module.
///
/// @param text the name, as it was given
record ModuleName(String text) {

  /// Checks the name.
  ModuleName {
    boolean ok = !text.isEmpty() && text.length() < 56 && text.charAt(0) != '-';
    for (int i = 0; i < text.length() && ok; i++) {
      char c = text.charAt(i);
      ok =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || c == '_'
              || c == '-';
    }
    if (!ok) {
      throw new MachineException(
          "not the name of a kernel module: '" + text + "'",
          "name it as lsmod does, without directory and .ko: \"br_netfilter\"");
    }
  }

  /// The name as the kernel has it: modprobe(8) takes `-` for `_`.
  String inKernel() {
    return text.replace('-', '_');
  }

  @Override
  public String toString() {
    return text;
  }
}
