package troops.cli.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Repository;

/// A deployment to begin with: it compiles, can be previewed at once, and has a test.
public final class NewDeployment {
  private static final String DEPLOY =
      """
      import debianadmin.*;
      import troops.*;

      /// Which machines have which role. Carried out first; what comes after it runs in this order.
      void main() {
          Troops.defineRole("web", "web-*.example.com");
      }

      /// Every machine has this.
      @Deployable
      void motd() {
          Place.text("/etc/motd", Motd.text(Troops.hostname()));
      }

      /// Machines with the role have this, too.
      @Deployable(roles = "web")
      void nginx() {
          Apt.install("nginx");
          Unit.enable("nginx");
      }
      """;

  private static final String MOTD =
      """
      /// What people read when they log in. Plain Java, so that a test can try it.
      class Motd {
          static String text(String host) {
              return host + " is deployed from Git: what is changed by hand is changed back.\\n";
          }
      }
      """;

  private static final String TEST =
      """
      // Tries what needs no machine: java MotdTest.java
      void main() {
          String text = Motd.text("web-1.example.com");
          if (!text.startsWith("web-1.example.com ") || !text.endsWith("\\n")) {
              throw new AssertionError(text);
          }
          IO.println("fine");
      }
      """;

  private static final String REQUIREMENTS =
      """
      # Libraries, by Maven's coordinates: group:artifact:version
      org.debianadmin:debian-admin
      """;

  private static final String IGNORED =
      """
      target/
      .idea/
      *.iml
      .vscode/
      .classpath
      .project
      .settings/
      """;

  private static final String README =
      """
      # Deployment

      [deploy.java](deploy.java) says what our machines shall be like.

          troops deploy --repository=. --check                 # what would the last commit change here?
          troops deploy --repository=. --worktree --check      # and the files as they lie here?
          java MotdTest.java                                   # the tests
          git push ubuntu@web-1.example.com:/var/lib/troops/repo/main.git HEAD
                                                               # deploy the last commit there
      """;

  private static final Map<String, String> FILES = files();

  private final Path directory;

  /// What became of it.
  ///
  /// @param directory where it is
  /// @param files the files that were made
  /// @param made whether the repository is new
  /// @param committed whether the files are committed
  public record Begun(Path directory, List<String> files, boolean made, boolean committed) {
    /// Copies the list.
    public Begun {
      files = List.copyOf(files);
    }
  }

  /// A deployment that isn't there yet.
  ///
  /// @param directory where it shall be
  public NewDeployment(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
  }

  private static Map<String, String> files() {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("deploy.java", DEPLOY);
    files.put("Motd.java", MOTD);
    files.put("MotdTest.java", TEST);
    files.put("requirements.txt", REQUIREMENTS);
    files.put(".gitignore", IGNORED);
    files.put("README.md", README);
    return files;
  }

  /// Writes its files, and makes a repository with them in its first commit, if the directory lies
  /// in none. In a repository that is there, nothing is committed.
  ///
  /// @return what became of it
  /// @throws Problem if a file of these names is there ([Kind#FILE_EXISTS]); then nothing is
  ///   written
  public Begun begin() {
    refuseToOverwrite();
    try {
      Files.createDirectories(directory);
      for (Map.Entry<String, String> file : FILES.entrySet()) {
        Files.writeString(
            directory.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
      }
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE, "cannot write to " + directory + ": " + e, List.of(), "", e);
    }
    List<String> names = List.copyOf(FILES.keySet());
    if (Repository.find(directory).isPresent()) {
      return new Begun(directory, names, false, false);
    }
    boolean committed = Repository.make(directory).commitFiles(names, "Begin");
    return new Begun(directory, names, true, committed);
  }

  private void refuseToOverwrite() {
    List<String> inTheWay = new ArrayList<>();
    for (String name : FILES.keySet()) {
      if (Files.exists(directory.resolve(name), LinkOption.NOFOLLOW_LINKS)) {
        inTheWay.add(name);
      }
    }
    if (!inTheWay.isEmpty()) {
      throw new Problem(
          Kind.FILE_EXISTS,
          "there is something already in " + directory + ": " + String.join(", ", inTheWay),
          "nothing was written; name another directory: troops init DIRECTORY");
    }
  }
}
