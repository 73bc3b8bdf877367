package troops.cli.rehearsal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import machine.Change;
import troops.cli.event.Event;
import troops.cli.event.Event.Difference.Topic;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;

/// What is different in a copy of the machine, told as people think of it: packages with all that
/// comes with them, accounts, files, units; and what each run writes besides in one line.
public final class Differences {
  private static final int MANY = 50;
  private static final Path MACHINE = Path.of("/");
  private static final Path SKELETON = Path.of("/etc/skel");
  private static final String ALTERNATIVES = "/etc/alternatives/";
  private static final String UNITS = "/etc/systemd/system/";
  private static final List<String> CRON = List.of("/etc/cron", "/var/spool/cron/");

  private final List<Event.Difference> found = new ArrayList<>();
  private final FileChanges files;
  private final Set<String> ofPackages;
  private int noise;

  private Differences(FileChanges files, Set<String> ofPackages) {
    this.files = files;
    this.ofPackages = ofPackages;
  }

  /// Finds them.
  ///
  /// @param layers the layers of a copy in which nothing runs any more
  /// @return the differences, in the order of their kinds; none if all is as it was
  /// @throws Problem if the copy can't be read
  public static List<Event.Difference> of(List<Layer> layers) {
    try {
      Path copy = layers.getFirst().merged();
      Packages packages = Packages.of(MACHINE);
      Packages packagesAfter = Packages.of(copy);
      Accounts accounts = Accounts.of(MACHINE);
      Accounts accountsAfter = Accounts.of(copy);
      Differences differences =
          new Differences(new FileChanges(accounts, accountsAfter), packages.files(packagesAfter));
      differences.add(Topic.PACKAGE, packages.changes(packagesAfter));
      differences.add(Topic.USER, accounts.userChanges(accountsAfter));
      differences.add(Topic.GROUP, accounts.groupChanges(accountsAfter));
      LayerWalk.Found walked = LayerWalk.walk(layers);
      differences.noise = walked.leftOut();
      differences.addFiles(walked.differences());
      differences.add(Topic.SERVICE, asked(copy));
      differences.addNoise();
      return differences.found.stream()
          .sorted((one, other) -> one.kind().compareTo(other.kind()))
          .toList();
    } catch (IOException e) {
      throw new Problem(
          Kind.CANNOT_REHEARSE,
          "the copy of the machine can't be read: " + Directories.reason(e),
          List.of(),
          "the machine itself was not changed",
          e);
    }
  }

  private void add(Topic kind, List<Change> changes) {
    changes.forEach(change -> found.add(new Event.Difference(kind, change)));
  }

  /// What follows from packages and accounts goes without saying; a directory with much in it comes
  /// or goes as one.
  private void addFiles(List<FileDifference> all) throws IOException {
    List<FileDifference> telling = new ArrayList<>();
    for (FileDifference difference : all) {
      if (follows(difference)) {
        noise++;
      } else {
        telling.add(difference);
      }
    }
    for (int i = 0; i < telling.size(); i++) {
      FileDifference difference = telling.get(i);
      int inside = isWhole(difference) ? inside(telling, i) : 0;
      if (inside > MANY) {
        Change change = files.of(difference);
        add(
            Topic.FILE,
            List.of(
                Change.of(
                    change.verb(),
                    change.subject(),
                    change.detail() + ", with " + inside + " files and directories")));
        i += inside;
      } else {
        add(difference);
      }
    }
  }

  /// Whether it is a directory that comes or goes.
  private static boolean isWhole(FileDifference difference) {
    return difference.before().isEmpty() != difference.after().isEmpty()
        && difference.after().or(difference::before).filter(FileState::isDirectory).isPresent();
  }

  private static int inside(List<FileDifference> all, int directory) {
    String prefix = all.get(directory).path() + "/";
    int end = directory + 1;
    while (end < all.size() && all.get(end).path().startsWith(prefix)) {
      end++;
    }
    return end - directory - 1;
  }

  private void add(FileDifference difference) throws IOException {
    String path = difference.path();
    Optional<Change> unit = unit(difference);
    if (unit.isPresent()) {
      add(Topic.UNIT, List.of(unit.get()));
    } else {
      boolean cron = CRON.stream().anyMatch(path::startsWith);
      add(cron ? Topic.CRON : Topic.FILE, List.of(files.of(difference)));
    }
  }

  /// Whether it goes without saying: what packages and accounts bring, alternatives, runlevels.
  private boolean follows(FileDifference difference) throws IOException {
    String path = difference.path();
    boolean runlevel = path.startsWith("/etc/rc") && path.startsWith(".d/", 8);
    return runlevel
        || path.startsWith(ALTERNATIVES)
        || Accounts.FILES.contains(path)
        || ofPackages.contains(path)
        || isAlternative(difference)
        || isOfSkeleton(difference);
  }

  private static boolean isAlternative(FileDifference difference) throws IOException {
    Optional<FileState> link = difference.after().or(difference::before).filter(FileState::isLink);
    return link.isPresent() && link.get().target().startsWith(ALTERNATIVES);
  }

  /// A file that each new home gets (useradd(8)).
  private boolean isOfSkeleton(FileDifference difference) throws IOException {
    String name = difference.path().substring(difference.path().lastIndexOf('/') + 1);
    Optional<FileState> model = FileState.of(SKELETON.resolve(name)).filter(FileState::isFile);
    Optional<FileState> made = difference.after().filter(FileState::isFile);
    return difference.before().isEmpty()
        && model.isPresent()
        && made.isPresent()
        && made.get().hasSameContent(model.get());
  }

  /// A link that says that a unit is started at boot, or not at all (systemd.unit(5)).
  private static Optional<Change> unit(FileDifference difference) throws IOException {
    String path = difference.path();
    Optional<FileState> link = difference.after().or(difference::before).filter(FileState::isLink);
    if (!path.startsWith(UNITS) || link.isEmpty()) {
      return Optional.empty();
    }
    boolean made = difference.after().isPresent();
    String name = path.substring(path.lastIndexOf('/') + 1);
    String directory = path.substring(0, path.lastIndexOf('/'));
    if (link.get().target().equals("/dev/null")) {
      return Optional.of(Change.of(made ? "mask" : "unmask", "unit " + name, ""));
    }
    if (directory.endsWith(".wants") || directory.endsWith(".requires")) {
      String by = directory.substring(directory.lastIndexOf('/') + 1, directory.lastIndexOf('.'));
      return Optional.of(Change.of(made ? "enable" : "disable", "unit " + name, "for " + by));
    }
    return Optional.empty();
  }

  /// What the copy's systemctl was asked to do.
  private static List<Change> asked(Path copy) throws IOException {
    Path file = copy.resolve("run/rehearsal/asked");
    if (!Files.exists(file)) {
      return List.of();
    }
    Set<Change> changes = new LinkedHashSet<>();
    for (String line : Files.readAllLines(file)) {
      // When it was asked, what for, and the unit if it is about one.
      String[] words = line.split(" ", 3);
      if (words.length == 2) {
        boolean read = words[1].equals("daemon-reload");
        changes.add(
            read
                ? Change.of("reload", "the unit files of systemd", "")
                : Change.of("ask", "systemd to " + words[1], ""));
      } else if (words.length == 3) {
        changes.add(Change.of(words[1], "unit " + words[2], ""));
      }
    }
    return List.copyOf(changes);
  }

  private void addNoise() {
    if (noise > 0) {
      String what = noise == 1 ? "1 file" : noise + " files";
      found.add(
          new Event.Difference(
              Topic.NOISE,
              Change.of("write", what + " of packages, caches, logs and bookkeeping", "")));
    }
  }
}
