package troops.cli.run;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.script.CompiledScript;
import troops.cli.script.Compiler;
import troops.cli.script.ScriptCache;
import troops.cli.script.Source;

/// Sources to class files: those that the cache has, or else compiled now, in a process of its own
/// where that can be.
///
/// @param tools what the tool brings
/// @param scripts the cache
record Compilation(Toolbox tools, ScriptCache scripts) {
  /// Compiles sources, unless that was done before.
  ///
  /// @param key what the result depends on
  /// @param files the directory that the sources are in
  /// @param library the library that is compiled, if it isn't a script
  /// @param sources the sources
  /// @param jars what they see
  /// @return what they compile to
  /// @throws troops.cli.problem.Problem if they don't
  CompiledScript compiled(
      String key,
      Path files,
      Optional<Compiler.Library> library,
      List<Source> sources,
      List<Path> jars) {
    Optional<CompiledScript> found = scripts.find(key);
    if (found.isEmpty()) {
      new CompilerProcess(tools.bundled().machine().resolveSibling(""))
          .compile(tools.directories().cache(), key, files, library, sources, jars);
      found = scripts.find(key);
    }
    if (found.isPresent()) {
      return found.get();
    }
    Compiler compiler = new Compiler(jars);
    CompiledScript compiled =
        library.isPresent() ? compiler.library(library.get(), sources) : compiler.compile(sources);
    scripts.keep(key, compiled);
    return compiled;
  }
}
