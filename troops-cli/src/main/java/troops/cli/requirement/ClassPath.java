package troops.cli.requirement;

import java.nio.file.Path;
import java.util.List;

/// What the script is compiled and loaded with, beside the JDK and the bundled `machine` and
/// `troops`, which it always sees.
///
/// @param debianAdmin whether it sees the bundled `debian-admin`
/// @param jars the jars of its other requirements and of theirs, in order; another version of
///   `debian-admin` is among them
public record ClassPath(boolean debianAdmin, List<Path> jars) {
  /// Copies the list.
  public ClassPath {
    jars = List.copyOf(jars);
  }
}
