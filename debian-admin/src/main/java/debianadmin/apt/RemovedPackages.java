package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageName;
import debianadmin.file.Foreseen;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.CommandFailed;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.Mode;
import machine.Resource;

/// Packages that aren't wanted, or whose configuration isn't wanted either.
public final class RemovedPackages implements Resource {
  private final List<PackageName> unwanted;
  private final boolean purge;

  private RemovedPackages(boolean purge, String[] packages) {
    this.purge = purge;
    this.unwanted = PackageName.parse(packages);
  }

  /// Packages whose configuration may stay.
  ///
  /// @param packages names
  public static RemovedPackages keepingConfiguration(String... packages) {
    return new RemovedPackages(false, packages);
  }

  /// Packages of which nothing is to stay.
  ///
  /// @param packages names
  public static RemovedPackages purged(String... packages) {
    return new RemovedPackages(true, packages);
  }

  @Override
  public String subject() {
    return PackageName.some(unwanted);
  }

  @Override
  public Decision decide(Machine machine) throws IOException {
    List<PackageName> present = present(machine, Dpkg.read(machine));
    if (present.isEmpty()) {
      return Decision.settled(reason());
    }
    AptGet apt = new AptGet(machine);
    if (apt.await(Change.of(verb(), PackageName.some(present), ""))) {
      return decide(machine);
    }
    List<Decision.Step> steps = new ArrayList<>(apt.repair());
    if (machine.mode() != Mode.PREVIEW && !steps.isEmpty()) {
      return new Decision.First(steps);
    }
    steps.addAll(plan(machine, apt, present));
    return new Decision.Pending(steps);
  }

  private String verb() {
    return purge ? "purge" : "remove";
  }

  private String reason() {
    if (unwanted.size() == 1) {
      return purge ? "nothing is left of it" : "not installed";
    }
    return purge ? "nothing is left of them" : "none of the packages is installed";
  }

  private List<PackageName> present(Machine machine, DpkgStatus status) {
    List<PackageName> present = new ArrayList<>(0);
    for (PackageName name : unwanted) {
      boolean there = purge ? status.left(name) : status.present(name);
      if (there ? !Foreseen.in(machine, gone(name)) : Foreseen.in(machine, name.key())) {
        present.add(name);
      }
    }
    return present;
  }

  private Object gone(PackageName name) {
    return purge ? name.purgedKey() : name.goneKey();
  }

  private List<Decision.Step> plan(Machine machine, AptGet apt, List<PackageName> present)
      throws IOException {
    List<PackageName> real = new ArrayList<>();
    List<Decision.Step> steps = new ArrayList<>();
    DpkgStatus status = Dpkg.read(machine);
    for (PackageName name : present) {
      if (status.left(name)) {
        real.add(name);
      } else {
        Change change = Change.of(verb(), name.toString(), "an earlier step would install it");
        steps.add(new Decision.Step(change, () -> {}, foreseen(name)));
      }
    }
    if (real.isEmpty()) {
      return steps;
    }
    Exit answer = apt.simulate(verb(), AptGet.words(real));
    if (!answer.ok()) {
      throw new CommandFailed(answer, "see what apt-get says");
    }
    AptSimulation simulation = AptSimulation.parse(answer.stdout());
    AptGet.refuse(simulation);
    Decision.Action action = () -> apt.run(verb(), AptGet.words(real));
    for (AptSimulation.Item item : simulation.items()) {
      // What else apt-get does on this occasion, finishing installations, isn't why it is started.
      if (item.act() == AptSimulation.Act.REMOVE || item.act() == AptSimulation.Act.PURGE) {
        Set<Object> foreseen = foreseen(PackageName.parse(item.name()));
        steps.add(new Decision.Step(simulation.change(item), action, foreseen));
        action = () -> {};
      }
    }
    if (steps.isEmpty()) {
      Change change = Change.of(verb(), PackageName.some(real), "");
      steps.add(new Decision.Step(change, action, Set.of()));
    }
    return steps;
  }

  private Set<Object> foreseen(PackageName name) {
    Set<Object> all = new HashSet<>(Set.of(name.goneKey(), UnneededPackages.REMOVALS));
    if (purge) {
      all.add(name.purgedKey());
    }
    return all;
  }
}
