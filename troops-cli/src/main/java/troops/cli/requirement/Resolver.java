package troops.cli.requirement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.version.Versions;

/// Turns requirements into a class path: those that come with the tool at once, those that were
/// resolved before from a cache, the others with Maven Resolver, which is loaded then and only
/// then.
///
/// Two processes may resolve at the same time with the same cache and local repository.
public final class Resolver {
  private final Bundled bundled;
  private final Maven maven;
  private final ResolutionCache cache;

  /// Makes one. Nothing is read yet.
  ///
  /// @param bundled what comes with the tool
  /// @param maven where the things of Maven are
  /// @param cache what was resolved before
  public Resolver(Bundled bundled, Maven maven, ResolutionCache cache) {
    this.bundled = bundled;
    this.maven = maven;
    this.cache = cache;
  }

  /// Finds the class path. If everything is at hand, the network isn't touched.
  ///
  /// @param requirements what is needed
  /// @param progress hears of each file that is downloaded, and of oddities
  /// @return the class path
  /// @throws Problem if something can't be had, naming the line that needs it
  public ClassPath resolve(Requirements requirements, Progress progress) {
    if (isBundled(requirements)) {
      return new ClassPath(needsDebianAdmin(requirements), List.of());
    }
    String key = key(requirements);
    Optional<ClassPath> known = cache.find(key);
    return known.isPresent() ? known.get() : resolveAnew(requirements, key, progress);
  }

  /// Whether everything comes with the tool, so that there is nothing to resolve.
  ///
  /// @param requirements what is needed
  /// @return whether it does
  /// @throws Problem if `machine` or `troops` is required in another version than the one at hand
  public boolean isBundled(Requirements requirements) {
    bundled.check(requirements);
    boolean all = true;
    for (Requirement requirement : requirements.list()) {
      all &= isBundled(requirement, requirements);
    }
    return all;
  }

  private boolean isBundled(Requirement requirement, Requirements requirements) {
    return bundled.meets(requirement) && !requirements.isReplaced(requirement);
  }

  /// Whether a version is that of the tool, and so of the libraries that come with it.
  ///
  /// @param version a version
  /// @return whether it is
  public boolean isBundled(String version) {
    return bundled.version().equals(version);
  }

  /// Whether the bundled `debian-admin` is among what is required.
  ///
  /// @param requirements what is needed
  /// @return whether a line asks for it, in a version that it has
  public boolean needsDebianAdmin(Requirements requirements) {
    boolean needed = false;
    for (Requirement requirement : requirements.list()) {
      needed |= isDebianAdmin(requirement) && isBundled(requirement, requirements);
    }
    return needed;
  }

  private static boolean isDebianAdmin(Requirement requirement) {
    Optional<Library> library = Library.of(requirement.group(), requirement.artifact());
    return library.isPresent() && library.get() == Library.DEBIAN_ADMIN;
  }

  private String key(Requirements requirements) {
    StringBuilder key = new StringBuilder();
    key.append("bundled ").append(bundled.version()).append('\n');
    key.append("local repository ").append(maven.localRepositoryName()).append('\n');
    requirements.lines().forEach(line -> key.append(line).append('\n'));
    requirements.sources().lines().forEach(line -> key.append(line).append('\n'));
    return key.toString();
  }

  private ClassPath resolveAnew(Requirements requirements, String key, Progress progress) {
    Resolution.Outcome.Resolved resolved =
        resolved(requirements, Resolution.Manner.USUAL, progress);
    return remembered(resolved, key, progress);
  }

  private ClassPath remembered(
      Resolution.Outcome.Resolved resolved, String key, Progress progress) {
    ClassPath classPath = classPath(resolved);
    resolved.oddities().forEach(progress::line);
    if (isLasting(resolved)) {
      cache.remember(key, classPath);
    }
    return classPath;
  }

  /// Resolves anew, whatever was resolved before.
  ///
  /// @param requirements what is needed
  /// @param manner how it is found out
  /// @param progress hears of each file that is downloaded
  /// @return files, poms and the tree; nothing of them if everything comes with the tool
  /// @throws Problem if something can't be had, naming the line that needs it
  public Resolution.Outcome.Resolved resolved(
      Requirements requirements, Resolution.Manner manner, Progress progress) {
    bundled.check(requirements);
    Requirements wanted = wanted(requirements);
    return answer(
        ask(resolution ->
            resolution.resolve(new Resolution.Question(wanted, bundled, maven, manner), progress)),
        requirements);
  }

  /// Finds what a library needs that is loaded while the script is at work: nothing of what is
  /// there can be replaced any more.
  ///
  /// @param requirements what is there
  /// @param wanted the library, in one version
  /// @param progress hears of each file that is downloaded, and of oddities
  /// @return what comes to what is there
  /// @throws Problem if something can't be had, or is there in another version
  public ClassPath load(Requirements requirements, Requirement wanted, Progress progress) {
    Requirements one = requirements.of(wanted, List.of());
    if (isBundled(one)) {
      return new ClassPath(needsDebianAdmin(one), List.of());
    }
    String key = key(requirements) + "beside it " + wanted.line() + '\n';
    Optional<ClassPath> known = cache.find(key);
    if (known.isPresent()) {
      return known.get();
    }
    Resolution.Manner usual = Resolution.Manner.USUAL;
    Resolution.Outcome.Resolved there = resolved(requirements, usual, progress);
    Resolution.Outcome.Resolved more = beside(requirements, there, wanted, usual, progress);
    return remembered(more, key, progress);
  }

  /// Resolves what a library needs besides what is there.
  ///
  /// @param requirements what is required
  /// @param there what that was resolved to
  /// @param wanted the library, in one version
  /// @param manner how it is found out
  /// @param progress hears of each file that is downloaded
  /// @return files and poms that aren't there, and the library's tree
  /// @throws Problem if something can't be had, or is there in another version
  public Resolution.Outcome.Resolved beside(
      Requirements requirements,
      Resolution.Outcome.Resolved there,
      Requirement wanted,
      Resolution.Manner manner,
      Progress progress) {
    Resolution.Outcome.Resolved all =
        resolved(
            requirements.of(wanted, new Beside(there).settled(wanted.place())), manner, progress);
    return new Beside(there).without(all, wanted);
  }

  /// Finds files whose names are known.
  ///
  /// @param requirements whom they are for, and where to look
  /// @param files which
  /// @param directory where downloads go: empty, and deleted afterwards
  /// @param progress hears of each file that is downloaded
  /// @return where each of them is, by its place in a repository; their content isn't checked
  /// @throws Problem if one can't be had
  public Map<String, Path> fetch(
      Requirements requirements, List<LockedFile> files, Path directory, Progress progress) {
    Resolution.Order order = new Resolution.Order(files, directory, requirements.sources(), maven);
    Map<String, Path> found = new HashMap<>();
    answer(ask(resolution -> resolution.fetch(order, progress)), requirements)
        .files()
        .forEach(file -> found.put(file.layout(), file.path()));
    return found;
  }

  /// Reads the pom of sources that are to be built.
  ///
  /// @param editable the line that names them
  /// @param root the top of the sources
  /// @param directory the folder of the pom, relative to the top; empty for the top itself
  /// @param sources where parents are looked for that aren't there
  /// @param progress hears of each file that is downloaded
  /// @return what the pom says
  /// @throws Problem if it can't be understood, or nothing but Maven could build it
  public Project read(
      Editable editable,
      Path root,
      String directory,
      Requirements.Sources sources,
      Progress progress) {
    Place place = editable.place();
    Resolution.Inquiry inquiry = new Resolution.Inquiry(root, directory, place, sources, maven);
    return switch (ask(resolution -> resolution.read(inquiry, progress))) {
      case Resolution.Reading.Understood understood -> understood.project();
      case Resolution.Reading.Unfit unfit ->
          throw new Problem(
              Kind.BAD_REQUIREMENT,
              place + ": " + editable.name() + " can't be built: " + unfit.what(),
              unfit.details(),
              unfit.hint(),
              null);
      case Resolution.Reading.Unread unread ->
          throw failed(unread.outcome(), Requirements.nothingAt(place));
    };
  }

  private Resolution.Outcome.Resolved answer(
      Resolution.Outcome outcome, Requirements requirements) {
    if (outcome instanceof Resolution.Outcome.Resolved resolved) {
      return resolved;
    }
    throw failed(outcome, requirements);
  }

  private Problem failed(Resolution.Outcome outcome, Requirements requirements) {
    return switch (outcome) {
      case Resolution.Outcome.Resolved _ ->
          throw new IllegalStateException("nothing has failed: " + outcome);
      case Resolution.Outcome.Unresolved unresolved ->
          new Explanation(requirements, maven).of(unresolved);
      case Resolution.Outcome.BadSettings bad ->
          new Problem(
              Kind.BAD_SETTING,
              "the Maven settings in " + maven.settings() + " can't be understood",
              bad.causes(),
              "mend the file, or move it away",
              null);
    };
  }

  /// What Maven shall see: `machine` and `troops` are there anyway, so they aren't among it.
  private Requirements wanted(Requirements requirements) {
    List<Requirement> wanted = new ArrayList<>();
    for (Requirement requirement : requirements.list()) {
      if (!isBundled(requirement, requirements)) {
        wanted.add(requirement);
      } else if (isDebianAdmin(requirement)) {
        wanted.add(requirement.in(new Versions.Exactly(bundled.version())));
      }
    }
    return requirements.with(wanted);
  }

  private <T> T ask(Function<Resolution, T> question) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (ApartLoader loader = ApartLoader.open(maven.libraries())) {
      thread.setContextClassLoader(loader);
      return question.apply(loader.resolution());
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /// What a script sees of what was resolved.
  ///
  /// @param resolved what was resolved
  /// @return its jars; the tool's own libraries aren't among them
  public ClassPath classPath(Resolution.Outcome.Resolved resolved) {
    boolean debianAdmin = false;
    List<Path> jars = new ArrayList<>();
    for (Resolution.Outcome.Resolved.File file : resolved.files()) {
      Optional<Library> library = Library.of(file.group(), file.artifact());
      if (library.isEmpty()) {
        jars.add(file.path());
      } else if (library.get() == Library.DEBIAN_ADMIN) {
        debianAdmin = file.version().equals(bundled.version());
        if (!debianAdmin) {
          jars.add(file.path());
        }
      }
    }
    return new ClassPath(debianAdmin, jars);
  }

  /// A snapshot may be another one tomorrow, and an oddity shall be told each time.
  private static boolean isLasting(Resolution.Outcome.Resolved resolved) {
    return resolved.oddities().isEmpty()
        && resolved.files().stream().noneMatch(file -> file.version().endsWith("-SNAPSHOT"));
  }

  /// What a library brings that comes to others, which are loaded and stay as they are.
  ///
  /// @param there what is loaded
  private record Beside(Resolution.Outcome.Resolved there) {
    /// The versions that are settled.
    ///
    /// @param place whom they are said to come from
    /// @return a constraint for each library
    List<Requirement> settled(Place place) {
      List<Requirement> settled = new ArrayList<>();
      for (Resolution.Outcome.Resolved.File file : there.files()) {
        if (Library.of(file.group(), file.artifact()).isEmpty()) {
          settled.add(
              Requirement.of(
                  file.group(), file.artifact(), new Versions.Exactly(file.version()), place));
        }
      }
      return settled;
    }

    /// Leaves out what is there.
    ///
    /// @param all what the library needs
    /// @param wanted the library
    /// @throws Problem if something is there in another version
    Resolution.Outcome.Resolved without(Resolution.Outcome.Resolved all, Requirement wanted) {
      Map<String, String> versions = new HashMap<>();
      there.files().forEach(file -> versions.put(name(file), file.version()));
      for (Resolution.Outcome.Resolved.File file : all.files()) {
        String version = versions.getOrDefault(name(file), file.version());
        if (!version.equals(file.version())) {
          throw Requirements.unresolved(
              wanted,
              "%s can't be loaded: %s is needed in %s, and there in %s"
                  .formatted(wanted.coordinates(), name(file), file.version(), version),
              "require %s:%s in requirements.txt, or load another version"
                  .formatted(name(file), file.version()));
        }
      }
      return new Resolution.Outcome.Resolved(
          others(all.files(), there.files()),
          others(all.poms(), there.poms()),
          all.tree(),
          all.oddities());
    }

    private static String name(Resolution.Outcome.Resolved.File file) {
      return file.group() + ":" + file.artifact();
    }

    private static List<Resolution.Outcome.Resolved.File> others(
        List<Resolution.Outcome.Resolved.File> all, List<Resolution.Outcome.Resolved.File> known) {
      Set<String> layouts = new HashSet<>();
      known.forEach(file -> layouts.add(file.layout()));
      return all.stream().filter(file -> !layouts.contains(file.layout())).toList();
    }
  }
}
