package machine;

import java.io.IOException;

/// A thing on the machine with a wanted state.
///
/// The law that each one keeps: after [Machine#bring] in [Mode#APPLY], [#decide] answers
/// [Decision.Settled]; and in [Mode#PREVIEW], nothing on the machine changes.
public interface Resource {
  /// Names the thing: a path, a package, a unit.
  ///
  /// @return its name, as messages show it
  String subject();

  /// Compares what is there with what is wanted. Asks only; changes nothing.
  ///
  /// @param machine the machine to ask
  /// @return what is to be done
  /// @throws IOException if the file system refuses; whoever called adds the subject
  /// @throws MachineException if the wish can't be fulfilled, or can't be decided
  Decision decide(Machine machine) throws IOException;
}
