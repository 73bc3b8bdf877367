package debianadmin.file;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Mode;

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

  /// Adds a step that runs a command, which only root may do.
  ///
  /// @param machine the machine
  /// @param change what it changes
  /// @param command the command
  /// @param foresees what a preview counts as there afterwards
  /// @return this
  /// @throws MachineException if this isn't root's process, unless in a preview
  public Steps run(Machine machine, Change change, Command command, Object... foresees) {
    needRoot(machine, change);
    return add(change, Set.of(foresees), () -> command.run(machine));
  }

  /// Refuses what only root may do.
  ///
  /// @param machine the machine
  /// @param change what is wanted
  /// @throws MachineException if this isn't root's process, unless in a preview
  public static void needRoot(Machine machine, Change change) {
    if (machine.mode() != Mode.PREVIEW && !Machine.isRoot()) {
      throw MachineException.needsRoot(change);
    }
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
