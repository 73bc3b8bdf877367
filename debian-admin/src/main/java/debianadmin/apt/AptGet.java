package debianadmin.apt;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Exit;
import machine.Machine;

/// apt-get(8) and dpkg(1), as they are started on a machine: never asking a question, waiting for
/// locks.
final class AptGet {
  /// The change that brings the package lists up to date.
  static final Change UPDATE = Change.of("update", "the package lists", "");

  private static final List<String> KEEP_CONFIGURATION =
      List.of("--force-confdef", "--force-confold");

  private final Machine machine;

  AptGet(Machine machine) {
    this.machine = machine;
  }

  /// Asks what would be done. Takes no lock, needs no root, changes nothing.
  ///
  /// @param verb `install` or `remove`
  /// @param names packages
  /// @return apt-get's answer
  Exit simulate(String verb, List<PackageName> names) {
    List<String> words = new ArrayList<>(List.of("apt-get", "--simulate", "--yes"));
    words.addAll(List.of("-o", "Debug::NoLocking=1", "-o", "APT::Cmd::Pattern-Only=1"));
    if (!isHere()) {
      words.addAll(List.of("-o", "RootDir=" + machine.path("/")));
    }
    return Command.of(with(words, verb, names)).ask();
  }

  /// Does what [#simulate] told.
  ///
  /// @param verb `install` or `remove`
  /// @param names packages
  /// @throws machine.CommandFailed if apt-get fails
  void run(String verb, List<PackageName> names) {
    new PackageLocks(machine).await();
    List<String> words = new ArrayList<>(List.of("apt-get", "--yes"));
    words.addAll(List.of("-o", "APT::Cmd::Pattern-Only=1"));
    words.addAll(List.of("-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0"));
    for (String option : KEEP_CONFIGURATION) {
      words.addAll(List.of("-o", "Dpkg::Options::=" + option));
    }
    change(with(words, verb, names));
  }

  /// Brings the package lists up to date. A source that can't be reached is no failure if another
  /// one can.
  ///
  /// @return what apt-get said
  /// @throws machine.CommandFailed if apt-get fails
  Exit update() {
    new PackageLocks(machine).await();
    return change(List.of("apt-get", "-o", "DPkg::Lock::Timeout=600", "update"));
  }

  /// The step that finishes a dpkg run that was interrupted.
  ///
  /// @return the step
  Decision.Step finishing() {
    List<String> words = new ArrayList<>(List.of("dpkg"));
    words.addAll(KEEP_CONFIGURATION);
    words.addAll(List.of("--configure", "-a"));
    Change change = Change.of("finish", "the interrupted dpkg run", "dpkg --configure -a");
    return new Decision.Step(change, () -> change(words), Set.of());
  }

  /// The change that removes a package.
  ///
  /// @param item what apt-get would do
  /// @return the change
  static Change removal(AptSimulation.Item item) {
    return Change.of("remove", item.name(), item.before());
  }

  private boolean isHere() {
    return machine.path("/").getNameCount() == 0;
  }

  private static List<String> with(List<String> words, String verb, List<PackageName> names) {
    words.add(verb);
    words.add("--");
    for (PackageName name : names) {
      words.add(name.toString());
    }
    return words;
  }

  private Exit change(List<String> words) {
    List<String> all = new ArrayList<>();
    if (!isHere()) {
      all.addAll(List.of("chroot", machine.path("/").toString()));
    }
    all.addAll(words);
    // Killed half-way, they leave packages that aren't configured. What they start may stay, and
    // mustn't hold the deployment's folder.
    return Command.of(all)
        .patient()
        .in(Path.of("/"))
        .with("LC_ALL", "C.UTF-8")
        .with("DEBIAN_FRONTEND", "noninteractive")
        .with("NEEDRESTART_MODE", "l")
        .with("NEEDRESTART_SUSPEND", "1")
        .with("UCF_FORCE_CONFFOLD", "1")
        .run(machine);
  }
}
