package troops.cli.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class RepositoryTest {
  @TempDir Path root;
  Path place = Path.of("/");

  @BeforeEach
  void findPlace() throws IOException {
    root = root.toRealPath();
    place = root.resolve("deployment");
  }

  private static Problem refusal(org.assertj.core.api.ThrowableAssert.ThrowingCallable what) {
    return (Problem) org.assertj.core.api.Assertions.catchThrowable(what);
  }

  /// HEAD by file and HEAD by git are the same commit.
  private static void assertHead(Repository repository, String id) {
    assertThat(repository.head()).contains(new Revision(id));
    assertThat(TempGit.read(repository, "HEAD").revision().id()).isEqualTo(id);
  }

  @Test
  void opensAWorkTree() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "void main() {}\n");
    String id = git.commit("First\n\nMore.");
    Repository repository = git.open();
    assertThat(repository.top()).isEqualTo(place);
    assertThat(repository.folder()).isEmpty();
    assertThat(repository.bare()).isFalse();
    assertHead(repository, id);
    Commit commit = TempGit.read(repository, "HEAD");
    assertThat(commit.title()).isEqualTo("First");
    assertThat(commit.tree()).isEqualTo(git.run("rev-parse", "HEAD^{tree}"));
    assertThat(commit.files()).extracting(TreeFile::path).containsExactly("deploy.java");
    assertThat(git.texts(commit)).containsEntry("deploy.java", "void main() {}\n");
  }

  @Test
  void opensAFolderInsideAWorkTreeAsThatFolderOfTheCommit() throws IOException {
    TempGit git =
        TempGit.init(place)
            .write("README", "")
            .write("a b/web/deploy.java", "void main() {}\n")
            .write("a b/web/etc/motd", "");
    String id = git.commit("First");
    Repository repository = Repository.open(place.resolve("a b/web"));
    assertThat(repository.top()).isEqualTo(place);
    assertThat(repository.folder()).isEqualTo("a b/web");
    assertThat(repository.path()).isEqualTo(place.resolve("a b/web"));
    assertHead(repository, id);
    Commit commit = TempGit.read(repository, "HEAD");
    assertThat(commit.tree()).isEqualTo(git.run("rev-parse", "HEAD:a b/web"));
    assertThat(commit.files())
        .extracting(TreeFile::path)
        .containsExactly("deploy.java", "etc/motd");
  }

  @Test
  void namesAFolderThatTheCommitLacks() throws IOException {
    TempGit git = TempGit.init(place).write("README", "");
    git.commit("First");
    git.write("new/deploy.java", "");
    Problem problem = refusal(() -> TempGit.read(Repository.open(place.resolve("new")), "HEAD"));
    assertThat(problem.kind()).isEqualTo(Kind.NO_DEPLOY_JAVA);
    assertThat(problem.message()).endsWith("has no folder new");
  }

  @Test
  void opensABareRepository() throws IOException {
    String id = TempGit.init(place).write("deploy.java", "").commit("First");
    Path bare = root.resolve("main.git");
    new TempGit(root).run("clone", "--quiet", "--bare", place.toString(), bare.toString());
    Repository repository = Repository.open(bare);
    assertThat(repository.bare()).isTrue();
    assertThat(repository.path()).isEqualTo(bare);
    assertHead(repository, id);
    assertThat(repository.uncommitted().paths()).isEmpty();
    assertThat(refusal(() -> TempGit.workTree(repository)).kind()).isEqualTo(Kind.USAGE);
  }

  @Test
  void opensALinkedWorkTree() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    git.commit("First");
    Path linked = root.resolve("linked");
    git.run("worktree", "add", "--quiet", "-b", "other", linked.toString());
    String id = new TempGit(linked).write("more", "").commit("Second");
    Repository repository = Repository.open(linked);
    assertThat(repository.top()).isEqualTo(linked);
    assertThat(repository.commonDirectory()).isEqualTo(place.resolve(".git"));
    assertThat(repository.gitDirectory()).isNotEqualTo(repository.commonDirectory());
    assertHead(repository, id);
    git.run("pack-refs", "--all");
    assertHead(repository, id);
    new TempGit(linked).run("checkout", "--quiet", "--detach", "HEAD~1");
    assertHead(repository, git.run("rev-parse", "master"));
    assertThat(TempGit.workTree(repository).files()).hasSize(1);
  }

  @Test
  void readsPackedRefs() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    String first = git.commit("First");
    git.run("tag", "-a", "-m", "annotated", "v1");
    git.run("branch", "master2");
    git.run("pack-refs", "--all");
    assertThat(place.resolve(".git/refs/heads/master")).doesNotExist();
    assertHead(git.open(), first);
    assertThat(git.read("v1").revision().id()).isEqualTo(first);
    String second = git.commit("Second");
    assertThat(place.resolve(".git/packed-refs")).content().contains(first);
    assertHead(git.open(), second);
  }

  @Test
  void readsADetachedHead() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    String id = git.commit("First");
    git.commit("Second");
    git.run("checkout", "--quiet", "--detach", id);
    assertHead(git.open(), id);
  }

  @Test
  void readsABranchWhoseNameHasSlashes() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    git.commit("First");
    git.run("checkout", "--quiet", "-b", "feature/größe/x");
    String id = git.commit("Second");
    assertHead(git.open(), id);
    git.run("pack-refs", "--all");
    assertHead(git.open(), id);
  }

  @Test
  void readsARepositoryOfSha256() throws IOException {
    TempGit git =
        TempGit.init(place, "--object-format=sha256")
            .write("deploy.java", "")
            .write("etc/motd", "hello\n");
    String id = git.commit("First");
    assertThat(id).hasSize(64);
    assertHead(git.open(), id);
    Commit commit = git.read("HEAD");
    assertThat(commit.files())
        .extracting(TreeFile::path)
        .containsExactly("deploy.java", "etc/motd");
    assertThat(git.checkOut(new Checkout(root.resolve("cache"), true), commit).resolve("etc/motd"))
        .hasContent("hello\n");
  }

  @Test
  void asksGitWhereRefsAreNoFiles() throws IOException {
    TempGit git = TempGit.init(place);
    boolean known = true;
    try {
      git = TempGit.init(root.resolve("reftable"), "--ref-format=reftable");
    } catch (IOException e) {
      known = false;
    }
    Assumptions.assumeTrue(known, "this git doesn't know reftable");
    String id = git.write("deploy.java", "").commit("First");
    assertThat(git.open().head()).isEmpty();
    assertThat(git.read("HEAD").revision().id()).isEqualTo(id);
  }

  @Test
  void followsAHeadThatIsASymbolicRefOfASymbolicRef() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    String id = git.commit("First");
    git.run("symbolic-ref", "refs/heads/alias", "refs/heads/master");
    Files.writeString(place.resolve(".git/HEAD"), "ref: refs/heads/alias\n");
    assertThat(git.open().head()).isEmpty();
    assertThat(git.read("HEAD").revision().id()).isEqualTo(id);
  }

  @Test
  void saysThatThereIsNoCommitYet() throws IOException {
    TempGit git = TempGit.init(place);
    assertThat(git.open().head()).isEmpty();
    Problem problem = refusal(() -> git.read("HEAD"));
    assertThat(problem.kind()).isEqualTo(Kind.EMPTY_REPOSITORY);
    assertThat(problem.message()).isEqualTo("no commit yet: " + place);
  }

  @Test
  void saysThatHeadNamesABranchThatDoesNotExist() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    git.commit("First");
    git.run("symbolic-ref", "HEAD", "refs/heads/main");
    Problem problem = refusal(() -> git.read("HEAD"));
    assertThat(problem.kind()).isEqualTo(Kind.NO_SUCH_REVISION);
    assertThat(problem.hint()).contains("--revision");
  }

  @Test
  void takesTheWorkTreeOfABranchThatDoesNotExistYet() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    assertThat(TempGit.workTree(git.open()).files()).hasSize(1);
    git.commit("First");
    git.run("checkout", "--quiet", "--orphan", "fresh");
    assertThat(TempGit.workTree(git.open()).files())
        .extracting(TreeFile::path)
        .containsExactly("deploy.java");
  }

  @Test
  void namesRevisionsThatDoNotExist() throws IOException {
    TempGit git = TempGit.init(place).write("deploy.java", "");
    String id = git.commit("First");
    String file = git.run("rev-parse", "HEAD:deploy.java");
    List<String> names =
        List.of("nothing", "0".repeat(40), id + " blob", "a b", file, "HEAD:deploy.java", "", "\n");
    for (String name : names) {
      Problem problem = refusal(() -> git.read(name));
      assertThat(problem.kind()).as(name).isEqualTo(Kind.NO_SUCH_REVISION);
      assertThat(problem.message()).contains("'" + name + "'");
    }
    assertThat(git.read(id.substring(0, 12)).revision().id()).isEqualTo(id);
    assertThat(git.read("HEAD@{0}").revision().id()).isEqualTo(id);
  }

  @Test
  void saysThatAPlaceIsNoRepository() throws IOException {
    assertThat(refusal(() -> Repository.open(root.resolve("missing"))).message())
        .isEqualTo("no such directory: " + root.resolve("missing"));
    Path file = Files.writeString(root.resolve("file"), "");
    assertThat(refusal(() -> Repository.open(file)).message())
        .isEqualTo("not a directory: " + file);
    // Whether a directory above the temporary one is a repository is not ours to say.
    Path odd = Files.createDirectories(root.resolve("odd/.git"));
    Files.writeString(odd.resolve("HEAD"), "ref: refs/heads/master\n");
    assertThatThrownBy(() -> Repository.open(odd.resolveSibling(".")))
        .isInstanceOfSatisfying(
            Problem.class, e -> assertThat(e.kind()).isEqualTo(Kind.NOT_A_REPOSITORY));
  }

  @Test
  void takesOnlyFullIdsForRevisions() {
    assertThat(new Revision("0123456789".repeat(4)).shortened()).isEqualTo("0123456789");
    for (String bad : List.of("", "0123456", "G".repeat(40), "A".repeat(40), "a".repeat(41))) {
      assertThatThrownBy(() -> new Revision(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(Revision.isId("a".repeat(64))).isTrue();
  }
}
