package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// The examples on real Debian machines: previewed, they say what they will do, and that comes
/// true; deployed, they do their work; deployed again, they find nothing to do.
@ExtendWith(TestBed.class)
class ExamplesTest {
  private static DebianNode deployed(Bed bed, String example, String name) throws IOException {
    DebianNode node = bed.node(name);
    node.deployment(Bench.EXAMPLES.resolve(example));
    node.run("apt-get", "update").ok();
    Result preview = node.troops("deploy", "--repository=/root/deploy", "--check").ok();
    assertThat(preview.err()).contains("would ");
    Result first = node.troops("deploy", "--repository=/root/deploy").ok();
    assertThat(first.err()).contains("\nthe preview was right").contains("\nsucceeded: ");
    Result second = node.troops("deploy", "--repository=/root/deploy").ok();
    assertThat(second.err()).contains("succeeded: nothing to do");
    assertThat(node.troops("drift", "--repository=/root/deploy").ok().err())
        .contains("preview: nothing to do");
    return node;
  }

  @Test
  void theShellBoxHasItsTmux(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "shellbox", "shellbox-1.example.com");
    node.run("tmux", "-V").ok();
  }

  @Test
  void everybodyHasACommandThatTellsOfTheMachine(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "hello", "anything.example.com");
    assertThat(node.run("/root/.local/bin/about-this-machine").ok().out()).contains("anything");
  }

  @Test
  void theWebServerServesItsSites(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "webserver", "web-1.example.com");
    String ask =
        """
        exec 3<>/dev/tcp/localhost/80
        printf 'GET / HTTP/1.0\\r\\nHost: docs.example.com\\r\\n\\r\\n' >&3
        cat <&3
        """;
    assertThat(node.run("bash", "-c", ask).ok().out()).contains("<h1>Documentation</h1>");
    assertThat(node.run("logrotate", "--debug", "/etc/logrotate.d/sites").ok().err())
        .contains("/var/log/sites/*.log");
    // What is changed by hand is put right, and nginx runs with it.
    node.run("sed", "-i", "s/docs/spoilt/", "/etc/nginx/sites-available/docs.example.com").ok();
    assertThat(node.troops("deploy", "--repository=/root/deploy").ok().err())
        .contains("update /etc/nginx/sites-available/docs.example.com")
        .contains("reload nginx.service");
  }

  @Test
  void theBuildBoxLetsItsBuildersIn(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "buildbox", "build-1.example.com");
    assertThat(node.run("id", "ann").ok().out()).contains("builders");
    assertThat(node.run("runuser", "-u", "ann", "--", "sudo", "--non-interactive", "-l").ok().out())
        .contains("/usr/bin/apt-get update");
    assertThat(node.run("systemctl", "list-timers", "--no-legend", "tidy-builds.timer").ok().out())
        .contains("tidy-builds.service");
    assertThat(node.run("runuser", "-u", "ben", "--", "touch", "/srv/build/x").ok().code())
        .isZero();
  }

  @Test
  void thePartInCIsCompiledBeforeItIsCalled(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "native", "shellbox-1.example.com");
    assertThat(node.file("/etc/fingerprint")).content().matches("[0-9a-f]{32}\n");
    // A change of the source is compiled, and called, in the same run.
    node.run("sed", "-i", "s/, strlen(text)/, 0/", "/root/deploy/fingerprint.c").ok();
    node.commit();
    assertThat(node.troops("deploy", "--repository=/root/deploy").ok().err())
        .containsSubsequence(
            "prepare.fingerprint  prepare.java:10\n", "gcc", "update /etc/fingerprint");
  }

  @Test
  void theBaseLetsNobodyInByPassword(Bed bed) throws IOException {
    DebianNode node = deployed(bed, "base", "anything.example.com");
    assertThat(node.run("sshd", "-T").ok().out()).contains("passwordauthentication no");
    assertThat(node.run("date", "+%Z").ok().out()).matches("CES?T\\n");
    assertThat(node.run("locale", "-a").ok().out()).contains("en_GB.utf8");
    node.ssh("ubuntu", "true").ok();
    // What sshd wouldn't start with never takes the old settings' place.
    node.run("sed", "-i", "s/X11Forwarding no/X11Forwarding perhaps/", "/root/deploy/deploy.java")
        .ok();
    node.commit();
    assertThat(node.troops("deploy", "--repository=/root/deploy").refused().err())
        .contains("the new content of /etc/ssh/sshd_config.d/base.conf was not accepted");
    node.ssh("ubuntu", "true").ok();
  }
}
