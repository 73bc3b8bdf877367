package debianadmin.apt;

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
import machine.MachineException;
import machine.Mode;

/// One transaction of apt-get that installs packages: what it would change, and how it is made.
final class Installation {
  private static final int NAMED = 6;

  private final Machine machine;
  private final InstalledPackages wish;
  private final List<PackageName> missing;
  private final AptGet apt;

  Installation(Machine machine, InstalledPackages wish, List<PackageName> missing) {
    this.machine = machine;
    this.wish = wish;
    this.missing = missing;
    this.apt = new AptGet(machine);
  }

  /// What is to be done.
  Decision decide() throws IOException {
    if (machine.mode() == Mode.APPLY) {
      if (!Machine.isRoot()) {
        throw MachineException.needsRoot(Change.of("install", PackageName.some(missing), ""));
      }
      PackageLocks locks = new PackageLocks(machine);
      if (locks.holder() != null) {
        // Whoever holds it may be installing the same packages.
        locks.await();
        return wish.decide(machine);
      }
    }
    boolean apply = machine.mode() == Mode.APPLY;
    List<Decision.Step> steps = new ArrayList<>();
    if (Dpkg.read(machine).interrupted() && new PackageLocks(machine).holder() == null) {
      steps.add(apt.finishing());
      if (apply) {
        return new Decision.First(steps);
      }
    }
    Exit answer = apt.simulate("install", missing);
    if (answer.ok()) {
      AptSimulation simulation = AptSimulation.parse(answer.stdout());
      Decision.Action action = () -> install(missing, steps);
      for (Change change : changes(simulation)) {
        steps.add(new Decision.Step(change, action, foreseen()));
        action = () -> {};
      }
      return new Decision.Pending(steps);
    }
    if (!apply && sourcesForeseen()) {
      return Decision.unknown("apt doesn't know it yet; an earlier step would change its sources");
    }
    if (!updateMayHelp(answer)) {
      throw new CommandFailed(answer, hint(answer));
    }
    Exit update = wish.update();
    if (update != null) {
      throw unknown(answer, update);
    }
    steps.add(new Decision.Step(AptGet.UPDATE, () -> wish.updated(apt.update()), Set.of()));
    if (apply) {
      return new Decision.First(steps);
    }
    for (PackageName name : missing) {
      Change change = Change.of("install", name.toString(), "if the updated lists have it");
      steps.add(new Decision.Step(change, () -> {}, foreseen()));
    }
    return new Decision.Pending(steps);
  }

  // The names of what is foreseen, and a word for "some package", which may bring anything.
  private Set<Object> foreseen() {
    Set<Object> all = new HashSet<>();
    all.add(Foreseen.PACKAGES);
    for (PackageName name : missing) {
      all.add(name.key());
    }
    return all;
  }

  private boolean sourcesForeseen() {
    return machine.foreseen(new Foreseen.Touched(machine.path("/etc/apt")));
  }

  private void install(List<PackageName> names, List<Decision.Step> steps) throws IOException {
    List<PackageName> still = wish.missing(machine, Dpkg.read(machine));
    if (still.isEmpty()) {
      return;
    }
    try {
      transact(names.size() == still.size() ? names : still);
    } catch (CommandFailed e) {
      tellWhatWasMade(still, steps);
      throw e;
    }
    List<PackageName> left = wish.missing(machine, Dpkg.read(machine));
    if (!left.isEmpty()) {
      throw new MachineException(
          "apt-get ended well, but not installed: " + PackageName.some(left),
          "see what dpkg says: dpkg --audit");
    }
  }

  private void transact(List<PackageName> names) {
    try {
      apt.run("install", names);
    } catch (CommandFailed e) {
      if (!isStale(e.exit())) {
        throw new CommandFailed(e.exit(), hint(e.exit()));
      }
      apt.update();
      machine.listener().changed(AptGet.UPDATE);
      transactAgain(names);
    }
  }

  private void transactAgain(List<PackageName> names) {
    try {
      apt.run("install", names);
    } catch (CommandFailed e) {
      String hint = "the package lists were updated; see whether the sources can be reached";
      throw new CommandFailed(e.exit(), isStale(e.exit()) ? hint : hint(e.exit()));
    }
  }

  // apt-get may have installed some packages before it failed.
  private void tellWhatWasMade(List<PackageName> names, List<Decision.Step> steps)
      throws IOException {
    DpkgStatus now = Dpkg.read(machine);
    for (PackageName name : names) {
      for (Decision.Step step : steps) {
        if (step.change().subject().equals(name.toString()) && now.installed(name) != null) {
          machine.listener().changed(step.change());
        }
      }
    }
  }

  /// One change for each package asked for, the others in the detail of the first, removals as
  /// changes of their own.
  private List<Change> changes(AptSimulation simulation) throws IOException {
    List<Change> changes = new ArrayList<>();
    List<AptSimulation.Item> others = new ArrayList<>(simulation.items());
    for (PackageName name : missing) {
      AptSimulation.Item item = simulation.of(name);
      if (item == null) {
        changes.add(unnamed(name, simulation));
      } else {
        others.remove(item);
        changes.add(asked(name, item));
      }
    }
    List<String> along = new ArrayList<>();
    for (AptSimulation.Item item : others) {
      if (item.act() != AptSimulation.Act.REMOVE) {
        along.add((item.name() + " " + item.after()).strip());
      } else if (wish.wants(item.name())) {
        throw new MachineException(
            PackageName.some(missing) + " and " + item.name() + " exclude each other",
            "install one of them only");
      } else {
        changes.add(AptGet.removal(item));
      }
    }
    if (!along.isEmpty()) {
      Change first = changes.getFirst();
      String detail = first.detail() + (first.detail().isEmpty() ? "with " : ", with ");
      changes.set(0, Change.of(first.verb(), first.subject(), detail + some(along)));
    }
    return changes;
  }

  private static Change asked(PackageName name, AptSimulation.Item item) {
    return switch (item.act()) {
      case CONFIGURE -> Change.of("configure", name.toString(), item.after());
      case REMOVE ->
          throw new MachineException(
              "apt-get would remove " + item.name(), "see: apt-get --simulate install " + name);
      case INSTALL ->
          item.before().isEmpty()
              ? Change.of("install", name.toString(), item.after())
              : Change.of("upgrade", name.toString(), item.after() + " was " + item.before());
    };
  }

  // apt-get agrees, without naming the package: it waits for triggers, or another one provides the
  // name.
  private Change unnamed(PackageName name, AptSimulation simulation) throws IOException {
    if (Dpkg.read(machine).present(name)) {
      return Change.of("configure", name.toString(), "");
    }
    // "tmux+" is "tmux" to apt-get.
    if (name.name().endsWith("+") || !simulation.installs()) {
      throw new MachineException(
          "no package named " + name, "see how it is spelt: apt-cache search " + name.name());
    }
    return Change.of("install", name.toString(), "");
  }

  private static String some(List<String> words) {
    int more = words.size() - NAMED;
    return more <= 1
        ? String.join(", ", words)
        : String.join(", ", words.subList(0, NAMED)) + " and " + more + " more packages";
  }

  private static boolean updateMayHelp(Exit answer) {
    return !answer.ok()
        && (answer.stderr().contains("Unable to locate package")
            || (answer.stderr().contains("has no installation candidate")
                && !answer.stdout().contains(" is a virtual package provided by:")));
  }

  private static boolean isStale(Exit exit) {
    return exit.stderr().contains("404  Not Found")
        || exit.stderr().contains("Hash Sum mismatch")
        || exit.stderr().contains("maybe run apt-get update")
        || exit.stderr().contains("There were unauthenticated packages");
  }

  private MachineException unknown(Exit answer, Exit update) {
    List<String> names = new ArrayList<>();
    StringBuilder said = new StringBuilder();
    for (String line : answer.stderr().split("\n", -1)) {
      said.append("\n").append(line);
      if (line.startsWith("E: Unable to locate package ")) {
        names.add(line.substring("E: Unable to locate package ".length()));
      }
    }
    String what = names.isEmpty() ? PackageName.some(missing) : String.join(", ", names);
    for (String line : update.stderr().split("\n", -1)) {
      said.append(line.startsWith("W:") || line.startsWith("E:") ? "\n" + line : "");
    }
    return new MachineException(
        "no package named " + what + said,
        "see how it is spelt, and whether /etc/apt/sources.list and sources.list.d name a source"
            + " that has it");
  }

  private static String hint(Exit exit) {
    if (exit.stdout().contains(" is a virtual package provided by:")) {
      return "several packages provide it; name the one that you want:"
          + exit.stdout().substring(exit.stdout().indexOf(" provided by:") + 13).stripTrailing();
    }
    if (exit.stderr().contains("No space left on device")) {
      return "make room: apt-get clean";
    }
    if (exit.stderr().contains("held broken packages")) {
      return "packages that are held or of other sources stand against it: apt-mark showhold";
    }
    return "see what apt-get says; after mending it, run this again";
  }
}
