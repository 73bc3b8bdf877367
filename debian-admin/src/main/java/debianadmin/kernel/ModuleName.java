package debianadmin.kernel;

import debianadmin.text.PlainName;
import machine.MachineException;

/// The name of a kernel module.
///
/// @param text the name, as it was given
record ModuleName(String text) {

  /// Checks the name.
  ModuleName {
    boolean ok = PlainName.is(text, 55, "_-");
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
