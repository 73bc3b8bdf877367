package debianadmin.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;

/// What is to be done for a resource that consists of several things, in order.
public final class Steps {
  private final List<Decision.Step> all = new ArrayList<>(0);
  private String unknown = "";

  /// Adds what a part of the resource needs.
  ///
  /// @param part what was decided for it
  /// @return this
  public Steps add(Decision part) {
    if (part instanceof Decision.Pending pending) {
      all.addAll(pending.steps());
    } else if (part instanceof Decision.Unknown open) {
      unknown = open.because();
    }
    return this;
  }

  /// Adds a step.
  ///
  /// @param change what it changes
  /// @param foresees what a preview counts as there afterwards
  /// @param action makes the change
  /// @return this
  public Steps add(Change change, Set<Object> foresees, Decision.Action action) {
    all.add(new Decision.Step(change, action, foresees));
    return this;
  }

  /// Whether nothing is to be done, as far as that is known.
  ///
  /// @return true if no step was added
  public boolean isEmpty() {
    return all.isEmpty();
  }

  /// The decision.
  ///
  /// @param reason why nothing is to be done, if so
  /// @return pending if there are steps, else unknown if a part is, else settled
  public Decision or(String reason) {
    if (!all.isEmpty()) {
      return new Decision.Pending(all);
    }
    return unknown.isEmpty() ? Decision.settled(reason) : Decision.unknown(unknown);
  }
}
