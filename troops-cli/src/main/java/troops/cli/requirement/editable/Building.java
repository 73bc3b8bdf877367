package troops.cli.requirement.editable;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.jar.JarFile;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Library;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Project;
import troops.cli.state.CacheKey;

/// Builds sources in an order in which each finds what it needs: first the projects, whose poms
/// tell, then plain sources, which see all of them and the plain ones before them.
final class Building {
  private static final String PROCESSOR = "META-INF/services/javax.annotation.processing.Processor";

  private static final int SHOWN = 5;

  private final Kept kept;
  private final Workshop workshop;
  private final Progress progress;
  private final ClassPath rest;
  private final List<Path> onlyToBuild;
  private final Map<Source, Path> jars = new LinkedHashMap<>();

  Building(Workshop workshop, Progress progress, ClassPath rest, List<Path> onlyToBuild) {
    this.kept = new Kept(workshop.cache());
    this.workshop = workshop;
    this.progress = progress;
    this.rest = rest;
    this.onlyToBuild = onlyToBuild;
  }

  List<Path> build(List<Source> sources) {
    List<Source> left =
        new ArrayList<>(sources.stream().filter(it -> it.project().isPresent()).toList());
    while (!left.isEmpty()) {
      Source next =
          left.stream()
              .filter(it -> needed(it, left).isEmpty())
              .findFirst()
              .orElseThrow(() -> cycle(left));
      jars.put(next, jar(next, withNeeded(next)));
      left.remove(next);
    }
    for (Source source : sources) {
      if (source.project().isEmpty()) {
        jars.put(source, jar(source, jars.keySet()));
      }
    }
    return sources.stream().map(jars::get).toList();
  }

  private static List<Source> needed(Source source, Iterable<Source> among) {
    List<String> names = source.project().map(Project::needs).orElse(List.of());
    List<Source> needed = new ArrayList<>();
    for (Source other : among) {
      boolean named = other.project().filter(it -> names.contains(it.used().name())).isPresent();
      if (named && other != source) {
        needed.add(other);
      }
    }
    return needed;
  }

  /// Those of the built ones that it needs, and what those need.
  private Set<Source> withNeeded(Source source) {
    Set<Source> all = new HashSet<>();
    for (Source needed : needed(source, jars.keySet())) {
      all.add(needed);
      all.addAll(withNeeded(needed));
    }
    return all;
  }

  private static Problem cycle(List<Source> left) {
    return new Problem(
        Kind.BAD_REQUIREMENT,
        left.getFirst().editable().place() + ": sources need each other to be built",
        left.stream().map(Source::shown).toList(),
        "take what both need out of them, into a third",
        null);
  }

  private Path jar(Source source, Set<Source> seen) {
    List<Path> before =
        jars.entrySet().stream()
            .filter(entry -> seen.contains(entry.getKey()))
            .map(Map.Entry::getValue)
            .toList();
    List<Path> classPath = new ArrayList<>(before);
    classPath.addAll(rest.jars());
    if (source.project().isPresent()) {
      classPath.addAll(onlyToBuild);
    }
    String key = key(source, classPath);
    Optional<Path> known = kept.jar(key);
    return known.isPresent() ? known.get() : made(source, classPath, key);
  }

  private String key(Source source, List<Path> classPath) {
    List<String> parts = new ArrayList<>(List.of(workshop.compiler()));
    parts.add(source.description().tree());
    source
        .project()
        .ifPresent(project -> {
          parts.add(project.used().name());
          parts.add(project.sources());
          parts.add(new TreeMap<>(project.resources()).toString());
        });
    parts.add(Boolean.toString(rest.debianAdmin()));
    for (Path jar : classPath) {
      parts.add(jar.toString());
      parts.add(Long.toString(jar.toFile().length()));
      parts.add(Long.toString(jar.toFile().lastModified()));
    }
    return CacheKey.of(parts);
  }

  private Path made(Source source, List<Path> classPath, String key) {
    refuseProcessors(source);
    progress.line("building " + source.shown());
    SourceFiles files = source.files();
    Workshop.Compiled compiled =
        files.java().isEmpty()
            ? new Workshop.Compiled(Map.of(), List.of())
            : workshop.compile(
                new Workshop.Order(
                    source.editable().name(),
                    packages(source),
                    source.project().isPresent(),
                    source.directory(),
                    files.java(),
                    new ClassPath(rest.debianAdmin(), classPath),
                    key));
    if (!compiled.leftOut().isEmpty()) {
      progress.line(
          "left out of "
              + source.editable().name()
              + ", for they don't stand in the directory of their package: "
              + String.join(", ", compiled.leftOut().stream().limit(SHOWN).toList())
              + (compiled.leftOut().size() > SHOWN ? " ..." : ""));
    }
    try {
      return kept.keepJar(
          key, LibraryJar.of(compiled.classes(), files.resources(), source.directory()));
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot read " + source.editable().name() + ": " + e, List.of(), "", e);
    }
  }

  private static Set<String> packages(Source source) {
    boolean fork =
        source
            .project()
            .flatMap(it -> Library.of(it.used().group(), it.used().artifact()))
            .isPresent();
    return fork ? Set.of("debianadmin") : Set.of();
  }

  /// javac alone wouldn't make what they make.
  private void refuseProcessors(Source source) {
    if (source.project().flatMap(Project::built).isEmpty()) {
      return;
    }
    for (Path jar : onlyToBuild) {
      try (JarFile file = new JarFile(jar.toFile())) {
        if (file.getEntry(PROCESSOR) != null) {
          throw new Problem(
              Kind.BAD_REQUIREMENT,
              "%s: %s can't be built: it needs an annotation processor: %s"
                  .formatted(
                      source.editable().place(), source.editable().name(), jar.getFileName()),
              "publish the jar of the fork to a repository in a directory (--repository"
                  + " ./DIRECTORY), and require it from there");
        }
      } catch (IOException e) {
        throw new Problem(Kind.UNREADABLE, "cannot read " + jar + ": " + e, List.of(), "", e);
      }
    }
  }
}
