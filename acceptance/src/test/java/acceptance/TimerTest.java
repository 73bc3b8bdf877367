package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A node that pulls on its own, and whom it tells.
@ExtendWith(TestBed.class)
class TimerTest {
  private static final String TELL =
      "#!/bin/sh\n{ env | grep ^TROOPS_; echo; cat | head -1; } >/srv/told.new\n"
          + "mv /srv/told.new /srv/told\n";

  @Test
  void theServiceDeploysUnattendedAndTellsWhoeverIsToBeTold(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.commitThatNeedsTheFile("one");
    at.publish(address, "main");
    at.write("/etc/troops/after-run.d/tell", TELL);
    at.node.run("chmod", "755", "/etc/troops/after-run.d/tell").ok();

    Result failed = at.node.run("systemctl", "start", "troops-pull.service");
    assertThat(failed.code()).as(failed.all()).isEqualTo(1);
    assertThat(at.read("/srv/told").lines())
        .contains(
            "TROOPS_OUTCOME=failed",
            "TROOPS_REVISION=" + one,
            "TROOPS_TITLE=a script",
            "TROOPS_BRANCH=",
            "TROOPS_USER=root",
            "TROOPS_VIA=timer",
            "TROOPS_NODE=shellbox-1",
            "TROOPS_FAILURE=java.lang.Error: not yet",
            "TROOPS_CHANGES=0")
        .anyMatch(line -> line.matches("TROOPS_RUN=20\\S+"))
        .anyMatch(line -> line.matches("TROOPS_RECORD=/var/lib/troops/runs/\\S+"))
        // The record itself is on standard input.
        .anyMatch(line -> line.startsWith("{\"") && line.contains(one));

    at.write("/srv/ready", "");
    at.node.run("systemctl", "start", "troops-pull.service").ok();
    assertThat(at.read("/etc/motd")).isEqualTo("one\n");
    assertThat(at.branch("main")).isEqualTo(one);
    assertThat(at.read("/srv/told"))
        .contains("TROOPS_OUTCOME=succeeded\n", "TROOPS_CHANGES=1\n", "TROOPS_BRANCH=main\n");
    String run = value(at.read("/srv/told"), "TROOPS_RUN");

    // Each line once, with fields to find it by.
    String lines = journal(at, "TROOPS_RUN=" + run);
    assertThat(lines.lines())
        .contains("deploying " + one.substring(0, 10) + " \"a script\" on shellbox-1")
        .contains("  update /etc/motd (1 line)")
        .doesNotHaveDuplicates();
    assertThat(journal(at, "TROOPS_REVISION=" + one)).contains("not yet\n").contains(lines);
    assertThat(journal(at, "TROOPS_RUN=" + run, "TROOPS_USER=root", "TROOPS_VIA=timer"))
        .isEqualTo(lines);
    String all = journal(at, "--unit=troops-pull.service");
    for (String line : lines.lines().toList()) {
      assertThat(all.lines().filter(line::equals)).as(line).hasSizeLessThan(3);
    }

    // Nothing new: nobody hears of it.
    at.node.run("rm", "/srv/told").ok();
    long before = troopsLines(at);
    at.node.run("systemctl", "start", "troops-pull.service").ok();
    assertThat(troopsLines(at)).isEqualTo(before);
    assertThat(Files.exists(at.node.file("/srv/told"))).isFalse();

    // No remote can be reached: somebody has to be told.
    at.host.authoriseNobody();
    Result unreachable = at.node.run("systemctl", "start", "troops-pull.service");
    assertThat(unreachable.code()).as(unreachable.all()).isEqualTo(1);
    assertThat(at.read("/srv/told").lines())
        .contains(
            "TROOPS_OUTCOME=failed",
            "TROOPS_REVISION=" + one,
            "TROOPS_VIA=timer",
            "TROOPS_RUN=",
            "TROOPS_FAILURE=no remote can be fetched");
    assertThat(journal(at, "--identifier=troops"))
        .containsOnlyOnce("no remote can be fetched")
        .containsOnlyOnce("cannot fetch origin: Permission denied");
    at.write("/etc/troops/config", "[pull]\n\tredeploy = soon\n");
    at.node.run("rm", "/srv/told").ok();
    Result setting = at.node.run("systemctl", "start", "troops-pull.service");
    assertThat(setting.code()).as(setting.all()).isEqualTo(1);
    assertThat(at.read("/srv/told"))
        .contains("TROOPS_FAILURE=/etc/troops/config: pull.redeploy is ");
  }

  private static String value(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name + "="))
        .findFirst()
        .orElseThrow()
        .substring(name.length() + 1);
  }

  private static long troopsLines(Pulling at) {
    return journal(at, "--identifier=troops").lines().count();
  }

  private static String journal(Pulling at, String... matches) {
    at.node.run("journalctl", "--sync");
    List<String> words =
        new java.util.ArrayList<>(List.of("journalctl", "--quiet", "--no-pager", "--output=cat"));
    words.addAll(List.of(matches));
    return at.node.run(words.toArray(String[]::new)).ok().out();
  }

  @Test
  void anotherRunIsNoFailure(Bed bed) {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one =
        at.pusher.script(
            Pulling.script(
                "while (!java.nio.file.Files.exists(java.nio.file.Path.of(\"/srv/ready\"))) {\n"
                    + "Thread.sleep(50); }",
                "one"));
    Program push = at.pusher.startPush("ubuntu", at.node, "main");
    Patience.await("the run", () -> push.said().contains("deploying "));
    at.publish(address, "main");
    at.node.run("systemctl", "start", "troops-pull.service").ok();
    assertThat(at.node.run("systemctl", "is-failed", "troops-pull.service").out())
        .isEqualTo("inactive\n");
    assertThat(
            at.node
                .run("systemctl", "show", "--property=ExecMainStatus", "--value", "troops-pull")
                .out())
        .isEqualTo("75\n");
    at.write("/srv/ready", "");
    push.finish().ok();
    assertThat(at.branch("main")).isEqualTo(one);
  }

  @Test
  void theTimerPullsAtItsOwnTimeInTheQuarter(Bed bed) throws Exception {
    Pulling at = Pulling.on(bed);
    String address = at.remote("origin");
    String one = at.commit("one");
    at.publish(address, "main");
    assertThat(at.node.ssh("ubuntu", "troops", "status").ok().out())
        .contains("next pull   the timer is off (sudo systemctl enable --now troops-pull.timer)\n");

    at.node.run("systemctl", "enable", "--now", "troops-pull.timer").ok();
    String next = nextPull(at);
    assertThat(next).startsWith("next pull   ").doesNotContain("the timer is off");
    at.node.run("systemctl", "restart", "troops-pull.timer").ok();
    // Its place is the machine's own, not a new one each time; but a quarter may have passed.
    assertThat(minutes(nextPull(at)) % 15).isEqualTo(minutes(next) % 15);

    Files.createDirectories(at.node.file("/etc/systemd/system/troops-pull.timer.d"));
    at.write(
        "/etc/systemd/system/troops-pull.timer.d/often.conf",
        "[Timer]\nOnBootSec=\nOnCalendar=\nOnCalendar=*:*:*\nRandomizedDelaySec=0\nAccuracySec=1s\n");
    at.node.run("systemctl", "daemon-reload").ok();
    at.node.run("systemctl", "restart", "troops-pull.timer").ok();
    Patience.await("the timer's pull", () -> at.branch("main").equals(one));
    String two = at.commit("two");
    at.publish(address, "main");
    Patience.await("the next pull", () -> at.branch("main").equals(two));
    at.node.run("systemctl", "disable", "--now", "troops-pull.timer").ok();
    assertThat(at.node.ssh("ubuntu", "troops", "log").ok().out()).contains("root (timer)");
  }

  private static String nextPull(Pulling at) {
    return at.node
        .ssh("ubuntu", "troops", "status")
        .ok()
        .out()
        .lines()
        .filter(line -> line.startsWith("next pull "))
        .findFirst()
        .orElseThrow();
  }

  private static int minutes(String line) {
    var matcher = java.util.regex.Pattern.compile(":(\\d\\d):\\d\\d").matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return Integer.parseInt(matcher.group(1));
  }
}
