package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
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

/// All packages in the newest versions that the package lists have. Which these are only apt-get
/// knows: it is asked, once.
public final class UpgradedPackages implements Resource {
  private final AptOption[] options;
  private boolean updated;

  /// @param options what may be done beyond apt-get's defaults
  public UpgradedPackages(AptOption... options) {
    this.options = options;
  }

  @Override
  public String subject() {
    return "packages";
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    AptGet apt = new AptGet(machine, options);
    boolean apply = machine.mode() != Mode.PREVIEW;
    List<Decision.Step> first = new ArrayList<>(apt.repair());
    if (!updated && new PackageLists(machine).olderThanSources()) {
      Set<Object> foreseen = Set.of(PackageLists.UPDATED);
      first.add(new Decision.Step(AptGet.UPDATE, () -> update(apt), foreseen));
    }
    if (apply && !first.isEmpty()) {
      boolean waited = apt.await(Change.of("upgrade", subject(), ""));
      return waited ? decide(machine) : new Decision.First(first);
    }
    Exit answer = apt.simulate("upgrade", List.of());
    if (!answer.ok()) {
      throw new CommandFailed(answer, "see what apt-get says");
    }
    AptSimulation simulation = AptSimulation.parse(answer.stdout());
    AptGet.refuse(simulation, options);
    if (simulation.items().isEmpty() && first.isEmpty()) {
      return Foreseen.in(machine, PackageLists.UPDATED)
          ? Decision.unknown("an earlier step would update the package lists")
          : Decision.settled(reason(simulation));
    }
    if (apt.await(Change.of("upgrade", subject(), ""))) {
      return decide(machine);
    }
    List<Decision.Step> steps = new ArrayList<>(first);
    Decision.Action action = () -> upgrade(machine, apt, simulation);
    for (AptSimulation.Item item : simulation.items()) {
      PackageName name = PackageName.parse(item.name());
      Set<Object> foreseen = Set.of(Foreseen.PACKAGES, name.key(), name.key("=" + item.after()));
      steps.add(new Decision.Step(simulation.change(item), action, foreseen));
      action = () -> {};
    }
    return new Decision.Pending(steps);
  }

  private void update(AptGet apt) throws IOException {
    apt.update();
    updated = true;
  }

  private static void upgrade(Machine machine, AptGet apt, AptSimulation simulation)
      throws IOException {
    try {
      apt.run("upgrade", List.of());
    } catch (CommandFailed e) {
      List<String> made = simulation.made(Dpkg.read(machine));
      for (AptSimulation.Item item : simulation.items()) {
        if (made.contains(item.name())) {
          machine.listener().changed(simulation.change(item));
        }
      }
      throw new CommandFailed(e.exit(), Installation.hint(e.exit()));
    }
  }

  private static String reason(AptSimulation simulation) {
    return simulation.keptBack().isEmpty()
        ? "are up to date with the package lists"
        : "are up to date with the package lists, but for those kept back: "
            + PackageName.some(simulation.keptBack());
  }
}
