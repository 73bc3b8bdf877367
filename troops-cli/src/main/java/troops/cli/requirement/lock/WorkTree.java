package troops.cli.requirement.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Library;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Resolution.Outcome.Resolved;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;

/// The requirements of a work tree, as they lie there: what people look at, lock and vendor before
/// they commit.
public final class WorkTree {
  private final Libraries libraries;
  private final Folder folder;
  private final Requirements requirements;
  private final Progress progress;

  /// Reads them.
  ///
  /// @param libraries finds libraries
  /// @param directory where `requirements.txt` lies
  /// @param progress hears of each file that is downloaded, and of oddities
  /// @throws Problem if there is no `requirements.txt`, or it can't be understood
  public WorkTree(Libraries libraries, Path directory, Progress progress) {
    this.libraries = libraries;
    this.folder = new Folder(directory.toAbsolutePath().normalize());
    this.progress = progress;
    this.requirements =
        RequirementsReader.read(folder)
            .orElseThrow(() ->
                new Problem(
                    Kind.BAD_REQUIREMENT,
                    "there is no " + folder.root().resolve(RequirementsReader.FILE),
                    "--repository names the folder that has one"));
  }

  /// What scripts are compiled with: what the lock names, or else what the requirements are
  /// resolved to.
  ///
  /// @return files in class path order, without `machine` and `troops`
  /// @throws Problem if one can't be had, or the lock doesn't fit
  public List<Resolved.File> files() {
    Optional<Lock> lock = Libraries.lock(folder);
    lock.ifPresent(it -> it.check(requirements.lines()));
    return resolved(new Resolution.Manner(preferred(lock, List.of()), false, false)).files();
  }

  /// Where libraries are looked for.
  ///
  /// @return what `requirements.txt` says of that
  public Requirements.Sources sources() {
    return requirements.sources();
  }

  /// What needs what.
  ///
  /// @return the requirements, in order
  public List<Resolution.Node> tree() {
    Resolution.Manner manner = new Resolution.Manner(Map.of(), true, true);
    Resolved resolved = resolved(manner);
    List<Resolution.Node> tree = new ArrayList<>(resolved.tree());
    for (Requirement load : requirements.loads()) {
      tree.addAll(beside(resolved, load, manner).tree());
    }
    return tree;
  }

  /// What became of a lock.
  ///
  /// @param path where it is
  /// @param changes the files that were added (`+`) and removed (`-`)
  /// @param files how many it has
  public record Locked(Path path, List<String> changes, int files) {
    /// Copies the list.
    public Locked {
      changes = List.copyOf(changes);
    }
  }

  /// Writes the lock, if it isn't what it should be.
  ///
  /// @param update `group:artifact` of the libraries that may get other versions; with an empty
  ///   list, only those may that must
  /// @param all whether all may
  /// @return what became of it
  /// @throws Problem if a library can't be had, has changed since it was locked, or isn't locked
  ///   but is to be updated
  public Locked lock(List<String> update, boolean all) {
    Optional<Lock> before = Libraries.lock(folder);
    Path path = folder.root().resolve(Lock.FILE);
    boolean fits = before.isPresent() && before.get().requires().equals(requirements.lines());
    if (fits && update.isEmpty() && !all) {
      return new Locked(path, List.of(), before.get().all().size());
    }
    Lock lock = locked(all ? Map.of() : preferred(before, update));
    before.ifPresent(it -> refuseOtherContent(it, lock));
    write(path, lock.text());
    return new Locked(path, changes(before, lock), lock.all().size());
  }

  private static Map<String, String> preferred(Optional<Lock> before, List<String> update) {
    Map<String, String> versions = new HashMap<>();
    if (before.isPresent()) {
      for (LockedFile jar : Lock.jars(before.get().all())) {
        versions.put(jar.group() + ":" + jar.artifact(), jar.version());
      }
    }
    for (String name : update) {
      if (versions.remove(name) == null) {
        throw new Problem(
            Kind.UNRESOLVED_REQUIREMENT,
            Lock.FILE + " has no " + name,
            "--update=group:artifact names a library that is locked; --update alone means all");
      }
    }
    return versions;
  }

  private Lock locked(Map<String, String> preferred) {
    Resolution.Manner manner = new Resolution.Manner(preferred, false, true);
    Resolved resolved = resolved(manner);
    List<Lock.Load> loads = new ArrayList<>();
    for (Requirement load : requirements.loads()) {
      Resolved its = beside(resolved, load, manner);
      loads.add(new Lock.Load(load.coordinates(), needsDebianAdmin(its), files(its)));
    }
    return new Lock(requirements.lines(), needsDebianAdmin(resolved), files(resolved), loads);
  }

  private boolean needsDebianAdmin(Resolved resolved) {
    return libraries.resolver().classPath(resolved).debianAdmin();
  }

  private List<LockedFile> files(Resolved resolved) {
    List<LockedFile> files = new ArrayList<>();
    addTo(files, resolved.files());
    addTo(files, resolved.poms());
    return files;
  }

  private Resolved resolved(Resolution.Manner manner) {
    Resolved resolved = libraries.resolver().resolved(requirements, manner, progress);
    resolved.oddities().forEach(progress::line);
    return resolved;
  }

  private Resolved beside(Resolved there, Requirement load, Resolution.Manner manner) {
    Resolved resolved = libraries.resolver().beside(requirements, there, load, manner, progress);
    resolved.oddities().forEach(progress::line);
    return resolved;
  }

  private void addTo(List<LockedFile> files, List<Resolved.File> found) {
    for (Resolved.File file : found) {
      if (file.version().endsWith("-SNAPSHOT") || file.layout().contains("-SNAPSHOT/")) {
        throw new Problem(
            Kind.UNRESOLVED_REQUIREMENT,
            "%s:%s:%s is a snapshot: another one tomorrow"
                .formatted(file.group(), file.artifact(), file.version()),
            "require a release");
      }
      if (!isOwn(file)) {
        files.add(new LockedFile(digest(file.path()), file.layout()));
      }
    }
  }

  /// What comes with Troops is the node's own.
  private boolean isOwn(Resolved.File file) {
    return Library.of(file.group(), file.artifact()).isPresent()
        && libraries.resolver().isBundled(file.version());
  }

  private static String digest(Path path) {
    try {
      return LockedFiles.sha256(path);
    } catch (IOException e) {
      throw new Problem(Kind.UNREADABLE, "cannot read " + path + ": " + e, List.of(), "", e);
    }
  }

  private static void refuseOtherContent(Lock before, Lock now) {
    Map<String, LockedFile> files = new HashMap<>();
    before.all().forEach(file -> files.put(file.path(), file));
    for (LockedFile file : now.all()) {
      LockedFile earlier = files.getOrDefault(file.path(), file);
      if (!earlier.equals(file)) {
        throw Fetching.otherContent(earlier, file.sha256());
      }
    }
  }

  private static List<String> changes(Optional<Lock> before, Lock now) {
    List<LockedFile> earlier = before.map(lock -> Lock.jars(lock.all())).orElse(List.of());
    List<LockedFile> later = Lock.jars(now.all());
    List<String> changes = new ArrayList<>();
    later.stream()
        .filter(jar -> !earlier.contains(jar))
        .forEach(jar -> changes.add("+ " + jar.coordinates()));
    earlier.stream()
        .filter(jar -> !later.contains(jar))
        .forEach(jar -> changes.add("- " + jar.coordinates()));
    return changes;
  }

  /// Makes a repository in a directory, of all that is needed: what the lock names, or what the
  /// requirements are resolved to.
  ///
  /// @param directory where; it is made if it isn't there, and what else is in it stays
  /// @return how many files it has of what is needed
  /// @throws Problem if a file can't be had or written
  public int vendor(Path directory) {
    Optional<Lock> lock = Libraries.lock(folder);
    lock.ifPresent(it -> it.check(requirements.lines()));
    List<LockedFile> files = lock.orElseGet(() -> locked(Map.of())).all();
    DirectoryRepository repository = new DirectoryRepository(directory);
    if (!files.isEmpty()) {
      new Fetching(libraries.resolver(), libraries.files())
          .each(requirements, files, progress, repository::add);
    }
    repository.list(files);
    return files.size();
  }

  private static void write(Path path, String text) {
    Path beside = path.resolveSibling(Lock.FILE + ".new");
    try {
      Files.writeString(beside, text);
      Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new Problem(Kind.UNREADABLE, "cannot write " + path + ": " + e, List.of(), "", e);
    }
  }
}
