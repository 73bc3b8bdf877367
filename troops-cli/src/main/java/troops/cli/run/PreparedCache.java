package troops.cli.run;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Repository;
import troops.cli.repository.Revision;
import troops.cli.state.Directories;
import troops.cli.state.Envelope;

/// Which revisions were prepared, by commit and folder, for one build of the tool.
final class PreparedCache {
  private static final int FORMAT = 3;
  private static final int KEPT = 64;

  private final Path directory;

  PreparedCache(Path cache, String build) {
    this.directory = cache.resolve("prepared").resolve(build);
  }

  Optional<Prepared> find(Repository repository, Revision revision) {
    Optional<DataInputStream> in = Envelope.read(file(repository, revision), FORMAT);
    try {
      if (in.isPresent()) {
        Prepared prepared = Prepared.read(in.get());
        if (prepared.folder().equals(repository.folder())) {
          return Optional.of(prepared);
        }
      }
    } catch (IOException e) {
      // A requirement has gone or changed: prepared again, it will be looked for again.
    }
    return Optional.empty();
  }

  void keep(Repository repository, Revision revision, Prepared prepared) {
    Directories.make(directory);
    try {
      Envelope.write(file(repository, revision), FORMAT, prepared::write);
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot write to " + directory + ": " + Directories.reason(e),
          List.of(),
          "it is a cache: make room, or delete it",
          e);
    }
    Envelope.prune(directory, KEPT);
  }

  private Path file(Repository repository, Revision revision) {
    String folder = repository.folder();
    String suffix = folder.isEmpty() ? "" : "-" + Integer.toHexString(folder.hashCode());
    return directory.resolve(revision.id() + suffix);
  }
}
