package troops.cli.repository;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Problem;

/// The question which changes are not committed: asked of git at once, while something else is
/// done; read when the answer is needed.
public final class Uncommitted {
  private final List<String> paths = new ArrayList<>();
  private final @Nullable Thread asking;
  private volatile @Nullable Problem problem;

  Uncommitted(Repository repository) {
    if (repository.bare()) {
      asking = null;
    } else {
      asking =
          Thread.ofPlatform().daemon().name("uncommitted changes").start(() -> ask(repository));
    }
  }

  private void ask(Repository repository) {
    String folder = repository.folder();
    List<String> arguments =
        List.of(
            "status",
            "--porcelain=v1",
            "-z",
            "--untracked-files=normal",
            "--",
            folder.isEmpty() ? "." : folder);
    try {
      byte[] answer = repository.git().run(Map.of("GIT_LITERAL_PATHSPECS", "1"), arguments);
      paths.addAll(parse(new String(answer, StandardCharsets.UTF_8)));
    } catch (Problem e) {
      problem = e;
    }
  }

  /// The paths that git names, relative to the top of the work tree (git-status(1), Porcelain
  /// Format Version 1, `-z`).
  static List<String> parse(String text) {
    List<String> paths = new ArrayList<>();
    String[] parts = text.split("\0", -1);
    for (int i = 0; i < parts.length; i++) {
      if (parts[i].length() > 3) {
        paths.add(parts[i].substring(3));
        // Moved in the index, or (after git add --intent-to-add) in the work tree: the old name
        // follows.
        i += isMoved(parts[i].charAt(0)) || isMoved(parts[i].charAt(1)) ? 1 : 0;
      }
    }
    return paths;
  }

  private static boolean isMoved(char status) {
    return status == 'R' || status == 'C';
  }

  /// Waits for the answer.
  ///
  /// @return the paths of changed and untracked files, relative to the top of the work tree; none
  ///   for a bare repository
  /// @throws Problem if git refused to answer
  public List<String> paths() {
    if (asking != null) {
      try {
        asking.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    Problem refused = problem;
    if (refused != null) {
      throw refused;
    }
    return List.copyOf(paths);
  }
}
