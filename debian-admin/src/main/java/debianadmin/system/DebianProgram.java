package debianadmin.system;

import debianadmin.mount.Confinement;
import java.util.ArrayList;
import java.util.List;
import machine.Command;
import machine.Machine;

/// A program of the machine that knows its files by their paths from `/`.
public final class DebianProgram {
  private DebianProgram() {}

  /// The command that runs it: in a chroot(8), if the machine's files are below another root.
  ///
  /// @param machine the machine
  /// @param words the program and its arguments
  /// @return the command
  public static Command of(Machine machine, String... words) {
    List<String> all = new ArrayList<>();
    if (!Confinement.isWhole(machine)) {
      all.add("chroot");
      all.add(machine.path("/").toString());
    }
    all.addAll(List.of(words));
    return Command.of(all);
  }
}
