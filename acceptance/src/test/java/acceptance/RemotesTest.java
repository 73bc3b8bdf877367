package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Many remotes: some don't answer, some disagree, one isn't who it was.
@ExtendWith(TestBed.class)
class RemotesTest {
  private static final String KNOWN_HOSTS = "/var/lib/troops/ssh/known_hosts";

  /// A place where somebody takes connections, and says nothing.
  private static final String SILENT =
      "use IO::Socket::INET; $s = IO::Socket::INET->new(Listen => 5, LocalPort => 2222,"
          + " ReuseAddr => 1) or die; push @all, $s->accept while 1";

  @Test
  void oneThatServesIsEnoughAndEachOtherIsAWarning(Bed bed) {
    Pulling at = Pulling.on(bed);
    DebianNode cut = bed.node("cut.example.com");
    bed.network().cut(cut.name());
    DebianNode host = at.host.node();
    host.run("systemd-run", "--quiet", "--unit=silent", "perl", "-e", SILENT).ok();
    host.run("useradd", "--create-home", "--shell=/bin/bash", "other").ok();
    at.write("/etc/troops/config", "[pull]\n\ttimeout = 12s\n");
    at.remote("cut", "git@cut.example.com:deploy");
    at.remote("refused", "ssh://git@repos.example.com:2223/deploy");
    at.remote("silent", "ssh://git@repos.example.com:2222/deploy");
    at.remote("nowhere", "git@nowhere.example.com:deploy");
    at.remote("stranger", "other@repos.example.com:deploy");
    at.remote("missing", "git@repos.example.com:missing");
    at.remote("helper", "ext::true");

    Result none = at.pull();
    assertThat(none.code()).as(none.all()).isEqualTo(1);
    assertThat(none.err())
        .contains("failed: no remote can be fetched\n")
        .contains("hint: what is deployed stays as it is; the next pull tries again\n");
    assertThatEachIsNamed(none, "    cannot fetch ");

    String one = at.commit("one");
    at.publish(at.remote("origin"), "main");
    long begin = System.nanoTime();
    Result enough = at.pull();
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    assertThat(enough.code()).as(enough.all()).isZero();
    assertThat(enough.err()).contains("deploying " + one.substring(0, 10), "succeeded: 1 change");
    assertThatEachIsNamed(enough, "warning: cannot fetch ");
    // One after the other, those that don't answer would take twice as long, on any machine.
    assertThat(seconds).isLessThan(20);

    Result status = at.node.ssh("ubuntu", "troops", "status").ok();
    assertThat(status.out())
        .contains("remote      origin git@repos.example.com:origin, fetched 20")
        .containsPattern("remote      refused ssh://\\S+, not fetched 20.*: .*Connection refused");

    at.node.run("git", "--git-dir=" + Scripts.REPOSITORY, "remote", "remove", "cut").ok();
    at.node.run("git", "--git-dir=" + Scripts.REPOSITORY, "remote", "remove", "silent").ok();
    Result again = at.node.troops("pull", "--unattended");
    assertThat(again.code()).as(again.all()).isZero();
    assertThat(again.err().lines().filter(line -> line.startsWith("warning: "))).hasSize(5);
  }

  private static void assertThatEachIsNamed(Result result, String before) {
    assertThat(result.err())
        .containsPattern(before + "cut: .*(timed out|No route to host|no answer within)")
        .containsPattern(before + "refused: .*Connection refused")
        .containsPattern(before + "silent: .*(timed out|no answer within)")
        .contains("is it up, and may this machine reach it? the next pull tries again")
        .contains("nobody listens there: is its server up, and the port right?")
        .contains("is the name right? git remote set-url changes it")
        .containsPattern(before + "nowhere: .*Could not resolve hostname nowhere.example.com")
        .containsPattern(before + "stranger: Permission denied \\(publickey")
        .contains("authorise the key of this node there: /var/lib/troops/ssh/id_ed25519.pub")
        .contains(before + "missing: 'missing' does not appear to be a git repository")
        .contains("is the url right, and may this node read it? git remote set-url changes it")
        .contains(before + "helper: transport 'ext' not allowed");
  }

  @Test
  void aHostThatHasAnotherKeyIsRefusedUntilRootSaysSo(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.commit("one");
    at.publish(address, "main");
    at.pull().ok();
    String known = at.read(KNOWN_HOSTS);
    assertThat(known).startsWith("repos.example.com ssh-ed25519 ");

    at.host.node().changeHostKey();
    String two = at.commit("two");
    at.publish(address, "main");
    Result refused = at.pull();
    assertThat(refused.code()).as(refused.all()).isEqualTo(1);
    String accept = "ssh-keygen -R 'repos.example.com' -f " + KNOWN_HOSTS;
    assertThat(refused.err())
        .contains("origin: the host key of repos.example.com isn't the one that was seen first")
        .contains("if that is right, run as root: " + accept + "\n");
    assertThat(at.read(KNOWN_HOSTS)).isEqualTo(known);

    at.node.run("sh", "-c", accept).ok();
    assertThat(at.pull().ok().err()).contains("deploying " + two.substring(0, 10));
    assertThat(at.read(KNOWN_HOSTS)).isNotEqualTo(known);
    assertThat(at.pull().ok().err()).startsWith("nothing new: ");
  }

  @Test
  void theDescendantWinsAndOfThoseThatDivergedTheFirst(Bed bed) {
    Pulling at = Pulling.on(bed);
    String left = at.remote("left");
    String right = at.remote("right");
    String one = at.commit("one");
    at.publish(left, "main");
    at.publish(right, "main");
    at.pull().ok();

    String two = at.commit("two");
    at.publish(left, "main");
    String three = at.commit("three");
    at.publish(right, "main");
    Result ahead = at.pull().ok();
    assertThat(ahead.err())
        .contains("deploying " + three.substring(0, 10))
        .doesNotContain("warning: ");
    assertThat(at.pull().ok().err())
        .isEqualTo("nothing new: " + three.substring(0, 10) + " is deployed\n");

    String four = at.commit("four");
    at.publish(left, "main");
    at.pusher.git("reset", "--quiet", "--hard", three).ok();
    String five = at.commit("five");
    at.publish(right, "main");
    Result parted = at.pull().ok();
    assertThat(parted.err())
        .contains(
            "warning: the remotes' main has diverged: left ("
                + four.substring(0, 10)
                + "), right ("
                + five.substring(0, 10)
                + ")\n")
        .contains("hint: the first one counts; merge one into the other, and push that to all")
        .contains("deploying " + four.substring(0, 10));
    assertThat(at.branch("main")).isEqualTo(four);
    assertThat(List.of(one, two)).doesNotContain(at.branch("main"));
    Result later = at.pull();
    assertThat(later.code()).as(later.all()).isZero();
    assertThat(later.err())
        .contains("main of right, " + five.substring(0, 10) + ", is not a fast-forward of ")
        .contains("nothing new: " + four.substring(0, 10) + " is deployed");
  }

  @Test
  void aKeyOfTheOtherKindIsMadeAndUsedOnRequest(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    at.commit("one");
    at.publish(address, "main");
    at.write("/etc/troops/config", "[ssh]\n\tkeyType = rsa\n");
    at.host.authoriseNobody();
    Result without = at.pull();
    assertThat(without.err())
        .contains("this node has no ssh key of the kind rsa in /var/lib/troops/ssh yet")
        .contains("systemctl start troops-key.service");
    at.node.run("systemctl", "start", "troops-key.service").ok();
    assertThat(at.pull().err())
        .contains("authorise the key of this node there: /var/lib/troops/ssh/id_rsa.pub\n");
    at.host.authorise(at.read("/var/lib/troops/ssh/id_rsa.pub"));
    assertThat(at.pull().ok().err()).contains("succeeded: 1 change");
  }

  @Test
  void pathsAreRemotesToo(Bed bed) {
    Pulling at = Pulling.on(bed);
    at.commit("one");
    at.publish(at.host.repository("deploy"), "main");
    at.node.run("git", "init", "--quiet", "--bare", "--initial-branch=main", "/srv/root.git").ok();
    at.remote("roots", "/srv/root.git");
    Result foreign = at.pull();
    assertThat(foreign.err())
        .contains("detected dubious ownership in repository at '/srv/root.git'")
        .contains("git config --file /etc/troops/gitconfig --add safe.directory PATH");
    at.node.run("git", "config", "--file=/etc/troops/gitconfig", "safe.directory", "/srv/root.git");
    Result trusted = at.pull();
    assertThat(trusted.code()).as(trusted.all()).isZero();
    assertThat(trusted.err()).contains("roots has no branch that its HEAD names");
  }
}
