package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Secrets of a deployment come to light where the deployment puts them, and nowhere else.
@ExtendWith(TestBed.class)
class SecretTest {
  private static final Map<String, String> SECRETS =
      Map.of(
          "token",
          "correct-horse-battery-staple",
          "hash",
          "$y$j9T$k2XAnEHBqQ1Ct2aMXFKNa/$FxNWGUyeQ3labVABlWUvJbKRjZDjKZoj3Umcv0YqPVD");

  private static final String[] READ = {
    "Secret token = Secret.of(java.nio.file.Files.readString(java.nio.file.Path.of(\"/srv/secrets/token\")));",
    "Secret hash = Secret.of(java.nio.file.Files.readString(java.nio.file.Path.of(\"/srv/secrets/hash\")));",
  };

  private static String script(String... lines) {
    return Scripts.deployable("secrets", String.join("\n  ", READ), String.join("\n  ", lines));
  }

  @Test
  void aDeploymentShowsItsSecretsNowhere(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(
        script(
            "Place.text(\"/etc/token\", token, Place.check(\"seen\", \"test\", \"-s\"));",
            "User.present(\"ann\", User.passwordHash(hash));",
            "User.present(\"ann\", User.locked());",
            "IO.println(\"the token is \" + token + \", the hash is \" + hash);"));
    Watch watch = Watch.of(node, SECRETS);
    watch.heard(pusher.push(node, "--push-option=check", "main").ok());
    Result first = watch.heard(pusher.push(node, "main").ok());
    assertThat(first.err())
        .contains("create /etc/token (mode 0600)")
        .contains("set ann (password hash)")
        .contains("set ann (password locked)")
        .contains("the token is (secret), the hash is (secret)");

    node.run("sh", "-c", "echo other >/etc/token; echo ann:other | chpasswd").ok();
    node.run("git", "clone", "--quiet", "/var/lib/troops/repo/main.git", "/root/deploy").ok();
    String[] deploy = {"deploy", "--repository=/root/deploy", "--json", "--diff"};
    watch.heard(node.troops(deploy[0], deploy[1], deploy[2], deploy[3], "--check").ok());
    Result again = watch.heard(node.troops(deploy).ok());
    assertThat(again.out()).contains("another password hash").contains("its secret content");
    watch.heard(node.troops("log").ok());

    assertThat(watch.findings())
        .contains("written to /etc/token", "written to /etc/shadow")
        .isSubsetOf("written to /etc/token", "written to /etc/shadow", "written to /etc/shadow-");
    assertThat(watch.ran())
        .contains("chpasswd.kept --encrypted")
        .contains("useradd.kept ")
        .contains("test -s");
  }

  @Test
  void aDeploymentThatFailsShowsThemNowhereEither(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    node.user("ann");
    Pusher pusher = bed.pusher();
    Watch watch = Watch.of(node, SECRETS);
    Files.writeString(node.file("/usr/sbin/chpasswd"), "#!/bin/sh\ntee /dev/stderr; exit 1\n");
    for (String line :
        List.of(
            "Place.text(\"/etc/token\", token, Place.check(\"sh\", \"-c\", \"cat $1; cat $1 >&2; exit 1\", \"sh\"));",
            "throw new IllegalStateException(\"not accepted: \" + token + List.of(token, hash));",
            "User.present(\"ann\", User.passwordHash(token));",
            "User.present(\"ann\", User.passwordHash(hash));",
            "Command.of(\"sh\", \"-c\", \"tee /dev/stderr; exit 1\").input(token).run();")) {
      pusher.script(script(line));
      Result failed = watch.heard(pusher.push(node, "main").refused());
      assertThat(failed.err()).contains("! [remote rejected] main -> main (");
      assertThat(failed.err()).containsAnyOf("not shown", "(secret)", "isn't shown");
    }
    assertThat(watch.findings()).isEmpty();
  }

  @Test
  void aDeploymentThatGivesThemAwayIsNoticed(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(
        script(
            "new ProcessBuilder(\"seen\", \"true\", token.reveal()).start().waitFor();",
            "Command.of(\"seen\", \"true\").with(\"TOKEN\", token.reveal()).run();",
            "Place.text(\"/var/tmp/hash\", hash.reveal());",
            "throw new IllegalStateException(\"not accepted: \" + token.reveal());"));
    Watch watch = Watch.of(node, SECRETS);
    watch.heard(pusher.push(node, "main").refused());
    assertThat(watch.findings())
        .contains(
            "shown in cmdline",
            "shown in environ",
            "written to /var/tmp/hash",
            "said by git",
            "in the journal")
        .anyMatch(finding -> finding.startsWith("written to /var/lib/troops/runs/"));
  }
}
