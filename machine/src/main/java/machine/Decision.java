package machine;

import java.util.List;
import java.util.Set;

/// What a [Resource] found to be done, before anything is done.
public sealed interface Decision {

  /// Nothing is to be done.
  ///
  /// @param reason why, in words that follow the subject: `3.3a-3 is installed`
  record Settled(String reason) implements Decision {}

  /// These steps are to be done, in order.
  ///
  /// @param steps the steps; at least one
  record Pending(List<Step> steps) implements Decision {
    /// Copies the list.
    public Pending {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("no steps: that is Settled");
      }
    }
  }

  /// These steps come first; what else is to be done is decided after them, by asking the same
  /// resource again. When applying only: a preview makes no steps, so it names what it can, as
  /// [Pending].
  ///
  /// @param steps the steps; at least one. Once they are made, the resource must not ask for them
  ///   again.
  record First(List<Step> steps) implements Decision {
    /// Copies the list.
    public First {
      steps = List.copyOf(steps);
      if (steps.isEmpty()) {
        throw new IllegalArgumentException("no steps: decide at once");
      }
    }
  }

  /// It can't be told without making changes first. Possible in a preview only: there, an earlier
  /// step that was named but not made may decide. When applying, a resource throws a
  /// [MachineException] instead.
  ///
  /// @param because why it can't be told
  record Unknown(String because) implements Decision {}

  /// One change, and how it is made.
  ///
  /// @param change what will be announced: after it was made, or instead of making it
  /// @param action makes the change
  /// @param foresees what will be there once the change is made; a preview counts it as there (see
  ///   [Machine#foreseen])
  record Step(Change change, Action action, Set<Object> foresees) {
    /// Copies the set.
    public Step {
      foresees = Set.copyOf(foresees);
    }
  }

  /// Makes a change.
  @FunctionalInterface
  interface Action {
    /// Makes the change.
    ///
    /// @throws java.io.IOException if the file system refuses
    void carryOut() throws java.io.IOException;
  }

  /// Nothing is to be done.
  ///
  /// @param reason why
  /// @return the decision
  static Decision settled(String reason) {
    return new Settled(reason);
  }

  /// One change is to be made.
  ///
  /// @param change the change
  /// @param foresees what will be there once it is made
  /// @param action makes it
  /// @return the decision
  static Decision pending(Change change, Set<Object> foresees, Action action) {
    return new Pending(List.of(new Step(change, action, foresees)));
  }

  /// It can't be told.
  ///
  /// @param because why not
  /// @return the decision
  static Decision unknown(String because) {
    return new Unknown(because);
  }
}
