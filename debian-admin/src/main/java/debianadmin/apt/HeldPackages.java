package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageName;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Decision;
import machine.Machine;
import machine.MachineException;
import machine.Resource;

/// Packages that are to stay in the version that they have, or that may change again: dpkg's
/// selection `hold`.
public final class HeldPackages implements Resource {
  private final List<PackageName> names;
  private final boolean hold;

  private HeldPackages(boolean hold, String[] packages) {
    this.hold = hold;
    this.names = PackageName.parse(packages);
  }

  /// Packages that are to stay as they are.
  ///
  /// @param packages names
  public static HeldPackages held(String... packages) {
    return new HeldPackages(true, packages);
  }

  /// Packages that may change.
  ///
  /// @param packages names
  public static HeldPackages released(String... packages) {
    return new HeldPackages(false, packages);
  }

  @Override
  public String subject() {
    return PackageName.some(names);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    List<PackageName> others = others(Dpkg.read(machine));
    if (others.isEmpty()) {
      return Decision.settled(hold ? "on hold" : "not on hold");
    }
    AptGet apt = new AptGet(machine);
    String verb = hold ? "hold" : "unhold";
    if (apt.await(Change.of(verb, PackageName.some(others), ""))) {
      return decide(machine);
    }
    List<Decision.Step> steps = new ArrayList<>();
    Decision.Action action = () -> mark(machine, apt, verb, others);
    for (PackageName name : others) {
      steps.add(new Decision.Step(Change.of(verb, name.toString(), ""), action, Set.of()));
      action = () -> {};
    }
    return new Decision.Pending(steps);
  }

  private List<PackageName> others(DpkgStatus status) {
    List<PackageName> others = new ArrayList<>(0);
    for (PackageName name : names) {
      if (status.held(name) != hold) {
        others.add(name);
      }
    }
    return others;
  }

  private void mark(Machine machine, AptGet apt, String verb, List<PackageName> others)
      throws IOException {
    apt.mark(verb, others);
    List<PackageName> left = others(Dpkg.read(machine));
    if (!left.isEmpty()) {
      throw new MachineException(
          "apt-mark ended well, but without effect: " + PackageName.some(left),
          "see what dpkg says: dpkg --get-selections " + left.getFirst());
    }
  }
}
