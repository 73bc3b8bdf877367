package troops.cli.requirement.editable;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Editable;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Project;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolver;
import troops.cli.requirement.Substitute;
import troops.cli.requirement.text.Folder;

/// The sources that requirements name: first it is found out what they are, then what they need is
/// resolved by whoever asks, then they are built. What was built before isn't built again, and then
/// no program is started.
public final class Editables implements AutoCloseable {
  private static final int FULL_ID = 40;

  private final Folder folder;
  private final Requirements requirements;
  private final Resolver resolver;
  private final Supplier<Workshop> workshop;
  private final Progress progress;
  private final List<Source> sources = new ArrayList<>();

  /// The sources of requirements. Nothing is looked for yet.
  ///
  /// @param folder what is deployed
  /// @param requirements what is required
  /// @param resolver reads poms
  /// @param workshop fetches and compiles; it isn't asked for if there are no sources
  /// @param progress hears of what takes its time
  public Editables(
      Folder folder,
      Requirements requirements,
      Resolver resolver,
      Supplier<Workshop> workshop,
      Progress progress) {
    this.folder = folder;
    this.requirements = requirements;
    this.resolver = resolver;
    this.workshop = workshop;
    this.progress = progress;
  }

  /// Finds out what they are: their commits, and what their poms say.
  ///
  /// @param commits the commits that are settled already, by what the sources are called
  /// @throws Problem if they can't be had, or can't be built
  public void find(Map<String, String> commits) {
    for (Editable editable : requirements.editables()) {
      Workshop open = workshop.get();
      Optional<Workshop.Settled> settled =
          switch (editable) {
            case Editable.Directory _ -> Optional.empty();
            case Editable.Git git -> Optional.of(settled(open, git, commits.get(git.name())));
          };
      Source source = new Source(editable, settled, folder, open, progress);
      sources.add(source);
      source.describe(new Kept(open.cache()), resolver, requirements.sources());
    }
    refuseTwins();
  }

  private Workshop.Settled settled(Workshop open, Editable.Git git, @Nullable String commit) {
    if (commit == null) {
      return open.settle(git, progress);
    }
    if (git.revision().length() == FULL_ID && !git.revision().equals(commit)) {
      throw new Problem(
          Kind.BAD_REQUIREMENT,
          git.place() + ": this isn't the commit that is locked: " + commit,
          "run troops requirements lock --update, and commit what it writes");
    }
    return new Workshop.Settled(commit, false);
  }

  private void refuseTwins() {
    Map<String, Source> names = new LinkedHashMap<>();
    for (Source source : sources) {
      String name = source.project().map(project -> project.used().name()).orElse("");
      Source earlier = name.isEmpty() ? null : names.putIfAbsent(name, source);
      if (earlier != null) {
        throw new Problem(
            Kind.BAD_REQUIREMENT,
            source.editable().place()
                + ": this is "
                + name
                + " once more, as in "
                + earlier.editable().place(),
            "keep one of the two lines");
      }
    }
  }

  /// What is required, with the libraries that are built in the place of others.
  ///
  /// @return requirements
  public Requirements requirements() {
    List<Substitute> used = new ArrayList<>();
    for (Source source : sources) {
      source.project().ifPresent(project -> used.add(project.used()));
    }
    return requirements.replacedBy(used);
  }

  /// What must be there so that they can be built, if that is more than what they are used with.
  ///
  /// @return requirements that come to at least the same libraries
  public Optional<Requirements> requirementsToBuild() {
    List<Substitute> built = new ArrayList<>();
    boolean more = false;
    for (Source source : sources) {
      if (source.project().isPresent()) {
        Project project = source.project().get();
        built.add(project.built().orElse(project.used()));
        more |= project.built().isPresent();
      }
    }
    return more ? Optional.of(requirements.replacedBy(built)) : Optional.empty();
  }

  /// The commits of those that come from Git.
  ///
  /// @return full ids, by what the sources are called
  public Map<String, String> commits() {
    Map<String, String> commits = new LinkedHashMap<>();
    for (Source source : sources) {
      source.settled().ifPresent(it -> commits.put(source.editable().name(), it.commit()));
    }
    return commits;
  }

  /// Whether they are the same tomorrow: no branch is among them.
  ///
  /// @return whether what was found may be remembered
  public boolean areSettled() {
    return sources.stream()
        .noneMatch(it -> it.settled().filter(Workshop.Settled::moving).isPresent());
  }

  /// Whether what is deployed has all of them, and needs nothing else for them.
  ///
  /// @return whether they are plain sources in folders of it
  public boolean areDeployed() {
    return sources.stream().allMatch(it -> it.settled().isEmpty() && it.project().isEmpty());
  }

  /// The folders of what is deployed that they are in.
  ///
  /// @return paths
  public List<String> folders() {
    List<String> folders = new ArrayList<>();
    for (Source source : sources) {
      if (source.editable() instanceof Editable.Directory directory) {
        folders.add(directory.path());
      }
    }
    return folders;
  }

  /// The poms of repositories that were read for them.
  ///
  /// @return each once
  public List<LockedFile> poms() {
    return sources.stream()
        .flatMap(source -> source.project().stream())
        .flatMap(project -> project.poms().stream())
        .distinct()
        .toList();
  }

  /// How they are shown: what replaces a library by its `group:artifact:version`, and by an empty
  /// string what is none.
  ///
  /// @return each with the sources that it is built from
  public List<Map.Entry<String, String>> shown() {
    List<Map.Entry<String, String>> shown = new ArrayList<>();
    for (Source source : sources) {
      String coordinates =
          source
              .project()
              .map(project -> project.used().name() + ":" + project.used().version())
              .orElse("");
      shown.add(Map.entry(coordinates, source.shown()));
    }
    return shown;
  }

  /// Builds them, as far as they aren't.
  ///
  /// @param rest what the script sees besides
  /// @param onlyToBuild jars that are needed to build them, and by nobody else
  /// @return their jars, in the order of the lines
  /// @throws Problem if one doesn't compile
  public List<Path> build(ClassPath rest, List<Path> onlyToBuild) {
    return new Building(workshop.get(), progress, rest, onlyToBuild).build(sources);
  }

  /// Removes what was checked out.
  @Override
  public void close() {
    sources.forEach(Source::close);
  }
}
