package debianadmin.command;

import java.util.List;
import machine.MachineException;

/// The words of a command: a program and its arguments.
final class Words {
  private Words() {}

  /// Looks whether words can be a command.
  ///
  /// @param words the program and its arguments
  /// @return a copy
  /// @throws MachineException if there is no program, or if it looks like a line for a shell
  static List<String> checked(List<String> words) {
    if (words.isEmpty() || words.getFirst().isBlank()) {
      throw new MachineException(
          "no program named", "write its name first: List.of(\"make\", \"install\")");
    }
    for (String word : words) {
      if (word.indexOf('\0') >= 0) {
        throw new MachineException(
            words.getFirst() + ": an argument with a NUL", "programs can't be given one");
      }
    }
    String program = words.getFirst();
    if (words.size() == 1 && program.indexOf(' ') > 0) {
      throw new MachineException(
          "not the name of a program: '" + program + "'",
          "no shell splits it; write each word for itself, List.of(\"make\", \"install\"), or name"
              + " the shell: Run.shell(...)");
    }
    return List.copyOf(words);
  }
}
