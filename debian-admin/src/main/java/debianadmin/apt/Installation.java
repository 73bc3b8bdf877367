package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageName;
import debianadmin.apt.dpkg.PackageWish;
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
  private final List<PackageWish> missing;
  private final AptGet apt;

  Installation(
      Machine machine, InstalledPackages wish, List<PackageWish> missing, DpkgStatus status) {
    this.machine = machine;
    this.wish = wish;
    this.missing = missing;
    List<AptOption> options = new ArrayList<>(List.of(wish.options()));
    // Else apt-get takes a package that dpkg was stopped in for installed, and ends well.
    if (missing.stream().anyMatch(one -> status.broken(one.name()))) {
      options.add(AptOption.REINSTALL);
    }
    this.apt = new AptGet(machine, options.toArray(AptOption[]::new));
  }

  /// What is to be done.
  Decision decide() throws IOException {
    if (apt.await(Change.of("install", PackageName.some(missing), ""))) {
      return wish.decide(machine);
    }
    List<Decision.Step> first = new ArrayList<>(apt.repair());
    boolean stale = wish.update() == null && new PackageLists(machine).olderThanSources();
    if (stale) {
      first.add(update());
    }
    if (machine.mode() != Mode.PREVIEW && !first.isEmpty()) {
      return new Decision.First(first);
    }
    Exit answer = apt.simulate("install", words(missing));
    if (answer.ok()) {
      return planned(first, AptSimulation.parse(answer.stdout()));
    }
    if (!stale) {
      Decision.Step update = updateThatMayHelp(answer);
      if (!Foreseen.in(machine, PackageLists.UPDATED)) {
        first.add(update);
      }
    }
    return machine.mode() != Mode.PREVIEW ? new Decision.First(first) : hoped(first);
  }

  private Decision planned(List<Decision.Step> first, AptSimulation simulation) throws IOException {
    List<Decision.Step> steps = new ArrayList<>(first);
    Decision.Action action = () -> install(simulation, steps);
    for (Change change : changes(simulation)) {
      steps.add(new Decision.Step(change, action, foreseen(simulation)));
      action = () -> {};
    }
    return new Decision.Pending(steps);
  }

  private Decision hoped(List<Decision.Step> first) {
    List<Decision.Step> steps = new ArrayList<>(first);
    for (PackageWish one : missing) {
      Change change = Change.of("install", one.toString(), "if the updated lists have it");
      steps.add(new Decision.Step(change, () -> {}, foreseen(AptSimulation.parse(""))));
    }
    return new Decision.Pending(steps);
  }

  private Decision.Step updateThatMayHelp(Exit answer) {
    if (!updateMayHelp(answer)) {
      throw new CommandFailed(answer, hint(answer));
    }
    Exit update = wish.update();
    if (update != null) {
      throw unknown(answer, update);
    }
    return update();
  }

  /// Packages as apt-get takes them.
  static List<String> words(List<PackageWish> wishes) {
    List<String> words = new ArrayList<>(wishes.size());
    for (PackageWish wish : wishes) {
      words.add(wish.word());
    }
    return words;
  }

  private Decision.Step update() {
    Set<Object> foreseen = Set.of(PackageLists.UPDATED);
    return new Decision.Step(AptGet.UPDATE, () -> wish.updated(apt.update()), foreseen);
  }

  // What would be there, and a word for "some package", which may bring anything.
  private Set<Object> foreseen(AptSimulation simulation) {
    Set<Object> all = new HashSet<>();
    all.add(Foreseen.PACKAGES);
    for (PackageWish one : missing) {
      all.add(one.key());
      all.add(one.name().key());
    }
    for (AptSimulation.Item item : simulation.items()) {
      PackageName name = PackageName.parse(item.name());
      switch (item.act()) {
        case REMOVE, PURGE -> all.add(name.goneKey());
        case INSTALL, CONFIGURE -> {
          all.add(name.key());
          all.add(name.key("=" + item.after()));
        }
      }
    }
    return all;
  }

  private void install(AptSimulation simulation, List<Decision.Step> steps) throws IOException {
    List<PackageWish> still = wish.missing(machine, Dpkg.read(machine));
    if (still.isEmpty()) {
      return;
    }
    try {
      transact(still);
    } catch (CommandFailed e) {
      tellWhatWasMade(simulation, steps);
      throw e;
    }
    List<PackageWish> left = wish.missing(machine, Dpkg.read(machine));
    if (!left.isEmpty()) {
      throw new MachineException(
          "apt-get ended well, but not installed: " + PackageName.some(left),
          "see what dpkg says: dpkg --audit");
    }
  }

  private void transact(List<PackageWish> wishes) throws IOException {
    try {
      apt.run("install", words(wishes));
    } catch (CommandFailed e) {
      if (!isStale(e.exit())) {
        throw new CommandFailed(e.exit(), hint(e.exit()));
      }
      apt.update();
      machine.listener().changed(AptGet.UPDATE);
      transactAgain(wishes);
    }
  }

  private void transactAgain(List<PackageWish> wishes) {
    try {
      apt.run("install", words(wishes));
    } catch (CommandFailed e) {
      String hint = "the package lists were updated; see whether the sources can be reached";
      throw new CommandFailed(e.exit(), isStale(e.exit()) ? hint : hint(e.exit()));
    }
  }

  private void tellWhatWasMade(AptSimulation simulation, List<Decision.Step> steps)
      throws IOException {
    List<String> made = simulation.made(Dpkg.read(machine));
    for (Decision.Step step : steps) {
      if (made.contains(step.change().subject())) {
        machine.listener().changed(step.change());
      }
    }
  }

  /// One change for each package asked for, the others in the detail of the first, removals as
  /// changes of their own.
  private List<Change> changes(AptSimulation simulation) throws IOException {
    refuse(simulation);
    List<Change> changes = new ArrayList<>();
    List<AptSimulation.Item> others = new ArrayList<>(simulation.items());
    for (PackageWish one : missing) {
      AptSimulation.Item item = simulation.of(one.name());
      if (item == null) {
        changes.add(unnamed(one.name(), simulation));
      } else {
        others.remove(item);
        changes.add(simulation.change(item));
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
        changes.add(simulation.change(item));
      }
    }
    if (!along.isEmpty()) {
      Change first = changes.getFirst();
      String detail = first.detail() + (first.detail().isEmpty() ? "with " : ", with ");
      changes.set(0, Change.of(first.verb(), first.subject(), detail + some(along)));
    }
    return changes;
  }

  /// What isn't done unless it is asked for.
  private void refuse(AptSimulation simulation) {
    for (PackageWish one : missing) {
      AptSimulation.Item item = simulation.of(one.name());
      if (item != null && item.act() == AptSimulation.Act.REMOVE) {
        throw new MachineException(
            "apt-get would remove " + item.name(), "see: apt-get --simulate install " + one);
      }
    }
    AptGet.refuse(simulation, wish.options());
  }

  // apt-get agrees, without naming the package: it waits for triggers, or another one provides the
  // name.
  private Change unnamed(PackageName name, AptSimulation simulation) throws IOException {
    if (Foreseen.in(machine, name.goneKey())) {
      return Change.of("install", name.toString(), "an earlier step would remove it");
    }
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
            || answer.stderr().contains("' was not found")
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
    String locate = "E: Unable to locate package ";
    boolean named = true;
    for (String line : answer.stderr().split("\n", -1)) {
      said.append("\n").append(line);
      if (line.startsWith(locate)) {
        names.add(line.substring(locate.length()));
      } else if (line.endsWith("' was not found")) {
        named = false;
      }
    }
    for (String line : update.stderr().split("\n", -1)) {
      said.append(line.startsWith("W:") || line.startsWith("E:") ? "\n" + line : "");
    }
    String what = names.isEmpty() ? PackageName.some(missing) : String.join(", ", names);
    if (!named && names.isEmpty()) {
      return new MachineException(
          "no such version or release of a package: " + what + said,
          "see which there are: apt-cache policy " + missing.getFirst().name());
    }
    return new MachineException(
        "no package named " + what + said,
        "see how it is spelt, and whether /etc/apt/sources.list and sources.list.d name a source"
            + " that has it");
  }

  static String hint(Exit exit) {
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
