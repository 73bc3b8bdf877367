package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is deployed: a commit, out of a work tree, a folder inside one, or a bare repository.
class RepositoryTest {
  private static final String SAYS =
      """
      import troops.*;

      void main() {}

      @Deployable
      void says() throws Exception {
        System.out.println(java.nio.file.Files.readString(Troops.file("what")).strip());
      }
      """;

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void commitTwice() {
    bench = Bench.in(directory).file("what", "one").script(SAYS);
    bench.git("tag", "-a", "-m", "a tag", "first");
    bench.file("what", "two").commit();
  }

  @Test
  void headIsTheDefault() {
    assertThat(bench.deploy().out()).isEqualTo("two\n");
  }

  @Test
  void aRevisionMayBeATagABranchOrAShortId() {
    assertThat(bench.deploy("--revision=first").out()).isEqualTo("one\n");
    assertThat(bench.deploy("--revision=main").out()).isEqualTo("two\n");
    assertThat(bench.deploy("--revision=HEAD~1").out()).isEqualTo("one\n");
    String shortId = bench.git("rev-parse", "--short", "first^{commit}");
    assertThat(bench.deploy("--revision", shortId).out()).isEqualTo("one\n");
  }

  @Test
  void aBareRepositoryIsDeployedToo() {
    bench.git("clone", "--quiet", "--bare", ".", "../bare.git");
    Result result = bench.troops("deploy", "--repository=bare.git");
    assertThat(result.out()).as(result.all()).isEqualTo("two\n");
    assertThat(result.err()).doesNotContain("warning");
  }

  @Test
  void aFolderIsDeployedAsThatFolderOfTheCommit() {
    bench.file("sub/dir/deploy.java", SAYS).file("sub/dir/what", "inner").commit();
    Result result = bench.troops("deploy", "--repository=" + bench.work().resolve("sub/dir"));
    assertThat(result.out()).as(result.all()).isEqualTo("inner\n");
  }

  @Test
  void aLinkedWorkTreeIsDeployedToo() {
    bench.git("worktree", "add", "--quiet", "../linked", "first");
    assertThat(bench.troops("deploy", "--repository=linked").out()).isEqualTo("one\n");
  }

  @Test
  void packedRefsAreRead() {
    bench.git("pack-refs", "--all");
    bench.git("gc", "--quiet");
    assertThat(bench.deploy().out()).isEqualTo("two\n");
  }

  @Test
  void whatIsNotCommittedIsNamedAndDoesNotRun() {
    bench.file("what", "three").file("new file", "");
    Result result = bench.deploy();
    assertThat(result.out()).isEqualTo("two\n");
    assertThat(result.err())
        .contains("warning: not committed, so not deployed: what, new file")
        .contains("hint: commit first, or add --worktree");
  }

  @Test
  void theWorkTreeRunsUntrackedFilesInIgnoredOnesOut() throws Exception {
    bench.file(".gitignore", "secret\n").commit();
    bench.file("what", "three").file("extra", "").file("secret", "");
    bench.file(
        "deploy.java",
        SAYS
            + """
            @Deployable
            void looks() {
              System.out.println(java.nio.file.Files.exists(Troops.file("extra")));
              Troops.file("secret");
            }
            """);
    String before = bench.git("status", "--porcelain");
    Result result = bench.deploy("--worktree");
    assertThat(result.out()).isEqualTo("three\ntrue\n");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("deploying the work tree on top of ")
        .contains("no such file in the deployment: secret")
        .contains("hint: what is deployed is the commit: has the file been added and committed?");
    assertThat(bench.git("status", "--porcelain")).isEqualTo(before);
    try (var files = Files.list(bench.work().resolve(".git"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith("troops"));
    }
  }

  @Test
  void theDeployedFilesAreThoseOfTheCommitByteForByte() {
    bench
        .file(".gitattributes", "crlf text eol=crlf\nhidden export-ignore\n")
        .file("crlf", "a\n")
        .file("hidden", "here")
        .file("what", "x")
        .file(
            "deploy.java",
            """
            import java.nio.file.*;
            import troops.*;

            void main() throws Exception {
              System.out.println(Files.size(Troops.file("crlf")));
              System.out.println(Files.readString(Troops.file("hidden")));
            }
            """)
        .commit();
    assertThat(bench.deploy().out()).isEqualTo("2\nhere\n");
  }

  @Test
  void namesOfFilesAreReadWhateverTheLocaleIs() {
    bench.file("grösse/größe", "wide").file("what", "x");
    bench.file("deploy.java", SAYS.replace("\"what\"", "\"grösse/größe\"")).commit();
    assertThat(bench.with("LC_ALL", "C").deploy().out()).isEqualTo("wide\n");
    assertThat(bench.with("LC_ALL", "").deploy().out()).isEqualTo("wide\n");
  }
}
