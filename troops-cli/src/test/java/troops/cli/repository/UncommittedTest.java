package troops.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class UncommittedTest {
  @TempDir Path root;
  TempGit git = new TempGit(Path.of("/"));

  @BeforeEach
  void makeRepository() throws IOException {
    git =
        TempGit.init(root.resolve("deployment"))
            .write(".gitignore", "*.log\n")
            .write("deploy.java", "void main() {}\n")
            .write("old name.txt", "a text that is long enough for git to know it again\n")
            .write("gone", "gone\n")
            .write("script", "#!/bin/sh\n")
            .write("web/deploy.java", "void main() {}\n");
    git.commit("First");
  }

  @Test
  void isNothingInACleanWorkTree() throws IOException {
    git.write("noise.log", "ignored");
    assertThat(git.open().uncommitted().paths()).isEmpty();
  }

  @Test
  void namesWhatIsChangedStagedNewRenamedOrGone() throws IOException {
    git.write("deploy.java", "changed\n")
        .write("staged", "")
        .write("new größe\n.txt", "")
        .write("folder/new", "")
        .write("noise.log", "");
    git.run("add", "staged");
    git.run("mv", "old name.txt", "new name.txt");
    Files.delete(git.directory().resolve("gone"));
    Files.setPosixFilePermissions(
        git.directory().resolve("script"), PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(git.open().uncommitted().paths())
        .containsExactlyInAnyOrder(
            "deploy.java",
            "staged",
            "new größe\n.txt",
            "folder/",
            "new name.txt",
            "gone",
            "script");
  }

  @Test
  void looksIntoTheDeployedFolderOnly() throws IOException {
    git.write("deploy.java", "changed\n").write("web/motd", "new\n");
    assertThat(Repository.open(git.directory().resolve("web")).uncommitted().paths())
        .containsExactly("web/motd");
  }

  @Test
  void readsWhatGitSays() {
    assertThat(Uncommitted.parse("")).isEmpty();
    assertThat(Uncommitted.parse(" M a\0?? b c\0R  new\0old\0C  copy\0from\0D  gone\0"))
        .containsExactly("a", "b c", "new", "copy", "gone");
    // Renamed in the work tree, after git add --intent-to-add.
    assertThat(Uncommitted.parse(" R new\0old name\0 M a\0")).containsExactly("new", "a");
    assertThat(Uncommitted.parse("RM new\0old\0AM b\0")).containsExactly("new", "b");
  }

  @Test
  void knowsARenameThatIsOnlyIntended() throws IOException {
    Path old = git.directory().resolve("old name.txt");
    Files.move(old, old.resolveSibling("new name.txt"));
    git.run("add", "--intent-to-add", "new name.txt");
    assertThat(git.open().uncommitted().paths())
        .isNotEmpty()
        .allMatch(List.of("new name.txt", "old name.txt")::contains);
  }

  @Test
  void saysWhatGitRefused() throws IOException {
    Files.writeString(git.directory().resolve(".git/index"), "damaged");
    Uncommitted question = git.open().uncommitted();
    org.assertj.core.api.Assertions.assertThatThrownBy(question::paths)
        .isInstanceOfSatisfying(
            Problem.class,
            e -> {
              assertThat(e.kind()).isEqualTo(Kind.GIT_FAILED);
              assertThat(e.details()).anyMatch(line -> line.contains("index"));
            });
  }

  @Test
  void takesTheWorkTreeAsItLiesThere() throws IOException {
    git.write("deploy.java", "changed\n")
        .write("staged", "")
        .write("web/new", "")
        .write("noise.log", "");
    git.run("add", "staged");
    git.write("staged", "later\n");
    Files.delete(git.directory().resolve("gone"));
    Files.createSymbolicLink(git.directory().resolve("link"), Path.of("deploy.java"));
    Files.setPosixFilePermissions(
        git.directory().resolve("script"), PosixFilePermissions.fromString("rwxr-xr-x"));
    String before = git.run("status", "--porcelain=v1");
    byte[] index = Files.readAllBytes(git.directory().resolve(".git/index"));
    List<String> files = gitFiles();

    Commit commit = TempGit.workTree(git.open());

    assertThat(commit.revision().id()).isEqualTo(git.run("rev-parse", "HEAD"));
    assertThat(commit.title()).isEqualTo("First");
    assertThat(commit.files())
        .extracting(file -> file.path() + " " + file.kind())
        .containsExactly(
            ".gitignore FILE",
            "deploy.java FILE",
            "link LINK",
            "old name.txt FILE",
            "script EXECUTABLE",
            "staged FILE",
            "web/deploy.java FILE",
            "web/new FILE");
    assertThat(git.texts(commit))
        .containsEntry("deploy.java", "changed\n")
        .containsEntry("staged", "later\n");
    assertThat(git.run("status", "--porcelain=v1")).isEqualTo(before);
    assertThat(Files.readAllBytes(git.directory().resolve(".git/index"))).isEqualTo(index);
    assertThat(gitFiles()).isEqualTo(files);
  }

  /// What lies in git's own directory, beside its objects.
  private List<String> gitFiles() throws IOException {
    try (Stream<Path> files = Files.walk(git.directory().resolve(".git"))) {
      return files.map(Path::toString).filter(f -> !f.contains("/objects")).sorted().toList();
    }
  }

  @Test
  void takesTheDeployedFolderOfTheWorkTree() throws IOException {
    git.write("web/motd", "hello\n").write("deploy.java", "changed\n");
    Commit commit = TempGit.workTree(Repository.open(git.directory().resolve("web")));
    assertThat(commit.files()).extracting(TreeFile::path).containsExactly("deploy.java", "motd");
  }
}
