package troops.cli.script;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;
import troops.cli.state.Envelope;

/// Compiled scripts, by a key of all that they depend on: sources, class path, JDK, Troops. An
/// entry that is damaged or half-written counts as not there. Several processes may write the same
/// one at once.
public final class ScriptCache {
  private static final int FORMAT = 2;
  private static final int KEPT = 64;

  private final Path directory;

  /// The compiled scripts in a cache.
  ///
  /// @param cache the directory of the cache
  public ScriptCache(Path cache) {
    this.directory = cache.resolve("scripts");
  }

  /// Finds a compiled script.
  ///
  /// @param key its key
  /// @return the script, if it is there and whole
  public Optional<CompiledScript> find(String key) {
    Optional<DataInputStream> in = Envelope.read(file(key), FORMAT);
    try {
      return in.isPresent() ? Optional.of(CompiledScript.read(in.get())) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /// Keeps a compiled script.
  ///
  /// @param key its key
  /// @param script the script
  public void keep(String key, CompiledScript script) {
    Directories.make(directory);
    try {
      Envelope.write(file(key), FORMAT, script::write);
      Envelope.prune(directory, KEPT);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot keep the compiled script in " + directory + ": " + Directories.reason(e),
          List.of(),
          "it is a cache: make room, or delete it",
          e);
    }
  }

  private Path file(String key) {
    return directory.resolve(key);
  }
}
