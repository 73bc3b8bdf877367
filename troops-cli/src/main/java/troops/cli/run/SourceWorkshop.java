package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import machine.Machine;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.ConfigFile;
import troops.cli.repository.Revision;
import troops.cli.repository.remote.Fetching;
import troops.cli.repository.remote.SourceRepository;
import troops.cli.requirement.Editable;
import troops.cli.requirement.Progress;
import troops.cli.requirement.editable.Workshop;
import troops.cli.script.CompiledScript;
import troops.cli.script.Compiler;
import troops.cli.script.ScriptCache;
import troops.cli.script.Source;
import troops.cli.state.CacheKey;
import troops.cli.state.Directories;
import troops.cli.state.NodePlaces;
import troops.cli.state.Span;

/// Builds sources that requirements name as scripts are built, and fetches them as a node's remotes
/// are pulled.
///
/// @param tools what the tool brings
record SourceWorkshop(Toolbox tools) implements Workshop {
  private static final Set<PosixFilePermission> FOR_ALL_TO_ENTER =
      PosixFilePermissions.fromString("rwxr-xr-x");

  @Override
  public Path cache() {
    return tools.directories().cache();
  }

  @Override
  public String compiler() {
    return tools.build() + " " + Compiler.version();
  }

  @Override
  public Settled settle(Editable.Git sources, Progress progress) {
    String name = sources.revision();
    if (Revision.isId(name)) {
      return new Settled(name, false);
    }
    SourceRepository repository = repository(sources);
    Optional<SourceRepository.Found> before = repository.find(name);
    if (before.isPresent() && !before.get().moving()) {
      return new Settled(before.get().revision().id(), false);
    }
    try {
      progress.line("fetching " + sources.address());
      repository.fetch(name);
    } catch (Problem e) {
      if (before.isEmpty()) {
        throw at(sources, e);
      }
      String known = before.get().revision().shortened();
      progress.line(e.message() + "; " + sources.name() + " is " + known + ", as it was last");
    }
    SourceRepository.Found found =
        repository
            .find(name)
            .orElseThrow(() ->
                at(
                    sources,
                    new Problem(
                        Kind.UNRESOLVED_REQUIREMENT,
                        name.isEmpty()
                            ? sources.address() + " has no commit"
                            : sources.address() + " has no tag, branch or commit " + name,
                        "git ls-remote " + sources.address() + " shows what it has")));
    return new Settled(found.revision().id(), found.moving());
  }

  @Override
  public Path checkOut(Editable.Git sources, String commit, Path directory, Progress progress) {
    SourceRepository repository = repository(sources);
    Revision revision = new Revision(commit);
    try {
      if (!repository.has(revision)) {
        progress.line("fetching " + sources.address());
        repository.fetch(revision);
      }
      return repository.checkOut(revision, sources.subdirectory(), directory);
    } catch (Problem e) {
      throw at(sources, e);
    }
  }

  private static Problem at(Editable.Git sources, Problem problem) {
    return new Problem(
        problem.kind(),
        sources.place() + ": " + problem.message(),
        problem.details(),
        problem.hint(),
        problem);
  }

  /// On a node, the repository belongs to the user who pulls, beside that of what is pulled.
  private SourceRepository repository(Editable.Git sources) {
    NodePlaces node = tools.directories().node();
    boolean pulled = Machine.isRoot() && node.exist();
    Path all = pulled ? node.sources() : cache().resolve("sources");
    make(all, pulled);
    return new SourceRepository(
        all.resolve(CacheKey.of(List.of(sources.address())) + ".git"),
        pulled ? node.shared() : all,
        sources.address(),
        pulled ? Optional.of(access(node)) : Optional.empty());
  }

  private static void make(Path directory, boolean pulled) {
    Directories.make(directory);
    if (!pulled) {
      return;
    }
    try {
      // Whoever pulls must be able to enter it.
      Files.setPosixFilePermissions(directory, FOR_ALL_TO_ENTER);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot open the directory " + directory + ": " + Directories.reason(e),
          List.of(),
          "sources that requirements name are fetched into it",
          e);
    }
  }

  private Fetching.Access access(NodePlaces node) {
    Path settings = tools.directories().settings();
    Map<String, String> values = ConfigFile.read(settings.resolve("config"));
    return new Fetching.Access(
        node.ssh(),
        values.getOrDefault("ssh.keytype", "ed25519"),
        settings.resolve("gitconfig"),
        Optional.ofNullable(values.get("pull.timeout"))
            .flatMap(Span::parse)
            .orElse(Duration.ofSeconds(60)));
  }

  @Override
  public Compiled compile(Order order) {
    List<Source> sources = new ArrayList<>();
    for (String path : order.sources()) {
      try {
        sources.add(Source.of(path, Files.readAllBytes(order.directory().resolve(path))));
      } catch (IOException e) {
        throw new Problem(
            Kind.UNREADABLE,
            "cannot read " + path + " of " + order.name() + ": " + Directories.reason(e),
            List.of(),
            "",
            e);
      }
    }
    CompiledScript compiled =
        new Compilation(tools, new ScriptCache(cache()))
            .library(
                new Compiler.Library(order.name(), order.packages(), order.anywhere()),
                order.key(),
                order.directory(),
                sources,
                order.classPath());
    return new Compiled(compiled.classes(), compiled.leftOut());
  }
}
