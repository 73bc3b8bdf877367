package debianadmin.apt;

import debianadmin.apt.dpkg.Dpkg;
import debianadmin.apt.dpkg.DpkgStatus;
import debianadmin.apt.dpkg.PackageLocks;
import debianadmin.apt.dpkg.PackageName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import machine.Change;
import machine.Command;
import machine.Decision;
import machine.Exit;
import machine.Machine;
import machine.MachineException;
import machine.Mode;

/// apt-get(8), dpkg(1) and the programs that come with them, as they are started on a machine:
/// never asking a question, waiting for locks.
public final class AptGet {
  /// The change that brings the package lists up to date.
  static final Change UPDATE = Change.of("update", "the package lists", "");

  // No names by regular expressions; and an upgrade that needs a new package, such as a kernel,
  // takes it, as apt(8) does.
  private static final List<String> BEHAVIOUR =
      List.of("-o", "APT::Cmd::Pattern-Only=1", "-o", "APT::Get::Upgrade-Allow-New=true");

  private final Machine machine;
  private final Set<AptOption> options = EnumSet.noneOf(AptOption.class);

  /// @param machine the machine
  /// @param options what may be done beyond the defaults
  public AptGet(Machine machine, AptOption... options) {
    this.machine = machine;
    this.options.addAll(List.of(options));
  }

  /// Waits for its turn, if changes are to be made.
  ///
  /// @param change what is to be done
  /// @return whether another program was waited for, which may have done it
  /// @throws MachineException if only root may do it
  public boolean await(Change change) {
    if (machine.mode() == Mode.PREVIEW) {
      return false;
    }
    if (!Machine.isRoot()) {
      throw MachineException.needsRoot(change);
    }
    PackageLocks locks = new PackageLocks(machine);
    boolean held = locks.holder() != null;
    locks.await();
    return held;
  }

  /// What must come before anything else: finishing a dpkg run that was interrupted.
  ///
  /// @return a list of one step, or of none
  List<Decision.Step> repair() throws IOException {
    DpkgStatus now = Dpkg.read(machine);
    // apt-get can't unpack a package again while it has others to configure.
    boolean inTheWay = options.contains(AptOption.REINSTALL) && now.unconfigured();
    boolean needed = (now.interrupted() || inTheWay) && new PackageLocks(machine).holder() == null;
    return needed ? List.of(finishing()) : List.of();
  }

  /// Asks what would be done. Takes no lock, needs no root, changes nothing.
  ///
  /// @param verb `install`, `remove`, `upgrade` …
  /// @param packages as apt-get takes them
  /// @return apt-get's answer
  Exit simulate(String verb, List<String> packages) {
    List<String> words = new ArrayList<>(List.of("apt-get", "--simulate", "--yes"));
    words.addAll(List.of("-o", "Debug::NoLocking=1"));
    words.addAll(BEHAVIOUR);
    // Whether it may be done is decided here, where it can be said what to do about it.
    words.addAll(List.of("--allow-downgrades", "--allow-change-held-packages"));
    again(words);
    if (!isHere()) {
      words.addAll(List.of("-o", "RootDir=" + machine.path("/")));
    }
    return Command.of(with(words, verb, packages)).ask();
  }

  /// Does what [#simulate] told.
  ///
  /// @param verb `install`, `remove`, `upgrade` …
  /// @param packages as apt-get takes them
  /// @throws machine.CommandFailed if apt-get fails
  void run(String verb, List<String> packages) {
    new PackageLocks(machine).await();
    List<String> words = new ArrayList<>(List.of("apt-get", "--yes"));
    words.addAll(BEHAVIOUR);
    words.addAll(List.of("-o", "DPkg::Lock::Timeout=600", "-o", "Dpkg::Use-Pty=0"));
    for (String option : configuration()) {
      words.addAll(List.of("-o", "Dpkg::Options::=" + option));
    }
    if (options.contains(AptOption.ALLOW_DOWNGRADE)) {
      words.add("--allow-downgrades");
    }
    again(words);
    change(with(words, verb, packages));
  }

  /// Brings the package lists up to date. A source that can't be reached is no failure if another
  /// one can.
  ///
  /// @return what apt-get said
  /// @throws machine.CommandFailed if apt-get fails
  Exit update() throws IOException {
    new PackageLocks(machine).await();
    Exit exit = change(List.of("apt-get", "-o", "DPkg::Lock::Timeout=600", "update"));
    // Said of a source that can't be reached; then the lists aren't up to date.
    if (!exit.stderr().contains("Failed to fetch")) {
      new PackageLists(machine).stamp();
    }
    return exit;
  }

  /// Has packages held, or no longer held (apt-mark(8)).
  ///
  /// @param verb `hold` or `unhold`
  /// @param names packages
  /// @throws machine.CommandFailed if apt-mark fails
  void mark(String verb, List<PackageName> names) {
    new PackageLocks(machine).await();
    change(with(new ArrayList<>(List.of("apt-mark")), verb, words(names)));
  }

  /// Refuses what isn't done unless it is asked for: bringing a package to an older version, and
  /// changing one that is on hold.
  ///
  /// @param simulation what would be done
  /// @param options what is asked for
  /// @throws MachineException naming the packages
  static void refuse(AptSimulation simulation, AptOption... options) {
    if (!simulation.held().isEmpty()) {
      String first = simulation.held().getFirst();
      throw new MachineException(
          "on hold: " + String.join(", ", simulation.held()),
          "let go of it first: Apt.unhold(\"" + first + "\")");
    }
    if (!simulation.downgraded().isEmpty()
        && !List.of(options).contains(AptOption.ALLOW_DOWNGRADE)) {
      List<String> words = new ArrayList<>();
      for (AptSimulation.Item item : simulation.items()) {
        if (simulation.downgraded().contains(item.name())) {
          words.add(item.name() + " (" + item.after() + " was " + item.before() + ")");
        }
      }
      throw new MachineException(
          "apt-get would downgrade " + String.join(", ", words),
          "if that is meant, say so: Apt.install(List.of(\"...\"), Apt.allowDowngrade())");
    }
  }

  /// Loads an answer into debconf's database (debconf-set-selections(1)).
  ///
  /// @param line package, question, type and value; handed over on standard input
  /// @throws machine.CommandFailed if it isn't taken
  public void preseed(String line) {
    new PackageLocks(machine).await();
    command(List.of("debconf-set-selections")).input(line + "\n").run(machine);
  }

  private Decision.Step finishing() {
    List<String> words = new ArrayList<>(List.of("dpkg"));
    words.addAll(configuration());
    words.addAll(List.of("--configure", "-a"));
    Change change = Change.of("finish", "the interrupted dpkg run", "dpkg --configure -a");
    return new Decision.Step(change, () -> change(words), Set.of());
  }

  /// Names of packages as apt-get takes them.
  static List<String> words(List<PackageName> names) {
    List<String> words = new ArrayList<>(names.size());
    for (PackageName name : names) {
      words.add(name.toString());
    }
    return words;
  }

  private void again(List<String> words) {
    if (options.contains(AptOption.REINSTALL)) {
      words.add("--reinstall");
    }
  }

  private boolean isHere() {
    return machine.path("/").getNameCount() == 0;
  }

  private static List<String> with(List<String> words, String verb, List<String> packages) {
    words.add(verb);
    words.add("--");
    words.addAll(packages);
    return words;
  }

  // dpkg(1), --force-things: what becomes of configuration files that were changed by hand.
  private List<String> configuration() {
    return options.contains(AptOption.NEW_CONFIGURATION)
        ? List.of("--force-confnew")
        : List.of("--force-confdef", "--force-confold");
  }

  private Exit change(List<String> words) {
    return command(words).run(machine);
  }

  private Command command(List<String> words) {
    List<String> all = new ArrayList<>();
    if (!isHere()) {
      all.addAll(List.of("chroot", machine.path("/").toString()));
    }
    all.addAll(words);
    boolean fresh = options.contains(AptOption.NEW_CONFIGURATION);
    // Killed half-way, they leave packages that aren't configured. What they start may stay, and
    // mustn't hold the deployment's folder.
    return Command.of(all)
        .patient()
        .in(Path.of("/"))
        .with("LC_ALL", "C.UTF-8")
        .with("DEBIAN_FRONTEND", "noninteractive")
        .with("NEEDRESTART_MODE", "l")
        .with("NEEDRESTART_SUSPEND", "1")
        .with(fresh ? "UCF_FORCE_CONFFNEW" : "UCF_FORCE_CONFFOLD", "1");
  }
}
