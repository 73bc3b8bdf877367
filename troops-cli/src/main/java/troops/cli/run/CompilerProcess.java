package troops.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import machine.Command;
import machine.MachineException;
import troops.cli.script.Compiler;
import troops.cli.script.ScriptCache;
import troops.cli.script.Source;

/// Compiles scripts and libraries in a process of its own, which has a start-up cache that knows
/// the compiler. Loading the compiler here takes longer; and in the start-up cache of runs it would
/// slow down all those that compile nothing.
public final class CompilerProcess {
  /// The command that carries it out.
  public static final String VERB = "compile";

  /// What stands behind the sources of a library, before its name; no source is called so.
  private static final String LIBRARY = "--library";

  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Path launcher;
  private final Path startup;

  /// A compiler of a distribution.
  ///
  /// @param lib the directory of its jars
  public CompilerProcess(Path lib) {
    this.launcher = lib.resolve("../../bin/troops").normalize();
    this.startup = lib.resolve("compile.aot");
  }

  /// Compiles sources, and keeps what they compile to; or does nothing, if that can't be done in
  /// this way, or if they don't compile: then [Compiler] says why.
  ///
  /// @param cache the directory of the cache
  /// @param key the key of the compiled script
  /// @param files the directory that the sources are in
  /// @param library the library that is compiled, if it isn't a script
  /// @param sources the sources; a script begins with the first
  /// @param classPath the jars that they see
  public void compile(
      Path cache,
      String key,
      Path files,
      Optional<Compiler.Library> library,
      List<Source> sources,
      List<Path> classPath) {
    if (!Files.exists(startup)) {
      return;
    }
    List<String> words = new ArrayList<>(List.of(VERB, cache.toString(), key, files.toString()));
    words.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    sources.forEach(source -> words.add(source.path()));
    library.ifPresent(it -> {
      words.addAll(List.of(LIBRARY, it.name(), it.anywhere() ? "anywhere" : "in-place"));
      words.addAll(it.packages());
    });
    try {
      var ignored =
          Command.of(launcher.toString(), words.toArray(String[]::new)).limit(LIMIT).ask();
    } catch (MachineException e) {
      // Too many words for the system, perhaps.
    }
  }

  /// Does, in that process, what was asked for.
  ///
  /// @param words the words behind the command
  /// @throws IOException if a source can't be read
  public static void carryOut(List<String> words) throws IOException {
    Path files = Path.of(words.get(2));
    List<Path> classPath =
        Arrays.stream(words.get(3).split(File.pathSeparator, -1)).map(Path::of).toList();
    List<Source> sources = new ArrayList<>();
    int end = words.contains(LIBRARY) ? words.indexOf(LIBRARY) : words.size();
    for (String path : words.subList(4, end)) {
      sources.add(Source.of(path, Files.readAllBytes(files.resolve(path))));
    }
    Compiler compiler = new Compiler(classPath);
    new ScriptCache(Path.of(words.get(0)))
        .keep(
            words.get(1),
            end == words.size()
                ? compiler.compile(words.get(4), sources)
                : compiler.library(library(words.subList(end + 1, words.size())), sources));
  }

  private static Compiler.Library library(List<String> words) {
    return new Compiler.Library(
        words.get(0), Set.copyOf(words.subList(2, words.size())), words.get(1).equals("anywhere"));
  }
}
