package troops.cli.requirement.lock;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Editable;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.editable.Editables;

/// Libraries of which some are built from sources: those come first on the class path.
///
/// @param libraries finds the others
/// @param editables the sources
/// @param progress hears of what takes its time
record Built(Libraries libraries, Editables editables, Progress progress) {
  Libraries.Found find(Requirements requirements, Optional<Lock> lock, Libraries.Terms terms) {
    boolean git = requirements.editables().stream().anyMatch(Editable.Git.class::isInstance);
    if (git && lock.isEmpty() && terms.lockRequired()) {
      // Before anything is fetched.
      throw Libraries.unlocked();
    }
    lock.ifPresent(it -> it.checkSources(requirements));
    editables.find(lock.map(Lock::commits).orElse(Map.of()));
    Requirements all = editables.requirements();
    if (lock.isPresent()) {
      check(lock.get(), all);
      return found(
          libraries.locked(all, lock.get(), terms, progress),
          libraries.locked(all, lock.get().jarsToBuild(), terms, progress),
          true);
    }
    boolean here = editables.areDeployed() && libraries.resolver().isBundled(all);
    if (terms.lockRequired() && !here) {
      throw Libraries.unlocked();
    }
    ClassPath rest = libraries.resolver().resolve(all, progress);
    List<Path> toBuild =
        editables
            .requirementsToBuild()
            .map(more -> libraries.resolver().resolve(more, progress).jars())
            .orElse(List.of());
    return found(rest, without(rest.jars(), toBuild), here);
  }

  /// Those that others don't have.
  static List<Path> without(List<Path> some, List<Path> all) {
    return all.stream().filter(jar -> !some.contains(jar)).toList();
  }

  private void check(Lock lock, Requirements all) {
    lock.check(all.lines());
    for (LockedFile pom : editables.poms()) {
      Optional<LockedFile> locked =
          lock.all().stream().filter(file -> file.path().equals(pom.path())).findFirst();
      if (locked.isEmpty()) {
        throw new Problem(
            Kind.BAD_REQUIREMENT,
            Lock.FILE + " has no " + pom.coordinates() + ", which sources need to be built",
            "run troops requirements lock, and commit what it writes");
      }
      if (!locked.get().equals(pom)) {
        throw Fetching.otherContent(locked.get(), pom.sha256());
      }
    }
  }

  private Libraries.Found found(ClassPath rest, List<Path> toBuild, boolean locked) {
    List<Path> jars = new ArrayList<>(editables.build(rest, toBuild));
    jars.addAll(rest.jars());
    return new Libraries.Found(
        new ClassPath(rest.debianAdmin(), jars),
        locked,
        editables.areSettled(),
        editables.folders(),
        editables.commits());
  }
}
