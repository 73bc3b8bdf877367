package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import machine.Mode;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Checkout;
import troops.cli.repository.Commit;
import troops.cli.repository.ObjectReader;
import troops.cli.repository.Repository;
import troops.cli.repository.Revision;
import troops.cli.repository.TreeFile;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.lock.Libraries;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;
import troops.cli.script.CompiledScript;
import troops.cli.script.Compiler;
import troops.cli.script.Script;
import troops.cli.script.ScriptCache;
import troops.cli.script.ScriptLoader;
import troops.cli.script.Source;
import troops.cli.state.Directories;

/// From a revision to a script that is ready to be called, and the revision's files. What was
/// prepared before is found in the caches: then nothing is compiled, and no program is started.
final class Preparation {
  private static final String REQUIREMENTS = RequirementsReader.FILE;

  private final Toolbox tools;
  private final Request request;
  private final Repository repository;
  private final ObjectReader objects;
  private final Trace trace;
  private final PreparedCache known;
  private final Checkout checkout;
  private final ScriptCache scripts;
  private final Optional<Revision> head;
  private final Optional<Prepared> cached;
  private final Optional<Commit> commit;

  /// A script that is ready to be called.
  ///
  /// @param script the script
  /// @param files where the revision's files are
  /// @param warnings what is suspicious about the revision
  record Ready(Script script, Path files, List<String> warnings) {}

  /// Finds the revision.
  ///
  /// @param objects a reader of the repository, which rests as soon as all is read
  /// @param exclusive whether the script is made ready only while the lock is held
  Preparation(
      Toolbox tools,
      Request request,
      Repository repository,
      ObjectReader objects,
      Trace trace,
      boolean exclusive) {
    this.tools = tools;
    this.request = request;
    this.repository = repository;
    this.objects = objects;
    this.trace = trace;
    Path cache = tools.directories().cache();
    this.known = new PreparedCache(cache, tools.build());
    this.checkout = new Checkout(cache, exclusive);
    this.scripts = new ScriptCache(cache);
    boolean plain = request.revision().equals("HEAD") && !request.worktree();
    this.head = plain ? repository.head() : Optional.empty();
    this.cached = head.isPresent() ? known(head.get()) : Optional.empty();
    this.commit = cached.isPresent() ? Optional.empty() : Optional.of(readCommit());
    trace.mark("revision: git, cache look-up");
  }

  /// What is to be verified, or locked, isn't taken on the word of a cache that doesn't know.
  private Optional<Prepared> known(Revision revision) {
    Optional<Prepared> found = known.find(repository, revision);
    boolean trusted =
        found.isPresent()
            && !tools.terms().verified()
            && (found.get().locked() || !tools.terms().lockRequired());
    return trusted ? found : Optional.empty();
  }

  private Commit readCommit() {
    return request.worktree()
        ? repository.workTree(objects)
        : repository.commit(objects, request.revision());
  }

  /// The full id of the commit.
  String revision() {
    return commit.isPresent() ? commit.get().revision().id() : head.orElseThrow().id();
  }

  /// The first line of the commit's message.
  String title() {
    return commit.isPresent() ? commit.get().title() : cached.orElseThrow().title();
  }

  /// Makes the script ready.
  ///
  /// @param progress hears of what takes its time
  Ready ready(Consumer<String> progress) {
    if (cached.isPresent()) {
      Optional<Ready> ready = fromCaches(cached.get());
      if (ready.isPresent()) {
        return ready.get();
      }
    }
    return anew(commit.isPresent() ? commit.get() : readCommit(), progress);
  }

  private Optional<Ready> fromCaches(Prepared prepared) {
    Optional<Path> files = checkout.find(prepared.tree());
    trace.mark("checkout: is it what it was");
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Optional<CompiledScript> compiled = scripts.find(prepared.scriptKey());
    trace.mark("compiled script");
    return compiled.isEmpty()
        ? Optional.empty()
        : Optional.of(ready(compiled.get(), prepared, files.get()));
  }

  private Ready ready(CompiledScript compiled, Prepared prepared, Path files) {
    Set<String> bundled =
        prepared.classPath().debianAdmin()
            ? Set.of("troops", "machine", "debianadmin")
            : Set.of("troops", "machine");
    Map<String, byte[]> classes =
        request.mode() == Mode.PREVIEW ? compiled.previewed() : compiled.classes();
    ScriptLoader loader = ScriptLoader.of(classes, prepared.classPath().jars(), bundled);
    return new Ready(new Script(compiled, loader), files, prepared.warnings());
  }

  private Ready anew(Commit from, Consumer<String> progress) {
    List<TreeFile> sourceFiles = from.files().stream().filter(Preparation::isSource).toList();
    if (sourceFiles.stream().noneMatch(file -> file.path().equals(Source.MAIN))) {
      throw noDeployJava(from);
    }
    List<TreeFile> wanted = new ArrayList<>(sourceFiles);
    from.files().stream().filter(f -> f.path().equals(REQUIREMENTS)).forEach(wanted::add);
    Path files = checkout.make(from, objects);
    objects.rest();
    Map<String, byte[]> texts = texts(files, wanted);
    trace.mark("checkout: is it what it was");
    Libraries.Found found =
        tools.libraries().find(new Folder(files), tools.terms(), progress::accept);
    ClassPath classPath = found.classPath();
    trace.mark("requirements");
    List<Source> sources =
        sourceFiles.stream()
            .map(file -> Source.of(file.path(), texts.getOrDefault(file.path(), new byte[0])))
            .toList();
    String key = key(sourceFiles, classPath);
    CompiledScript compiled = compiled(key, files, sources, classPath);
    trace.mark("compile");
    Prepared prepared =
        new Prepared(
            repository.folder(),
            shortened(from.title()),
            from.tree(),
            key,
            classPath,
            found.locked(),
            warnings(compiled));
    if (!request.worktree()) {
      known.keep(repository, from.revision(), prepared);
    }
    return ready(compiled, prepared, files);
  }

  /// The checkout has just been made, or found to be what it was: git needn't be asked again.
  private static Map<String, byte[]> texts(Path files, List<TreeFile> wanted) {
    Map<String, byte[]> texts = new HashMap<>();
    for (TreeFile file : wanted) {
      Path path = files.resolve(file.path());
      try {
        if (!path.toRealPath().startsWith(files.toRealPath())) {
          throw new Problem(
              Kind.UNREADABLE,
              file.path() + " is a link that leads out of the repository",
              "what is deployed is what the commit has: put the file itself there");
        }
        texts.put(file.path(), Files.readAllBytes(path));
      } catch (IOException e) {
        throw new Problem(
            Kind.UNREADABLE,
            "cannot read " + path + ": " + Directories.reason(e),
            List.of(),
            "",
            e);
      }
    }
    return texts;
  }

  private static String shortened(String title) {
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  private static boolean isSource(TreeFile file) {
    boolean plain = file.kind() == TreeFile.Kind.FILE || file.kind() == TreeFile.Kind.EXECUTABLE;
    return plain && file.path().endsWith(".java");
  }

  private Problem noDeployJava(Commit from) {
    String where = repository.folder().isEmpty() ? "" : " in its folder " + repository.folder();
    String what = request.worktree() ? "the work tree" : "revision " + from.revision().shortened();
    boolean inWorkTree = !repository.bare() && Files.exists(repository.path().resolve(Source.MAIN));
    String hint =
        "deploy.java stands at the top of what is deployed; --repository may name a folder";
    if (inWorkTree) {
      hint =
          request.worktree()
              ? "there is one, but Git is told to ignore it: see git check-ignore --verbose deploy.java"
              : "there is one in the work tree: commit it, or add --worktree";
    }
    return new Problem(Kind.NO_DEPLOY_JAVA, what + " has no deploy.java" + where, hint);
  }

  private String key(List<TreeFile> sources, ClassPath classPath) {
    List<String> parts = new ArrayList<>(List.of(tools.build(), Compiler.version()));
    parts.add(Boolean.toString(classPath.debianAdmin()));
    for (Path jar : classPath.jars()) {
      parts.add(jar.toString());
      parts.add(Long.toString(jar.toFile().length()));
      parts.add(Long.toString(jar.toFile().lastModified()));
    }
    for (TreeFile source : sources) {
      parts.add(source.path());
      parts.add(source.id());
    }
    return ScriptCache.key(parts);
  }

  private CompiledScript compiled(
      String key, Path files, List<Source> sources, ClassPath classPath) {
    Optional<CompiledScript> found = scripts.find(key);
    if (found.isEmpty()) {
      new CompilerProcess(tools.bundled().machine().resolveSibling(""))
          .compile(tools.directories().cache(), key, files, sources, tools.jars(classPath));
      found = scripts.find(key);
    }
    if (found.isPresent()) {
      return found.get();
    }
    CompiledScript compiled = new Compiler(tools.jars(classPath)).compile(sources);
    scripts.keep(key, compiled);
    return compiled;
  }

  private static List<String> warnings(CompiledScript compiled) {
    List<String> warnings = new ArrayList<>();
    List<String> leftOut =
        compiled.leftOut().stream().filter(path -> !path.startsWith("src/test/java/")).toList();
    if (!leftOut.isEmpty()) {
      int shown = Math.min(5, leftOut.size());
      String more = leftOut.size() > shown ? " and " + (leftOut.size() - shown) + " more" : "";
      warnings.add(
          "left out, for they don't stand in the directory of their package: "
              + String.join(", ", leftOut.subList(0, shown))
              + more);
    }
    return warnings;
  }
}
