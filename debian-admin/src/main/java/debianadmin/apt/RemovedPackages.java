package debianadmin.apt;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;

/// Packages that aren't wanted.
public final class RemovedPackages implements Resource {
  private final List<PackageName> unwanted;

  public RemovedPackages(String... packages) {
    this.unwanted = PackageName.parse(packages);
  }

  @Override
  public String subject() {
    return PackageName.some(unwanted);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    List<PackageName> present = present(Dpkg.read(machine));
    if (present.isEmpty()) {
      return Decision.settled(
          unwanted.size() == 1 ? "not installed" : "none of the packages is installed");
    }
    if (machine.mode() == Mode.APPLY) {
      if (!Machine.isRoot()) {
        throw MachineException.needsRoot(Change.of("remove", PackageName.some(present), ""));
      }
      new PackageLocks(machine).await();
    }
    return plan(machine, present);
  }

  private List<PackageName> present(DpkgStatus status) {
    List<PackageName> present = new ArrayList<>();
    for (PackageName name : unwanted) {
      if (status.present(name)) {
        present.add(name);
      }
    }
    return present;
  }

  private Decision plan(Machine machine, List<PackageName> present) throws IOException {
    AptGet apt = new AptGet(machine);
    Exit answer = apt.simulate("remove", present);
    if (!answer.ok()) {
      throw new CommandFailed(answer, "see what apt-get says");
    }
    List<Decision.Step> steps = new ArrayList<>();
    if (Dpkg.read(machine).interrupted() && new PackageLocks(machine).holder() == null) {
      steps.add(apt.finishing());
    }
    Decision.Action action = () -> apt.run("remove", present);
    for (AptSimulation.Item item : AptSimulation.parse(answer.stdout()).items()) {
      // What else apt-get does on this occasion, finishing installations, isn't why it is started.
      if (item.act() == AptSimulation.Act.REMOVE) {
        steps.add(new Decision.Step(AptGet.removal(item), action, Set.of()));
        action = () -> {};
      }
    }
    if (steps.isEmpty()) {
      Change change = Change.of("remove", PackageName.some(present), "");
      return Decision.pending(change, Set.of(), action);
    }
    return new Decision.Pending(steps);
  }
}
