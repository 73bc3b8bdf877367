package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.TreeFile;
import troops.cli.requirement.ClassPath;
import troops.cli.script.CompiledScript;
import troops.cli.script.Compiler;
import troops.cli.script.ScriptCache;
import troops.cli.script.Source;
import troops.cli.state.CacheKey;
import troops.cli.state.Directories;

/// From sources to what they compile to: found in the cache, or made by a process of its own, or,
/// if that doesn't work, made here.
///
/// @param tools what the tool brings
/// @param scripts the cache
record Compilation(Toolbox tools, ScriptCache scripts) {
  /// The key of a compiled script: all that it depends on.
  ///
  /// @param sources the sources
  /// @param classPath what they are compiled with
  String key(List<TreeFile> sources, ClassPath classPath) {
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
    return CacheKey.of(parts);
  }

  /// Compiles a script, unless it was compiled before.
  ///
  /// @param key its key
  /// @param files where the revision's files are, which have just been compared with it
  /// @param sources the sources; the script begins with `deploy.java`, or else with the only one
  /// @param classPath what they are compiled with
  /// @throws Problem if they don't compile
  CompiledScript script(String key, Path files, List<TreeFile> sources, ClassPath classPath) {
    List<Source> texts = new ArrayList<>();
    for (TreeFile source : sources) {
      texts.add(
          source.path().equals(Source.MAIN) ? 0 : texts.size(),
          Source.of(source.path(), bytes(files, source)));
    }
    return compiled(key, files, Optional.empty(), texts, classPath);
  }

  /// Compiles a library, unless it was compiled before.
  ///
  /// @param library which
  /// @param key its key
  /// @param directory the directory that paths of sources are relative to
  /// @param sources the sources
  /// @param classPath what they are compiled with
  /// @throws Problem if they don't compile
  CompiledScript library(
      Compiler.Library library,
      String key,
      Path directory,
      List<Source> sources,
      ClassPath classPath) {
    return compiled(key, directory, Optional.of(library), sources, classPath);
  }

  private CompiledScript compiled(
      String key,
      Path directory,
      Optional<Compiler.Library> library,
      List<Source> sources,
      ClassPath classPath) {
    Optional<CompiledScript> found = scripts.find(key);
    List<Path> jars = tools.jars(classPath);
    if (found.isEmpty()) {
      new CompilerProcess(tools.bundled().machine().resolveSibling(""))
          .compile(tools.directories().cache(), key, directory, library, sources, jars);
      found = scripts.find(key);
    }
    if (found.isPresent()) {
      return found.get();
    }
    Compiler compiler = new Compiler(jars);
    CompiledScript compiled =
        library.isPresent()
            ? compiler.library(library.get(), sources)
            : compiler.compile(sources.getFirst().path(), sources);
    scripts.keep(key, compiled);
    return compiled;
  }

  /// The content of a file of the revision. Git needn't be asked for it again.
  ///
  /// @param files where the revision's files are
  /// @param file the file
  /// @throws Problem if it can't be read, or is a link that leads out of the revision
  static byte[] bytes(Path files, TreeFile file) {
    Path path = files.resolve(file.path());
    try {
      if (!path.toRealPath().startsWith(files.toRealPath())) {
        throw new Problem(
            Kind.UNREADABLE,
            file.path() + " is a link that leads out of the repository",
            "what is deployed is what the commit has: put the file itself there");
      }
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot read " + path + ": " + Directories.reason(e), List.of(), "", e);
    }
  }
}
