package measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A repository with a deployment.
public final class Deployment {
  private Deployment() {}

  /// Commits a script that needs `debianadmin`, and whatever else lies there already.
  ///
  /// @param tree the directory
  /// @param script what becomes `deploy.java`
  public static void commit(Path tree, String script)
      throws IOException, InterruptedException, Unmeasured {
    Files.createDirectories(tree);
    Files.writeString(tree.resolve("requirements.txt"), "org.debianadmin:debian-admin\n");
    Files.writeString(tree.resolve("deploy.java"), script);
    git(tree, "init", "--quiet", "--initial-branch=main");
    git(tree, "add", ".");
    git(tree, "commit", "--quiet", "--message=Deploy it");
  }

  /// Runs git with none of its user's settings.
  public static void git(Path directory, String... words)
      throws IOException, InterruptedException, Unmeasured {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-c", "user.name=Benchmark", "-c", "user.email=b@example.com"));
    command.addAll(List.of(words));
    Run.in(directory, command, Map.of("GIT_CONFIG_GLOBAL", "/dev/null", "GIT_CONFIG_NOSYSTEM", "1"))
        .orElseThrow();
  }
}
