package troops.cli.requirement.editable;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.Place;
import troops.cli.state.Directories;
import troops.cli.state.Durable;
import troops.cli.state.Envelope;

/// What was read and built before, by keys of all that it depends on. The oldest go when there are
/// many. Several processes may write the same one at once.
final class Kept {
  private static final int FORMAT = 1;
  private static final int DESCRIPTIONS = 256;
  private static final int JARS = 64;

  private final Path descriptions;
  private final Path jars;

  /// What is kept in a cache.
  Kept(Path cache) {
    this.descriptions = cache.resolve("editable/described");
    this.jars = cache.resolve("editable/built");
  }

  Optional<Description> description(String key, Place place) {
    Optional<DataInputStream> in = Envelope.read(descriptions.resolve(key), FORMAT);
    try {
      return in.isPresent() ? Optional.of(Description.read(in.get(), place)) : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  void keep(String key, Description description) {
    Directories.make(descriptions);
    try {
      Envelope.write(descriptions.resolve(key), FORMAT, description::write);
    } catch (IOException e) {
      throw unwritable(descriptions, e);
    }
    Envelope.prune(descriptions, DESCRIPTIONS);
  }

  Optional<Path> jar(String key) {
    Path jar = jars.resolve(key + ".jar");
    return Files.isRegularFile(jar) ? Optional.of(jar) : Optional.empty();
  }

  /// Keeps a jar. It is whole, or it isn't there, also after a power cut.
  Path keepJar(String key, byte[] content) {
    Directories.make(jars);
    Path jar = jars.resolve(key + ".jar");
    try {
      Durable.write(jar, content);
    } catch (IOException e) {
      throw unwritable(jars, e);
    }
    Envelope.prune(jars, JARS);
    return jar;
  }

  private static Problem unwritable(Path directory, IOException e) {
    return new Problem(
        Kind.UNREADABLE,
        "cannot write to " + directory + ": " + Directories.reason(e),
        List.of(),
        "it is a cache: make room, or delete it",
        e);
  }
}
