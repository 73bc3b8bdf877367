package debianadmin.wait;

import java.time.Duration;
import machine.Machine;

/// Something that is waited for.
public sealed interface Condition
    permits PortCondition, HttpCondition, FileCondition, UnitCondition {

  /// What was seen at one look.
  ///
  /// @param isMet whether the condition is met
  /// @param seen what was seen, in words: `accepts connections`, `connection refused`
  record Look(boolean isMet, String seen) {}

  /// Names it in words that follow "waiting for": `port 80 of localhost`.
  String subject();

  /// Looks once.
  ///
  /// @param machine the machine
  /// @param limit how long it may take
  /// @return what was seen
  /// @throws machine.MachineException if it can't be met any more, however long it is waited for;
  ///   not in a preview
  Look look(Machine machine, Duration limit);

  /// What else to say when it wasn't met in time.
  ///
  /// @return lines of a journal, or an empty string
  default String details(Machine machine) {
    return "";
  }

  /// What to do when it wasn't met in time.
  String hint();
}
