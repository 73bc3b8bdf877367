package troops.cli.requirement.lock;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Library;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Resolution.Outcome.Resolved;
import troops.cli.requirement.editable.Editables;
import troops.cli.requirement.editable.Workshop;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;

/// The requirements of a work tree, as they lie there: what people look at, lock and vendor before
/// they commit.
public final class WorkTree {
  private final Libraries libraries;
  private final Folder folder;
  private final Requirements requirements;
  private final Supplier<Workshop> workshop;
  private final Progress progress;

  /// Reads them.
  ///
  /// @param libraries finds libraries
  /// @param directory where `requirements.txt` lies
  /// @param workshop builds sources, if some are named
  /// @param progress hears of each file that is downloaded, and of oddities
  /// @throws Problem if there is no `requirements.txt`, or it can't be understood
  public WorkTree(
      Libraries libraries, Path directory, Supplier<Workshop> workshop, Progress progress) {
    this.libraries = libraries;
    this.folder = new Folder(directory.toAbsolutePath().normalize());
    this.workshop = workshop;
    this.progress = progress;
    this.requirements =
        RequirementsReader.read(folder)
            .orElseThrow(() ->
                new Problem(
                    Kind.BAD_REQUIREMENT,
                    "there is no " + folder.root().resolve(RequirementsReader.FILE),
                    "--repository names the folder that has one"));
  }

  /// What scripts are compiled with.
  ///
  /// @param files libraries in class path order, without `machine` and `troops`
  /// @param built the jars that come before them, by what the sources are called that they are
  ///   built from
  /// @param folders the folders that those sources are in, if they are in the work tree
  public record Compiled(List<Resolved.File> files, Map<String, Path> built, List<String> folders) {
    /// Nothing is required.
    public static final Compiled NOTHING = new Compiled(List.of(), Map.of(), List.of());

    /// Copies lists and map.
    public Compiled {
      files = List.copyOf(files);
      built = Collections.unmodifiableMap(new LinkedHashMap<>(built));
      folders = List.copyOf(folders);
    }
  }

  /// What scripts are compiled with: what the lock names, or else what the requirements are
  /// resolved to, and what is built from sources.
  ///
  /// @return all of it
  /// @throws Problem if something can't be had or built, or the lock doesn't fit
  public Compiled compiled() {
    try (Editables editables = editables()) {
      Optional<Lock> lock = found(editables);
      Resolution.Manner manner = new Resolution.Manner(preferred(lock, List.of()), false, false);
      Resolved resolved = resolved(editables.requirements(), manner);
      return new Compiled(
          resolved.files(), built(editables, resolved, manner), editables.folders());
    }
  }

  private Map<String, Path> built(
      Editables editables, Resolved resolved, Resolution.Manner manner) {
    Map<String, Path> built = new LinkedHashMap<>();
    if (!requirements.editables().isEmpty()) {
      ClassPath rest = libraries.resolver().classPath(resolved);
      List<Path> toBuild =
          editables
              .requirementsToBuild()
              .map(more -> libraries.resolver().classPath(resolved(more, manner)).jars())
              .orElse(List.of());
      List<Path> jars = editables.build(rest, Built.without(rest.jars(), toBuild));
      for (int i = 0; i < jars.size(); i++) {
        built.put(requirements.editables().get(i).name(), jars.get(i));
      }
    }
    return built;
  }

  /// Finds out what sources are, by the lock if there is one.
  ///
  /// @throws Problem if the lock doesn't fit
  private Optional<Lock> found(Editables editables) {
    Optional<Lock> lock = Libraries.lock(folder);
    lock.ifPresent(it -> it.checkSources(requirements));
    editables.find(lock.map(Lock::commits).orElse(Map.of()));
    lock.ifPresent(it -> it.check(editables.requirements().lines()));
    return lock;
  }

  /// Where libraries are looked for.
  ///
  /// @return what `requirements.txt` says of that
  public Requirements.Sources sources() {
    return requirements.sources();
  }

  /// What needs what. Sources from Git are those that the lock names, if there is one.
  ///
  /// @return the requirements, in order; sources that replace no library first, without coordinates
  public List<Resolution.Node> tree() {
    try (Editables editables = editables()) {
      editables.find(Libraries.lock(folder).map(Lock::commits).orElse(Map.of()));
      List<Resolution.Node> tree = new ArrayList<>();
      Map<String, String> origins = new HashMap<>();
      for (Map.Entry<String, String> source : editables.shown()) {
        if (source.getKey().isEmpty()) {
          tree.add(new Resolution.Node("", "", source.getValue(), List.of()));
        } else {
          origins.put(source.getKey(), source.getValue());
        }
      }
      Resolution.Manner manner = new Resolution.Manner(Map.of(), true, true);
      Requirements required = editables.requirements();
      Resolved resolved = resolved(required, manner);
      tree.addAll(named(resolved.tree(), origins));
      for (Requirement load : requirements.loads()) {
        tree.addAll(named(beside(required, resolved, load, manner).tree(), origins));
      }
      return tree;
    }
  }

  private static List<Resolution.Node> named(
      List<Resolution.Node> nodes, Map<String, String> origins) {
    return nodes.stream()
        .map(node ->
            new Resolution.Node(
                node.coordinates(),
                node.because(),
                node.because().isEmpty() ? origins.getOrDefault(node.coordinates(), "") : "",
                named(node.needs(), origins)))
        .toList();
  }

  private Editables editables() {
    return new Editables(folder, requirements, libraries.resolver(), workshop, progress);
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
  /// @param update `group:artifact` of the libraries that may get other versions, or what sources
  ///   are called that may get another commit; with an empty list, only those may that must
  /// @param all whether all may
  /// @return what became of it
  /// @throws Problem if a library can't be had, has changed since it was locked, or isn't locked
  ///   but is to be updated
  public Locked lock(List<String> update, boolean all) {
    Optional<Lock> before = Libraries.lock(folder);
    Path path = folder.root().resolve(Lock.FILE);
    List<String> names = new ArrayList<>(update);
    try (Editables editables = editables()) {
      editables.find(all ? Map.of() : commits(before, names));
      boolean fits =
          before.isPresent()
              && before.get().requires().equals(editables.requirements().lines())
              && before.get().commits().equals(editables.commits())
              && before.get().all().containsAll(editables.poms());
      if (fits && update.isEmpty() && !all) {
        return new Locked(path, List.of(), before.get().all().size());
      }
      Lock lock = locked(editables, all ? Map.of() : preferred(before, names));
      before.ifPresent(it -> refuseOtherContent(it, lock));
      write(path, lock.text());
      return new Locked(path, changes(before, lock), lock.all().size());
    }
  }

  /// The commits that stay.
  ///
  /// @param update what is to be updated; the names of sources are removed
  private static Map<String, String> commits(Optional<Lock> before, List<String> update) {
    Map<String, String> commits = new HashMap<>(before.map(Lock::commits).orElse(Map.of()));
    update.removeIf(name -> commits.remove(name) != null);
    return commits;
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
            "--update=group:artifact names a library that is locked, --update=git+ADDRESS sources"
                + " as requirements.txt has them; --update alone means all");
      }
    }
    return versions;
  }

  private Lock locked(Editables editables, Map<String, String> preferred) {
    Resolution.Manner manner = new Resolution.Manner(preferred, false, true);
    Requirements required = editables.requirements();
    Resolved resolved = resolved(required, manner);
    Set<LockedFile> files = files(resolved);
    Set<LockedFile> toBuild = new LinkedHashSet<>();
    editables
        .requirementsToBuild()
        .ifPresent(more -> toBuild.addAll(files(resolved(more, manner))));
    editables.poms().forEach(pom -> add(toBuild, pom));
    toBuild.removeAll(files);
    List<Lock.Load> loads = new ArrayList<>();
    for (Requirement load : requirements.loads()) {
      Resolved its = beside(required, resolved, load, manner);
      loads.add(new Lock.Load(load.coordinates(), needsDebianAdmin(its), List.copyOf(files(its))));
    }
    return new Lock(
        required.lines(),
        needsDebianAdmin(resolved),
        editables.commits(),
        List.copyOf(files),
        List.copyOf(toBuild),
        loads);
  }

  private boolean needsDebianAdmin(Resolved resolved) {
    return libraries.resolver().classPath(resolved).debianAdmin();
  }

  private Set<LockedFile> files(Resolved resolved) {
    Set<LockedFile> files = new LinkedHashSet<>();
    addTo(files, resolved.files());
    addTo(files, resolved.poms());
    return files;
  }

  private Resolved resolved(Requirements required, Resolution.Manner manner) {
    Resolved resolved = libraries.resolver().resolved(required, manner, progress);
    resolved.oddities().forEach(progress::line);
    return resolved;
  }

  private Resolved beside(
      Requirements required, Resolved there, Requirement load, Resolution.Manner manner) {
    Resolved resolved = libraries.resolver().beside(required, there, load, manner, progress);
    resolved.oddities().forEach(progress::line);
    return resolved;
  }

  private void addTo(Set<LockedFile> files, List<Resolved.File> found) {
    for (Resolved.File file : found) {
      if (file.version().endsWith("-SNAPSHOT")) {
        throw snapshot(file.group() + ":" + file.artifact() + ":" + file.version());
      }
      if (!isOwn(file)) {
        add(files, new LockedFile(digest(file.path()), file.layout()));
      }
    }
  }

  private static void add(Set<LockedFile> files, LockedFile file) {
    if (file.path().contains("-SNAPSHOT/")) {
      throw snapshot(file.coordinates());
    }
    files.add(file);
  }

  private static Problem snapshot(String coordinates) {
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT,
        coordinates + " is a snapshot: another one tomorrow",
        "require a release");
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
    Map<String, String> commits = before.map(Lock::commits).orElse(Map.of());
    changes.addAll(difference("+ ", now.commits(), commits));
    changes.addAll(difference("- ", commits, now.commits()));
    return changes;
  }

  private static List<String> difference(
      String sign, Map<String, String> some, Map<String, String> others) {
    return some.entrySet().stream()
        .filter(it -> !it.getValue().equals(others.get(it.getKey())))
        .map(it -> sign + it.getKey() + " " + it.getValue())
        .toList();
  }

  /// Makes a repository in a directory, of all that is needed: what the lock names, or what the
  /// requirements are resolved to.
  ///
  /// @param directory where; it is made if it isn't there, and what else is in it stays
  /// @return how many files it has of what is needed
  /// @throws Problem if a file can't be had or written
  public int vendor(Path directory) {
    refuseGit();
    List<LockedFile> files;
    try (Editables editables = editables()) {
      files = found(editables).orElseGet(() -> locked(editables, Map.of())).all();
    }
    DirectoryRepository repository = new DirectoryRepository(directory);
    if (!files.isEmpty()) {
      new Fetching(libraries.resolver(), libraries.files())
          .each(requirements, files, progress, repository::add);
    }
    repository.list(files);
    return files.size();
  }

  private void refuseGit() {
    for (Editable editable : requirements.editables()) {
      if (editable instanceof Editable.Git) {
        throw new Problem(
            Kind.UNRESOLVED_REQUIREMENT,
            editable.place() + ": " + editable.name() + " can't be part of a Maven repository",
            "copy its files into a folder of this repository (git subtree can), and write -e"
                + " ./FOLDER");
      }
    }
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
