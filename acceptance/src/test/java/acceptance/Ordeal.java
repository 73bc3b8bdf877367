package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// A node that is deployed to while things go wrong, and what must hold on it whatever has
/// happened.
final class Ordeal {
  /// Answers what there is to know, a fact a line.
  private static final String FACTS =
      """
      cd /var/lib/troops
      as_owner() { setpriv --reuid=troops --regid=troops --clear-groups git --git-dir=repo/main.git "$@"; }
      git --git-dir=state/deployed.git for-each-ref --format='deployed %(objectname) %(refname)' refs/heads
      as_owner for-each-ref --format='published %(objectname) %(refname)'
      [ ! -e state/lock.holder ] || grep -q 'tidies up' state/lock.holder || echo held
      for record in $(grep -l '"revision":"'$1'"' runs/*.jsonl 2>/dev/null); do
        echo recorded
        ! grep -q '"outcome":"succeeded"' "$record" || echo succeeded
      done
      """;

  /// Whether no run is going on, nor its end.
  private static final String OVER =
      """
      [ -z "$(systemctl list-units --plain --no-legend --state=activating,running,deactivating 'troops@*.service')" ]
      """;

  /// Names what a run leaves that doesn't come to its end, and what is wrong with root's
  /// repository. What a push leaves whose receiver didn't come to its end, git's own tidying
  /// removes; and half a pack of a fetch, a later pull, once nobody can be writing it any more
  /// ([#forgetsHalfPacks]).
  private static final String LEFT =
      """
      cd /var/lib/troops
      find . '(' -name '*.lock' -o -name '*.tmp' -o -name 'tmp_*' -o -name '*.new' -o -name 'new-*' -o -name 'old-*' \
        -o -name 'lock.holder' ')' ! -path '*/files/*' ! -path './cache/checkouts/*' \
        ! -path './repo/main.git/objects/tmp_objdir-*' ! -path './fetch.git/objects/pack/tmp_*'
      git --git-dir=state/deployed.git fsck --full --strict --no-dangling --no-progress 2>&1
      """;

  private static final String OLD_HALF_PACKS =
      """
      cd /var/lib/troops/fetch.git/objects/pack
      setpriv --reuid=troops --regid=troops --clear-groups touch tmp_pack_left
      touch --date=yesterday tmp_*
      """;

  private final DebianNode node;
  private final Pusher pusher;
  private final String body;
  private String remote = "";
  private String good = "";
  private final Set<String> before = new TreeSet<>();
  private int commits;

  /// What is known about a node.
  ///
  /// @param lines the facts
  record Facts(Set<String> lines) {
    boolean deployed(String commit) {
      return lines.contains("deployed " + commit + " refs/heads/main");
    }

    boolean published(String commit) {
      return lines.contains("published " + commit + " refs/heads/main");
    }

    boolean succeeded() {
      return lines.contains("succeeded");
    }

    boolean recorded() {
      return lines.contains("recorded");
    }

    boolean held() {
      return lines.contains("held");
    }
  }

  private Ordeal(DebianNode node, Pusher pusher, String body) {
    this.node = node;
    this.pusher = pusher;
    this.body = body;
  }

  /// An ordeal that begins with a deployment that goes well.
  ///
  /// @param node a node with Troops
  /// @param body the members of the scripts, in which `NUMBER` is another number each time
  static Ordeal of(Bed bed, DebianNode node, String body) {
    node.run("gpasswd", "--add", "ubuntu", "troops").ok();
    Ordeal ordeal = new Ordeal(node, bed.pusher(), body);
    ordeal.goesOn();
    return ordeal;
  }

  /// Gives the node a remote, which has what is deployed.
  Ordeal withRemote(GitHost host) {
    remote = host.repository("deploy");
    host.authorise(node.run("cat", "/var/lib/troops/ssh/id_ed25519.pub").ok().out());
    node.ssh("ubuntu", "git --git-dir=/var/lib/troops/repo/main.git remote add origin " + remote)
        .ok();
    pusher.git("push", "--quiet", remote, "main").ok();
    return this;
  }

  DebianNode node() {
    return node;
  }

  Pusher pusher() {
    return pusher;
  }

  /// What was deployed last, as far as anybody was told.
  String good() {
    return good;
  }

  /// Commits something that was never deployed.
  String commit() {
    commits++;
    return pusher.script(
        "import debianadmin.*;\nimport troops.*;\n"
            + body.replace("NUMBER", Integer.toString(commits)));
  }

  /// Asks for the deployment of what was committed last.
  ///
  /// @param pull whether the node is to fetch it
  Program ask(boolean pull) {
    if (!pull) {
      return pusher.startPush("ubuntu", node, "main");
    }
    pusher.git("push", "--quiet", remote, "main").ok();
    return pusher.start("ssh", "ubuntu@" + node.name(), "troops", "pull");
  }

  Facts facts(String commit) {
    Result result = node.run("sh", "-uc", FACTS, "sh", commit).ok();
    return new Facts(new TreeSet<>(List.of(result.out().split("\n", -1))));
  }

  /// What holds at every moment: the node's branch never names what didn't succeed, and nobody was
  /// told that something is deployed that isn't.
  ///
  /// @param commit what was asked for last
  /// @param told what whoever asked was told
  Facts holds(String commit, Result told) {
    Facts facts = facts(commit);
    assertThat(facts.lines().stream().filter(line -> line.startsWith("deployed ")))
        .as(facts + told.all())
        .hasSize(1);
    assertThat(facts.deployed(good) || (facts.deployed(commit) && facts.succeeded()))
        .as("deployed: " + good + " or " + commit + ": " + facts + told.all())
        .isTrue();
    // A power cut may lose that the copy was moved; the next run moves it.
    assertThat(
            before.stream().anyMatch(facts::published)
                || (facts.published(commit) && facts.deployed(commit)))
        .as("published: " + good + " or " + commit + ": " + facts + told.all())
        .isTrue();
    if (told.code() == 0) {
      assertThat(facts.deployed(commit)).as(facts + told.all()).isTrue();
    }
    if (facts.deployed(commit)) {
      good = commit;
      before.add(good);
    }
    return facts;
  }

  /// Deploys something new by a push, which must go well at once and leave nothing behind.
  ///
  /// @return what whoever pushed was told
  Result goesOn() {
    String commit = commit();
    Result told = ask(false).finish().ok();
    assertThat(told.err()).contains("succeeded: ");
    good = commit;
    before.add(good);
    // Whoever was told goes on before the process over there has ended, and tidied up.
    Patience.await("the end of the run", () -> node.run("sh", "-uc", OVER).code() == 0);
    Facts facts = facts(commit);
    assertThat(facts.deployed(commit) && facts.published(commit) && !facts.held())
        .as(facts + told.all())
        .isTrue();
    assertThat(node.run("sh", "-c", LEFT).out()).as(told.all()).isEmpty();
    return told;
  }

  /// A pull removes what fetches that were killed have left, when it is old.
  void forgetsHalfPacks() {
    node.run("sh", "-euc", OLD_HALF_PACKS).ok();
    ask(true).finish().ok();
    assertThat(node.run("sh", "-c", "ls /var/lib/troops/fetch.git/objects/pack").ok().out())
        .doesNotContain("tmp_");
  }

  /// `troops log` and `troops status` work, and tell of a run that was killed.
  void isTold(String commit, Facts facts) {
    String log = node.troops("log").ok().out();
    if (facts.recorded()) {
      assertThat(log.lines().filter(line -> line.contains(commit.substring(0, 10))))
          .as(log)
          .anyMatch(line ->
              line.contains(facts.succeeded() ? "succeeded" : "ended without a word")
                  || line.contains("failed: "));
    }
    assertThat(node.troops("status").ok().out())
        .contains(good.substring(0, 10))
        .contains("branch      main\n");
  }
}
