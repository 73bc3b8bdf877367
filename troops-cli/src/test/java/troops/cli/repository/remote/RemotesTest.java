package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.TempGit;

class RemotesTest {
  @TempDir Path directory;
  TempGit main = new TempGit(Path.of("/"));

  @BeforeEach
  void makeRepository() throws IOException {
    main = TempGit.init(directory.toRealPath().resolve("main.git"), "--bare");
  }

  private void append(String text) throws IOException {
    Files.writeString(config(), text, StandardOpenOption.APPEND);
  }

  private Path config() {
    return main.directory().resolve("config");
  }

  private Remotes read() {
    return Remotes.read(main.directory());
  }

  private Problem refusal(Duration limit) {
    return catchThrowableOfType(Problem.class, () -> Remotes.read(main.directory(), limit));
  }

  @Test
  void readsTheFirstUrlOfEachInTheOrderOfTheFile() throws IOException {
    main.run("remote", "add", "zeta", "git@repos.example.com:deploy");
    main.run("remote", "add", "alpha", "https://repos.example.com/deploy.git");
    main.run("remote", "set-url", "--add", "zeta", "git@other.example.com:deploy");
    main.run("remote", "add", "Mixed.Case", "ssh://repos.example.com/~/a=b c");
    assertThat(read())
        .isEqualTo(
            new Remotes(
                List.of(
                    new Remote("zeta", "git@repos.example.com:deploy"),
                    new Remote("alpha", "https://repos.example.com/deploy.git"),
                    new Remote("Mixed.Case", "ssh://repos.example.com/~/a=b c")),
                List.of()));
  }

  @Test
  void hasNoneWhereNoneIs() {
    assertThat(read()).isEqualTo(new Remotes(List.of(), List.of()));
  }

  @Test
  void leavesOutWhatIsSkippedByGitFetchAll() throws IOException {
    for (String name : List.of("a", "b", "c", "d", "e", "f")) {
      main.run("remote", "add", name, "/srv/" + name);
    }
    append("[remote \"a\"] skipFetchAll\n[remote \"b\"] skipDefaultUpdate = yes\n");
    append("[remote \"c\"] skipFetchAll = false\n[remote \"d\"] skipFetchAll = 1k\n");
    append("[remote \"e\"] skipFetchAll = 0\n[remote \"f\"] skipFetchAll = no such thing\n");
    assertThat(read().remotes()).extracting(Remote::name).containsExactly("c", "e", "f");
  }

  @Test
  void leavesOutWhatHasNoUrl() throws IOException {
    append("[remote \"a\"]\n\tfetch = x\n[remote \"b\"]\n\turl\n[remote]\n\tpushDefault = a\n");
    append("[remote \"c\"]\n\turl = /old\n\turl =\n\turl = /new\n");
    assertThat(read().remotes()).containsExactly(new Remote("c", "/new"));
    assertThat(read().warnings()).isEmpty();
  }

  @Test
  void takesARelativePathFromTheRepository() throws IOException {
    main.run("remote", "add", "a", "../a.git");
    main.run("remote", "add", "b", "b.git");
    main.run("remote", "add", "c", "host:c.git");
    main.run("remote", "add", "d", "./odd:d.git");
    Path parent = main.directory().getParent();
    assertThat(read().remotes())
        .extracting(Remote::url)
        .containsExactly(
            parent + "/a.git",
            parent + "/main.git/b.git",
            "host:c.git",
            parent + "/main.git/odd:d.git");
  }

  @Test
  void refusesNamesThatNoBranchMayHave() throws IOException {
    List<String> odd =
        List.of(
            "a b",
            "a\u001b[31mb",
            "a\tb",
            "..",
            "a..b",
            "-a",
            "/a",
            "a/",
            "a.lock",
            ".a",
            "a:b",
            "a*",
            "a\\\\b",
            "a\u202eb",
            "a\u0085b",
            "x".repeat(101));
    for (String name : odd) {
      append("[remote \"" + name + "\"]\n\turl = /srv/a\n");
    }
    append("[remote \"büro/eins\"]\n\turl = /srv/a\n");
    Remotes remotes = read();
    assertThat(remotes.remotes()).containsExactly(new Remote("büro/eins", "/srv/a"));
    assertThat(remotes.remotes().getFirst().refs()).isEqualTo("refs/remotes/b%C3%BCro%2Feins/");
    assertThat(remotes.warnings()).hasSize(odd.size());
    assertThat(remotes.warnings())
        .allMatch(warning ->
            warning.message().codePoints().allMatch(c -> c == ' ' || Remote.isVisible(c)));
    assertThat(remotes.warnings().getFirst().message())
        .isEqualTo("the remote 'a b' is not used: its name has characters that no branch may have");
  }

  @Test
  void refusesWhatIsNoText() throws IOException {
    Files.write(
        config(),
        "[remote \"a\u00ff\"]\n\turl = /srv/a\n[remote \"b\"]\n\turl = /srv/\u00ff\n"
            .getBytes(StandardCharsets.ISO_8859_1),
        StandardOpenOption.APPEND);
    append("[remote \"c\"]\n\turl = \"/srv/a\\nb\"\n[remote \"d\"]\n\turl = /srv/d\n");
    Remotes remotes = read();
    assertThat(remotes.remotes()).containsExactly(new Remote("d", "/srv/d"));
    assertThat(remotes.warnings()).hasSize(3);
  }

  @Test
  void followsNoInclude() throws IOException {
    Path other = directory.resolve("other");
    Files.writeString(other, "[remote \"evil\"]\n\turl = /srv/evil\n");
    append("[include]\n\tpath = " + other + "\n[include]\n\tpath = /nonexistent\n");
    assertThat(read().remotes()).isEmpty();
  }

  @Test
  void givesUpOnANamedPipe() throws Exception {
    Files.delete(config());
    assertThat(new ProcessBuilder("mkfifo", config().toString()).start().waitFor()).isZero();
    Problem problem = refusal(Duration.ofMillis(300));
    assertThat(problem.kind()).isEqualTo(Kind.GIT_FAILED);
    assertThat(problem.message())
        .isEqualTo("cannot read the remotes in " + config() + ": no answer within 0.3 seconds");
  }

  @Test
  void saysWhatIsWrongWithTheFile() throws IOException {
    Files.writeString(config(), "what?\n");
    Problem problem = refusal(Duration.ofSeconds(5));
    assertThat(problem.details()).containsExactly("fatal: bad config line 1 in file " + config());
    Files.delete(config());
    assertThat(refusal(Duration.ofSeconds(5)).details().toString())
        .contains("No such file or directory");
  }

  @Test
  void usesNoMoreThanAHundred() throws IOException {
    for (int i = 0; i < 110; i++) {
      append("[remote \"r" + i + "\"]\n\turl = /srv/a\n");
    }
    assertThat(read().remotes()).hasSize(100);
    assertThat(read().warnings())
        .singleElement()
        .satisfies(warning ->
            assertThat(warning.message())
                .isEqualTo("there are 110 remotes, and only the first 100 are used"));
  }

  @Test
  void refusesAFileWithoutEnd() throws IOException {
    Files.writeString(config(), ("[a]\n\tb = " + "x".repeat(1000) + "\n").repeat(9000));
    assertThat(refusal(Duration.ofSeconds(20)).message()).endsWith("it is too large");
  }
}
