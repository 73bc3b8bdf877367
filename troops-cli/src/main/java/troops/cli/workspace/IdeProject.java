package troops.cli.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Repository;
import troops.cli.requirement.Bundled;
import troops.cli.requirement.Progress;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.editable.Workshop;
import troops.cli.requirement.lock.Libraries;
import troops.cli.requirement.lock.WorkTree;
import troops.cli.requirement.text.RequirementsReader;

/// A project file that IDEs read: IntelliJ, VS Code and Eclipse all know Maven's. It names the
/// deployment's sources and the libraries that they are compiled with, and is in no commit.
public final class IdeProject {
  /// What the file is called.
  public static final String FILE = "pom.xml";

  private static final String MARK =
      "<!-- Made by troops ide from requirements.txt; in no commit. -->";

  /// What belongs in no commit: the file, and what IDEs and Maven leave behind.
  private static final List<String> EXCLUDED =
      List.of(
          FILE, "target/", ".idea/", "*.iml", ".vscode/", ".classpath", ".project", ".settings/");

  private final Repository repository;
  private final Path directory;

  /// The project of a deployment.
  ///
  /// @param path the deployment's directory, in a work tree
  /// @throws Problem if it is in none, has no `deploy.java`, or belongs to somebody else, who could
  ///   have root write elsewhere, by a link ([Kind#UNSAFE_DIRECTORY])
  public IdeProject(Path path) {
    this.repository = Repository.open(path);
    if (repository.isSomebodyElses()) {
      throw new Problem(
          Kind.UNSAFE_DIRECTORY,
          repository.top() + " belongs to somebody else, and root writes no files there",
          "run troops ide as its owner");
    }
    this.directory = repository.top().resolve(repository.folder());
    if (!Files.isRegularFile(directory.resolve("deploy.java"))) {
      throw new Problem(
          Kind.NO_DEPLOY_JAVA,
          "there is no deploy.java in " + directory,
          "--repository names the folder that has one; troops init makes one");
    }
  }

  /// Writes it, and keeps it, and what IDEs leave behind, out of commits.
  ///
  /// @param bundled the libraries that come with the tool
  /// @param libraries finds the others
  /// @param workshop builds sources, if some are named
  /// @param progress hears of each that is downloaded
  /// @return where it is
  /// @throws Problem if there is a `pom.xml` that isn't of this kind ([Kind#FILE_EXISTS]), or a
  ///   library can't be had
  public Path write(
      Bundled bundled, Libraries libraries, Supplier<Workshop> workshop, Progress progress) {
    Path file = directory.resolve(FILE);
    Requirements.Sources sources = Requirements.none(RequirementsReader.FILE).sources();
    WorkTree.Compiled compiled = WorkTree.Compiled.NOTHING;
    if (Files.exists(directory.resolve(RequirementsReader.FILE))) {
      WorkTree workTree = new WorkTree(libraries, directory, workshop, progress);
      sources = workTree.sources();
      compiled = workTree.compiled();
    }
    try {
      if (Files.exists(file) && !Files.readString(file).contains(MARK)) {
        throw new Problem(
            Kind.FILE_EXISTS,
            "there is a pom.xml already that troops ide hasn't made: " + file,
            "IDEs go by that one: give it the libraries of requirements.txt, or move it away");
      }
      boolean nested = Files.isDirectory(directory.resolve("src/main/java"));
      String name = String.valueOf(directory.getFileName());
      String text = new Pom(name, nested, stable(bundled), sources).text(MARK, compiled);
      repository.exclude(EXCLUDED.stream().map(this::pattern).toList());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new Problem(Kind.UNREADABLE, "cannot write " + file + ": " + e, List.of(), "", e);
    }
    return file;
  }

  /// Here, and nowhere else in the repository (gitignore(5)).
  private String pattern(String name) {
    return repository.folder().isEmpty() ? "/" + name : "/" + repository.folder() + "/" + name;
  }

  /// The libraries that come with the tool where they still are after an upgrade: the package links
  /// its present version.
  private static Bundled stable(Bundled bundled) {
    Path repository = bundled.repository().toAbsolutePath().normalize();
    Path linked = repository.resolve("../../../current/maven").normalize();
    boolean same;
    try {
      same = Files.isSameFile(linked, repository);
    } catch (IOException e) {
      same = false;
    }
    return new Bundled(
        bundled.version(),
        same ? linked : repository,
        bundled.machine(),
        bundled.troops(),
        bundled.debianAdmin());
  }
}
