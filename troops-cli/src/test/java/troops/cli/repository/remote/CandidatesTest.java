package troops.cli.repository.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.repository.Candidate;
import troops.cli.repository.Revision;
import troops.cli.repository.TempGit;

class CandidatesTest {
  @TempDir Path directory;
  TempNode node = new TempNode(Path.of("/"), new TempGit(Path.of("/")), new TempGit(Path.of("/")));

  @BeforeEach
  void makeNode() throws IOException {
    node = TempNode.in(directory);
  }

  private void assertCandidate(Choice choice, String id) {
    assertThat(choice.candidate()).isPresent();
    Candidate candidate = choice.candidate().orElseThrow();
    assertThat(candidate.revision().id()).isEqualTo(id);
    assertThat(candidate.from()).isEqualTo(node.fetchGit());
  }

  private static List<String> messages(Choice choice) {
    return choice.warnings().stream().map(Warning::message).toList();
  }

  /// A remote with the history of another.
  private TempGit copy(TempGit original, String name) throws IOException {
    TempGit git = node.remote(name);
    git.run("fetch", "--quiet", original.directory().toString(), "HEAD");
    git.run("reset", "--quiet", "--hard", "FETCH_HEAD");
    return git;
  }

  private static String shortened(String id) {
    return id.substring(0, 10);
  }

  @Test
  void choosesTheFastForward() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    String second = origin.commit("Second");
    Choice choice = node.choose(first);
    assertCandidate(choice, second);
    assertThat(choice.candidate().orElseThrow().branch()).isEqualTo("master");
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void findsNothingNewInWhatIsDeployedOrOlder() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    TempGit old = copy(origin, "old");
    String second = origin.commit("Second");
    assertThat(old.run("rev-parse", "HEAD")).isNotEqualTo(second);
    Choice choice = node.choose(second);
    assertThat(choice.candidate()).isEmpty();
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void findsNothingNewWhereThePushedRevisionIsKnownToNoRemoteYet() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    TempGit developer = TempGit.init(node.path("developer"));
    developer.run("pull", "--quiet", origin.directory().toString(), "master");
    String second = developer.commit("Second");
    developer.run("push", "--quiet", node.deployed().directory().toString(), "master");
    Choice choice = node.choose(second);
    assertThat(choice.candidate()).isEmpty();
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void warnsOfARemoteThatHasDivergedFromThePushedRevision() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    TempGit developer = TempGit.init(node.path("developer"));
    developer.run("pull", "--quiet", origin.directory().toString(), "master");
    String deployed = developer.commit("Pushed to the node");
    developer.run("push", "--quiet", node.deployed().directory().toString(), "master");
    String other = origin.commit("Pushed to the remote");
    Choice choice = node.choose(deployed);
    assertThat(choice.candidate()).isEmpty();
    assertThat(messages(choice))
        .containsExactly(
            "master of origin, "
                + shortened(other)
                + ", is not a fast-forward of "
                + shortened(deployed)
                + ", which is deployed");
  }

  @Test
  void warnsOfARemoteThatWasForcedAndTakesTheOther() throws IOException {
    TempGit origin = node.remote("origin");
    origin.commit("First");
    TempGit mirror = copy(origin, "mirror");
    String deployed = origin.commit("Second");
    mirror.run("pull", "--quiet", origin.directory().toString(), "master");
    node.fetch();
    origin.run("reset", "--quiet", "--hard", "HEAD~1");
    String forced = origin.commit("Another second");
    String third = mirror.commit("Third");
    Choice choice = node.choose(deployed);
    assertCandidate(choice, third);
    assertThat(messages(choice)).singleElement().asString().contains(shortened(forced));
    assertThat(choice.warnings().getFirst().hint()).startsWith("merge what is deployed");
  }

  @Test
  void takesTheDescendantWhereOneRemoteIsBehind() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    String second = origin.commit("Second");
    TempGit ahead = copy(origin, "ahead");
    copy(origin, "equal");
    String third = ahead.commit("Third");
    Choice choice = node.choose(first);
    assertCandidate(choice, third);
    assertThat(choice.warnings()).isEmpty();
    assertCandidate(node.choose(second), third);
  }

  @Test
  void findsNothingWrongWithACandidateThatSeveralRemotesHave() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    String second = origin.commit("Second");
    copy(origin, "mirror");
    Choice choice = node.choose(first);
    assertCandidate(choice, second);
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void takesTheFirstInTheOrderOfTheSettingsWhereRemotesHaveDiverged() throws IOException {
    TempGit zeta = node.remote("zeta");
    String first = zeta.commit("First");
    TempGit alpha = copy(zeta, "alpha");
    String ours = zeta.commit("Ours");
    String theirs = alpha.commit("Theirs");
    TempGit behind = copy(zeta, "behind");
    assertThat(behind.run("rev-parse", "HEAD")).isEqualTo(ours);
    Choice choice = node.choose(first);
    assertCandidate(choice, ours);
    assertThat(messages(choice))
        .containsExactly(
            "the remotes' master has diverged: zeta, behind ("
                + shortened(ours)
                + "), alpha ("
                + shortened(theirs)
                + ")");
  }

  @Test
  void warnsOfARemoteThatLacksTheBranch() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    origin.run("branch", "--move", "main");
    origin.run("branch", "feature");
    node.remote("empty");
    Choice choice = node.choose(first);
    assertThat(choice.candidate()).isEmpty();
    assertThat(choice.warnings())
        .containsExactly(
            new Warning(
                "origin has no branch master",
                "this node deploys no other; there is feature, main"),
            new Warning("empty has no branch master", "nothing has been pushed there yet"));
  }

  @Test
  void neverTakesABranchOfAnotherName() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    origin.run("switch", "--quiet", "--create", "feature");
    origin.commit("Second");
    Choice choice = node.choose(first);
    assertThat(choice.candidate()).isEmpty();
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void letsTheFirstRemotesHeadDecideTheBranchOfAnUnbornNode() throws IOException {
    node.remote("empty");
    TempGit origin = node.remote("origin");
    origin.commit("First");
    origin.run("branch", "--move", "trunk");
    TempGit mirror = copy(origin, "mirror");
    mirror.run("branch", "trunk");
    String second = mirror.commit("Second, on another branch");
    Choice choice = node.chooseUnborn();
    assertThat(choice.candidate().map(Candidate::branch)).contains("trunk");
    assertCandidate(choice, origin.run("rev-parse", "HEAD"));
    assertThat(choice.candidate().orElseThrow().revision().id()).isNotEqualTo(second);
    assertThat(messages(choice)).containsExactly("empty has no branch trunk");
  }

  @Test
  void saysWhyAnUnbornNodeStaysSo() throws IOException {
    node.remote("empty");
    Choice choice = node.chooseUnborn();
    assertThat(choice.candidate()).isEmpty();
    assertThat(messages(choice)).containsExactly("empty has no branch that its HEAD names");
    assertThat(Fetching.branch("0123\tHEAD")).isEmpty();
  }

  @Test
  void hasNoCandidateFromARemoteThatCouldNotBeFetched() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    origin.commit("Second");
    assertThat(node.choose(first).candidate()).isPresent();
    Files.move(node.path("origin"), node.path("gone"));
    Choice choice = node.choose(first);
    assertThat(choice.candidate()).isEmpty();
    assertThat(choice.warnings()).isEmpty();
  }

  @Test
  void seesABranchThatWasDeleted() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    origin.commit("Second");
    assertThat(node.choose(first).candidate()).isPresent();
    origin.run("branch", "--move", "main");
    assertThat(messages(node.choose(first))).containsExactly("origin has no branch master");
  }

  @Test
  void findsBranchesThatArePacked() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    String second = origin.commit("Second");
    node.fetch();
    new TempGit(node.fetchGit()).run("pack-refs", "--all");
    assertCandidate(node.choose(first), second);
  }

  @Test
  void keepsRemotesApartWhoseNamesAndBranchesMakeOnePath() throws IOException {
    TempGit one = node.remote("a");
    String first = one.commit("First");
    one.run("branch", "b/master");
    Files.createDirectories(node.path("other"));
    node.main().run("config", "remote.a/b.url", node.path("other").toString());
    TempGit other = TempGit.init(node.path("other"));
    other.run("pull", "--quiet", one.directory().toString(), "master");
    String second = other.commit("Second");
    assertCandidate(node.choose(first), second);
  }

  @Test
  void comparesWithoutARepositoryWhereNothingIsDeployed() throws IOException {
    TempGit origin = node.remote("origin");
    String first = origin.commit("First");
    Choice choice =
        node.fetching()
            .choose(node.fetch(), Optional.of("master"), Optional.empty(), Path.of("/nonexistent"));
    assertCandidate(choice, first);
    assertThat(choice.candidate().map(Candidate::revision)).contains(new Revision(first));
  }
}
