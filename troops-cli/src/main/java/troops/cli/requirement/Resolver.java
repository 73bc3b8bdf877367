package troops.cli.requirement;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    bundled.check(requirements);
    boolean allBundled = true;
    boolean debianAdmin = false;
    for (Requirement requirement : requirements.list()) {
      allBundled &= bundled.meets(requirement);
      debianAdmin |= isDebianAdmin(requirement);
    }
    if (allBundled) {
      return new ClassPath(debianAdmin, List.of());
    }
    String key = key(requirements);
    Optional<ClassPath> known = cache.find(key);
    return known.isPresent() ? known.get() : resolveAnew(requirements, key, progress);
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
    return switch (ask(wanted(requirements), progress)) {
      case Resolution.Outcome.Resolved resolved -> {
        ClassPath classPath = classPath(resolved);
        resolved.oddities().forEach(progress::line);
        if (isLasting(resolved)) {
          cache.remember(key, classPath);
        }
        yield classPath;
      }
      case Resolution.Outcome.Unresolved unresolved ->
          throw new Explanation(requirements, maven).of(unresolved);
      case Resolution.Outcome.BadSettings bad ->
          throw new Problem(
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
      if (!bundled.meets(requirement)) {
        wanted.add(requirement);
      } else if (isDebianAdmin(requirement)) {
        wanted.add(requirement.in(new Versions.Exactly(bundled.version())));
      }
    }
    return requirements.with(wanted);
  }

  private Resolution.Outcome ask(Requirements wanted, Progress progress) {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (ApartLoader loader = ApartLoader.open(maven.libraries())) {
      thread.setContextClassLoader(loader);
      return loader.resolution().resolve(new Resolution.Question(wanted, bundled, maven), progress);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private ClassPath classPath(Resolution.Outcome.Resolved resolved) {
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
}
