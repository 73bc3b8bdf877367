package troops.cli.requirement.lock;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolver;
import troops.cli.requirement.editable.Editables;
import troops.cli.requirement.editable.Workshop;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;

/// The libraries of what is deployed: those that its lock names, or, if it has none, those that its
/// requirements are resolved to.
///
/// @param resolver finds libraries
/// @param files those that locks name
public record Libraries(Resolver resolver, LockedFiles files) {
  /// On which terms libraries are used.
  ///
  /// @param lockRequired whether there must be a lock
  /// @param verified whether files that were checked before are read and checked again
  public record Terms(boolean lockRequired, boolean verified) {
    /// No lock is needed, and files are checked when they come.
    public static final Terms USUAL = new Terms(false, false);

    /// Both terms.
    ///
    /// @param others other terms
    /// @return what either asks for
    public Terms and(Terms others) {
      return new Terms(lockRequired || others.lockRequired, verified || others.verified);
    }
  }

  /// What was found.
  ///
  /// @param classPath the class path
  /// @param locked whether a lock vouches for all of it, or it all comes with the tool
  /// @param settled whether the same would be found tomorrow
  /// @param folders the folders of what is deployed that were built to libraries
  /// @param commits the commits that were built to libraries, by what the sources are called
  public record Found(
      ClassPath classPath,
      boolean locked,
      boolean settled,
      List<String> folders,
      Map<String, String> commits) {
    /// Copies list and map.
    public Found {
      folders = List.copyOf(folders);
      commits = Map.copyOf(commits);
    }

    private Found(ClassPath classPath, boolean locked) {
      this(classPath, locked, true, List.of(), Map.of());
    }
  }

  /// Finds them. With a lock, and files that were fetched before, nothing is loaded or asked.
  ///
  /// @param folder what is deployed
  /// @param terms on which terms
  /// @param workshop builds sources, if some are named
  /// @param progress hears of each file that is downloaded
  /// @return the class path
  /// @throws Problem if the files don't say which libraries, or one can't be had
  public Found find(Folder folder, Terms terms, Supplier<Workshop> workshop, Progress progress) {
    Optional<Requirements> requirements = RequirementsReader.read(folder);
    Optional<Lock> lock = lock(folder);
    if (requirements.isEmpty()) {
      lock.ifPresent(it -> it.check(List.of()));
      return new Found(new ClassPath(false, List.of()), true);
    }
    if (!requirements.get().editables().isEmpty()) {
      try (Editables editables =
          new Editables(folder, requirements.get(), resolver, workshop, progress)) {
        return new Built(this, editables, progress).find(requirements.get(), lock, terms);
      }
    }
    if (lock.isPresent()) {
      lock.get().check(requirements.get().lines());
      return new Found(locked(requirements.get(), lock.get(), terms, progress), true);
    }
    boolean bundled = resolver.isBundled(requirements.get());
    if (terms.lockRequired() && !bundled) {
      throw unlocked();
    }
    return new Found(resolver.resolve(requirements.get(), progress), bundled);
  }

  /// Finds a library that a script asks for while it is at work. What is built from sources is
  /// there already: it meets whoever asks for the library that it replaces, in whichever version.
  ///
  /// @param folder what is deployed
  /// @param wanted the library, in one version
  /// @param built the commits that sources were built from, as far as the lock doesn't say
  /// @param terms on which terms
  /// @param workshop reads sources, if some are named
  /// @param progress hears of each file that is downloaded
  /// @return what it needs besides the requirements
  /// @throws Problem if it isn't locked but should be, can't be had, or contradicts the
  ///   requirements
  public ClassPath load(
      Folder folder,
      Requirement wanted,
      Map<String, String> built,
      Terms terms,
      Supplier<Workshop> workshop,
      Progress progress) {
    Optional<Lock> lock = lock(folder);
    Requirements requirements =
        RequirementsReader.read(folder).orElse(Requirements.none(RequirementsReader.FILE));
    if (!requirements.editables().isEmpty()) {
      try (Editables editables =
          new Editables(folder, requirements, resolver, workshop, progress)) {
        editables.find(lock.map(Lock::commits).orElse(built));
        requirements = editables.requirements();
      }
    }
    if (requirements.isReplaced(wanted)) {
      return new ClassPath(false, List.of());
    }
    boolean bundled = resolver.isBundled(requirements.of(wanted, List.of()));
    if (lock.isPresent() && !bundled) {
      for (Lock.Load load : lock.get().loads()) {
        if (load.coordinates().equals(wanted.coordinates())) {
          List<LockedFile> jars = Lock.jars(load.files());
          return new ClassPath(load.debianAdmin(), locked(requirements, jars, terms, progress));
        }
      }
      throw notLocked(wanted, wanted.coordinates() + " isn't locked");
    }
    if (terms.lockRequired() && !bundled) {
      throw notLocked(wanted, "there is no " + Lock.FILE + ", and libraries are to be locked");
    }
    return resolver.load(requirements, wanted, progress);
  }

  private static Problem notLocked(Requirement wanted, String what) {
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT,
        wanted.place() + ": " + what,
        "add the line --load %s to %s, run troops requirements lock, and commit both"
            .formatted(wanted.coordinates(), RequirementsReader.FILE));
  }

  static Problem unlocked() {
    return new Problem(
        Kind.UNRESOLVED_REQUIREMENT,
        "there is no " + Lock.FILE + ", and libraries are to be locked",
        "run troops requirements lock, and commit what it writes");
  }

  static Optional<Lock> lock(Folder folder) {
    return folder.find(Lock.FILE).flatMap(file -> LockReader.read(folder.root()));
  }

  ClassPath locked(Requirements requirements, Lock lock, Terms terms, Progress progress) {
    resolver.isBundled(requirements);
    List<Path> jars = locked(requirements, lock.jars(), terms, progress);
    return new ClassPath(lock.debianAdmin() || resolver.needsDebianAdmin(requirements), jars);
  }

  List<Path> locked(
      Requirements requirements, List<LockedFile> wanted, Terms terms, Progress progress) {
    List<Path> jars = new ArrayList<>();
    List<LockedFile> missing = new ArrayList<>();
    for (LockedFile jar : wanted) {
      Optional<Path> path = terms.verified() ? files.verify(jar) : files.find(jar);
      if (path.isEmpty()) {
        missing.add(jar);
      } else {
        jars.add(path.get());
      }
    }
    if (!missing.isEmpty()) {
      new Fetching(resolver, files).fetch(requirements, missing, progress);
      return locked(requirements, wanted, Terms.USUAL, progress);
    }
    return jars;
  }
}
