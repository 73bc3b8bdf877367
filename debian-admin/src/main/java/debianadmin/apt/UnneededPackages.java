package debianadmin.apt;

import debianadmin.apt.dpkg.PackageName;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.Mode;
import machine.Resource;

/// Packages that were installed because others needed them, and that no other one needs any more.
/// Which these are only apt-get knows: it is asked, once.
public final class UnneededPackages implements Resource {
  /// What a preview foresees when some package would be removed.
  static final String REMOVALS = "removals of packages";

  @Override
  public String subject() {
    return "packages no longer needed";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    AptGet apt = new AptGet(machine);
    List<Decision.Step> steps = new ArrayList<>(apt.repair());
    if (machine.mode() != Mode.PREVIEW && !steps.isEmpty()) {
      boolean waited = apt.await(Change.of("remove", subject(), ""));
      return waited ? decide(machine) : new Decision.First(steps);
    }
    Exit answer = apt.simulate("autoremove", List.of());
    if (!answer.ok()) {
      throw new CommandFailed(answer, "see what apt-get says");
    }
    AptSimulation simulation = AptSimulation.parse(answer.stdout());
    Decision.Action action = () -> apt.run("autoremove", List.of());
    for (AptSimulation.Item item : simulation.items()) {
      if (item.act() == AptSimulation.Act.REMOVE) {
        Set<Object> foreseen = Set.of(PackageName.parse(item.name()).goneKey(), REMOVALS);
        steps.add(new Decision.Step(simulation.change(item), action, foreseen));
        action = () -> {};
      }
    }
    if (steps.isEmpty()) {
      return Foreseen.in(machine, REMOVALS)
          ? Decision.unknown("an earlier step would remove packages, and perhaps others with them")
          : Decision.settled("there are none");
    }
    return apt.await(Change.of("remove", subject(), ""))
        ? decide(machine)
        : new Decision.Pending(steps);
  }
}
