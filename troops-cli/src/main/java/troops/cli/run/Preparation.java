package troops.cli.run;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
import troops.cli.script.Script;
import troops.cli.script.ScriptCache;
import troops.cli.script.ScriptLoader;
import troops.cli.script.Source;

/// From a revision to scripts that are ready to be called, and the revision's files: first its
/// `prepare.java`, if it has one, and once that was carried out its `deploy.java`. What was
/// prepared before is found in the caches: then nothing is compiled, and no program is started.
final class Preparation {
  /// What `prepare.java` sees: all that comes with the tool.
  private static final ClassPath BUNDLED = new ClassPath(true, List.of());

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
  /// @param key the key of its classes in the cache
  /// @param classPath its requirements
  /// @param script the script
  /// @param files where the revision's files are
  /// @param warnings what is suspicious about the revision
  /// @param commits the commits that sources were built from, by what they are called; none if they
  ///   are the same whenever they are looked for
  record Ready(
      String key,
      ClassPath classPath,
      Script script,
      Path files,
      List<String> warnings,
      Map<String, String> commits) {
    /// A script whose classes are loaded as they are needed.
    static Ready of(
        Mode mode,
        String key,
        CompiledScript compiled,
        ClassPath classPath,
        Path files,
        List<String> warnings,
        Map<String, String> commits) {
      Set<String> bundled =
          classPath.debianAdmin()
              ? Set.of("troops", "machine", "debianadmin")
              : Set.of("troops", "machine");
      Map<String, byte[]> classes =
          mode == Mode.PREVIEW ? compiled.previewed() : compiled.classes();
      ScriptLoader loader = ScriptLoader.of(classes, classPath.jars(), bundled);
      return new Ready(key, classPath, new Script(compiled, loader), files, warnings, commits);
    }

    /// Of `prepare.java`.
    static Ready before(Mode mode, String key, CompiledScript compiled, Path files) {
      return of(mode, key, compiled, BUNDLED, files, List.of(), Map.of());
    }
  }

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

  /// Makes `prepare.java` ready, which is to be carried out before anything else is looked for.
  ///
  /// @return the script; nothing if the revision has none
  /// @throws Problem if it doesn't compile, or there is no `deploy.java` that it could prepare
  Optional<Ready> before() {
    if (cached.isPresent()) {
      Prepared prepared = cached.get();
      if (prepared.prepareKey().isEmpty()) {
        return Optional.empty();
      }
      Optional<Ready> ready =
          fromCaches(prepared.tree(), prepared.prepareKey(), BUNDLED, List.of());
      if (ready.isPresent()) {
        return ready;
      }
    }
    Commit from = commit.isPresent() ? commit.get() : readCommit();
    List<TreeFile> source = prepareJava(from);
    if (source.isEmpty()) {
      return Optional.empty();
    }
    requireDeployJava(from);
    Path files = checkout.make(from, objects);
    objects.rest();
    Compilation compilation = new Compilation(tools, scripts);
    String key = compilation.key(source, BUNDLED);
    CompiledScript compiled = compilation.script(key, files, source, BUNDLED);
    trace.mark("compile " + Source.PREPARE);
    return Optional.of(Ready.before(request.mode(), key, compiled, files));
  }

  /// Makes `deploy.java` ready, and whatever else belongs to it.
  ///
  /// @param progress hears of what takes its time
  Ready ready(Consumer<String> progress) {
    if (cached.isPresent()) {
      Prepared prepared = cached.get();
      Optional<Ready> ready =
          fromCaches(
              prepared.tree(), prepared.scriptKey(), prepared.classPath(), prepared.warnings());
      if (ready.isPresent()) {
        return ready.get();
      }
    }
    return anew(commit.isPresent() ? commit.get() : readCommit(), progress);
  }

  private Optional<Ready> fromCaches(
      String tree, String key, ClassPath classPath, List<String> warnings) {
    Optional<Path> files = checkout.find(tree);
    trace.mark("checkout: is it what it was");
    if (files.isEmpty()) {
      return Optional.empty();
    }
    Optional<CompiledScript> compiled = scripts.find(key);
    trace.mark("compiled script");
    return compiled.isEmpty()
        ? Optional.empty()
        : Optional.of(ready(key, compiled.get(), classPath, files.get(), warnings, Map.of()));
  }

  private Ready ready(
      String key,
      CompiledScript compiled,
      ClassPath classPath,
      Path files,
      List<String> warnings,
      Map<String, String> commits) {
    return Ready.of(request.mode(), key, compiled, classPath, files, warnings, commits);
  }

  private Ready anew(Commit from, Consumer<String> progress) {
    requireDeployJava(from);
    Path files = checkout.make(from, objects);
    objects.rest();
    trace.mark("checkout: is it what it was");
    from.files().stream()
        .filter(file -> file.path().equals(RequirementsReader.FILE))
        .forEach(file -> Compilation.bytes(files, file));
    Libraries.Found found =
        tools.libraries().find(new Folder(files), tools.terms(), tools::workshop, progress::accept);
    List<TreeFile> sources =
        outside(found.folders(), from.files().stream().filter(Preparation::isSource).toList());
    ClassPath classPath = found.classPath();
    trace.mark("requirements");
    Compilation compilation = new Compilation(tools, scripts);
    String key = compilation.key(sources, classPath);
    CompiledScript compiled = compilation.script(key, files, sources, classPath);
    trace.mark("compile");
    List<TreeFile> prepare = prepareJava(from);
    Prepared prepared =
        new Prepared(
            repository.folder(),
            shortened(from.title()),
            from.tree(),
            key,
            prepare.isEmpty() ? "" : compilation.key(prepare, BUNDLED),
            classPath,
            found.locked(),
            warnings(compiled));
    if (!request.worktree() && found.settled()) {
      known.keep(repository, from.revision(), prepared);
    }
    return ready(key, compiled, classPath, files, prepared.warnings(), found.commits());
  }

  /// What is built to libraries isn't part of the script.
  private static List<TreeFile> outside(List<String> folders, List<TreeFile> sources) {
    return folders.isEmpty()
        ? sources
        : sources.stream()
            .filter(
                file -> folders.stream().noneMatch(folder -> file.path().startsWith(folder + "/")))
            .toList();
  }

  private static String shortened(String title) {
    return title.length() > 200 ? title.substring(0, 200) : title;
  }

  private static boolean isSource(TreeFile file) {
    return isPlain(file) && file.path().endsWith(".java") && !file.path().equals(Source.PREPARE);
  }

  private static boolean isPlain(TreeFile file) {
    return file.kind() == TreeFile.Kind.FILE || file.kind() == TreeFile.Kind.EXECUTABLE;
  }

  private static List<TreeFile> prepareJava(Commit from) {
    return from.files().stream()
        .filter(file -> isPlain(file) && file.path().equals(Source.PREPARE))
        .toList();
  }

  private void requireDeployJava(Commit from) {
    if (from.files().stream().noneMatch(file -> isPlain(file) && file.path().equals(Source.MAIN))) {
      throw noDeployJava(from);
    }
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
