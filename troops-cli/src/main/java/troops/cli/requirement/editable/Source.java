package troops.cli.requirement.editable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Library;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Project;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolver;
import troops.cli.requirement.text.Folder;
import troops.cli.state.CacheKey;
import troops.cli.state.Directories;

/// Sources that a line names, at one commit. Its files are looked at only where what is known of
/// them isn't enough.
final class Source implements AutoCloseable {
  private static final String POM = "pom.xml";

  private final Editable editable;
  private final Optional<Workshop.Settled> settled;
  private final Folder folder;
  private final Workshop workshop;
  private final Progress progress;
  private @Nullable Path temporary;
  private @Nullable Path top;
  private @Nullable Description description;

  /// @param settled the commit of a Git repository; nothing for a folder
  /// @param folder what is deployed
  Source(
      Editable editable,
      Optional<Workshop.Settled> settled,
      Folder folder,
      Workshop workshop,
      Progress progress) {
    this.editable = editable;
    this.settled = settled;
    this.folder = folder;
    this.workshop = workshop;
    this.progress = progress;
  }

  Editable editable() {
    return editable;
  }

  Optional<Workshop.Settled> settled() {
    return settled;
  }

  Optional<Project> project() {
    return description().project();
  }

  Description description() {
    Description known = description;
    if (known == null) {
      throw new IllegalStateException("not described yet: " + editable.name());
    }
    return known;
  }

  /// How it is called where it is shown: with its commit.
  String shown() {
    return editable.name() + settled.map(it -> " at " + it.commit().substring(0, 10)).orElse("");
  }

  /// Finds out what it is, unless that is known.
  ///
  /// @param kept what is known
  /// @param resolver reads poms
  /// @param sources where parents of poms are looked for
  /// @throws Problem if it can't be had, or can't be built
  void describe(Kept kept, Resolver resolver, Requirements.Sources sources) {
    try {
      String key = key();
      Optional<Description> known = kept.description(key, editable.place());
      Description found = known.isPresent() ? known.get() : describe(resolver, sources);
      if (known.isEmpty()) {
        kept.keep(key, found);
      }
      found.project().ifPresent(this::refuseOwn);
      description = found;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// A commit vouches for its files; a folder's parent poms may lie anywhere beside it.
  private String key() throws IOException {
    List<String> parts = new ArrayList<>(List.of(workshop.compiler()));
    if (settled.isPresent()) {
      parts.add("commit " + settled.get().commit());
      parts.add(folderName());
    } else {
      parts.add("tree " + TreeId.of(directory()));
      if (Files.exists(directory().resolve(POM))) {
        parts.add(folderName());
        parts.addAll(poms());
      }
    }
    return CacheKey.of(parts);
  }

  private List<String> poms() throws IOException {
    List<String> poms = new ArrayList<>();
    try (Stream<Path> all = Files.walk(folder.root())) {
      for (Path pom : all.filter(path -> path.endsWith(POM)).sorted().toList()) {
        poms.add(folder.root().relativize(pom) + " " + TreeId.ofFile(pom));
      }
    }
    return poms;
  }

  private Description describe(Resolver resolver, Requirements.Sources sources) throws IOException {
    Optional<Project> project =
        Files.exists(directory().resolve(POM))
            ? Optional.of(resolver.read(editable, top(), folderName(), sources, progress))
            : Optional.empty();
    if (project.isEmpty()) {
      files(project);
    }
    return new Description(TreeId.of(directory()), project);
  }

  private void refuseOwn(Project project) {
    Optional<Library> library = Library.of(project.used().group(), project.used().artifact());
    if (library.isPresent() && library.get() != Library.DEBIAN_ADMIN) {
      throw new Problem(
          Kind.BAD_REQUIREMENT,
          editable.place() + ": " + project.used().name() + " always comes with Troops itself",
          "build a Troops of your own with it, and install that");
    }
  }

  /// Its files.
  SourceFiles files() {
    try {
      return files(project());
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private SourceFiles files(Optional<Project> project) throws IOException {
    return project.isPresent()
        ? SourceFiles.of(project.get(), directory())
        : SourceFiles.plain(editable, directory());
  }

  /// Where its folder is.
  Path directory() {
    return top().resolve(folderName());
  }

  private String folderName() {
    return switch (editable) {
      case Editable.Directory directory -> directory.path();
      case Editable.Git git -> git.subdirectory();
    };
  }

  private Path top() {
    Path known = top;
    if (known == null) {
      known =
          switch (editable) {
            case Editable.Directory _ -> folder.root();
            case Editable.Git git -> checkOut(git);
          };
      top = known;
    }
    return known;
  }

  private Path checkOut(Editable.Git git) {
    try {
      Path directory = Files.createTempDirectory("troops-sources-");
      temporary = directory;
      return workshop.checkOut(git, settled.orElseThrow().commit(), directory, progress);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Problem unreadable(IOException e) {
    return new Problem(
        Kind.UNREADABLE, "cannot read " + editable.name() + ": " + e, List.of(), "", e);
  }

  @Override
  public void close() {
    Path directory = temporary;
    if (directory != null) {
      try {
        Directories.remove(directory);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
