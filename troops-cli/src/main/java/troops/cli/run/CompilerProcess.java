package troops.cli.run;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import machine.Command;
import machine.MachineException;
import troops.cli.script.Compiler;
import troops.cli.script.ScriptCache;
import troops.cli.script.Source;

/// Compiles scripts in a process of its own, which has a start-up cache that knows the compiler.
/// Loading the compiler here takes longer; and in the start-up cache of runs it would slow down all
/// those that compile nothing.
public final class CompilerProcess {
  /// The command that carries it out.
  public static final String VERB = "compile";

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
  /// @param files the directory of the repository's files
  /// @param sources the sources, the main one first
  /// @param classPath the jars that the script sees
  public void compile(
      Path cache, String key, Path files, List<Source> sources, List<Path> classPath) {
    if (!Files.exists(startup)) {
      return;
    }
    List<String> words = new ArrayList<>(List.of(VERB, cache.toString(), key, files.toString()));
    words.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    sources.forEach(source -> words.add(source.path()));
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
    for (String path : words.subList(4, words.size())) {
      sources.add(Source.of(path, Files.readAllBytes(files.resolve(path))));
    }
    new ScriptCache(Path.of(words.get(0)))
        .keep(words.get(1), new Compiler(classPath, words.get(4)).compile(sources));
  }
}
