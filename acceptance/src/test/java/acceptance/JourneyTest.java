package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// From a base Debian machine to a node that deploys by push, and by pull: the lines that the
/// manual promises, word for word.
@ExtendWith(TestBed.class)
class JourneyTest {
  private static final String GREETING =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void motd() {
          Place.text("/etc/motd", "%s\\n");
      }
      """;

  private static Pusher greeting(Bed bed, String text) {
    Pusher pusher = bed.pusher().file("requirements.txt", "org.debianadmin:debian-admin\n");
    pusher.script(GREETING.formatted(text));
    return pusher;
  }

  @Test
  void aPushIsAcceptedExactlyWhenItsDeploymentSucceeded(Bed bed) throws Exception {
    DebianNode node = bed.readyNode("shellbox-1.example.com");
    Pusher pusher = greeting(bed, "one");
    pusher.git("branch", "--move", "master").ok();
    pusher.shell("ssh ubuntu@shellbox-1 sudo gpasswd -a ubuntu troops").ok();
    String push = "git push ubuntu@shellbox-1:/var/lib/troops/repo/main.git master";

    Result first = pusher.shell(push).ok();
    assertThat(first.err())
        .contains("remote: deploying ")
        .contains("remote:   update /etc/motd (")
        .contains("remote: succeeded: 1 change (")
        .contains(" * [new branch]      master -> master");
    assertThat(node.file("/etc/motd")).hasContent("one\n");
    String deployed = pusher.git("rev-parse", "HEAD").ok().out().strip();

    pusher.script(
        GREETING.formatted("two")
            + "\n@Deployable\nvoid late() { throw new Error(\"no luck\"); }\n");
    Result failed = pusher.shell(push);
    assertThat(failed.code()).as(failed.all()).isEqualTo(1);
    assertThat(failed.err())
        .contains("remote: failed: late, deploy.java:")
        .contains("remote: changed before it failed: 1 change")
        .contains(
            " ! [remote rejected] master -> master (deployment failed: java.lang.Error: no luck)");
    assertThat(node.file("/etc/motd")).hasContent("two\n");
    Result branch =
        pusher.shell("git ls-remote ubuntu@shellbox-1:/var/lib/troops/repo/main.git master").ok();
    assertThat(branch.out()).isEqualTo(deployed + "\trefs/heads/master\n");

    pusher.script(GREETING.formatted("three"));
    assertThat(pusher.shell(push).ok().err()).contains("master -> master");
    assertThat(node.file("/etc/motd")).hasContent("three\n");

    Files.writeString(node.file("/etc/motd"), "by hand\n");
    Result again = pusher.shell("ssh ubuntu@shellbox-1 troops deploy").ok();
    assertThat(again.err()).contains("update /etc/motd (").contains("succeeded: 1 change");
    assertThat(node.file("/etc/motd")).hasContent("three\n");
    assertThat(pusher.shell("ssh ubuntu@shellbox-1 troops status").ok().out())
        .contains("branch      master\n")
        .contains("last run    succeeded (");
    assertThat(pusher.shell("ssh ubuntu@shellbox-1 troops log").ok().out())
        .contains("ubuntu (push)")
        .contains("failed: java.lang.Error: no luck");
  }

  @Test
  void aNodePullsFromItsRemotesAndTriesAgainUntilItWorks(Bed bed) throws Exception {
    DebianNode node = bed.readyNode("shellbox-1.example.com");
    GitHost host = bed.gitHost("repos.example.com");
    Pusher pusher = greeting(bed, "one");
    String address = host.repository("deploy");
    pusher.git("push", address, "main").ok();
    pusher.shell("ssh ubuntu@shellbox-1 sudo gpasswd -a ubuntu troops").ok();
    pusher
        .shell(
            "ssh ubuntu@shellbox-1 git --git-dir=/var/lib/troops/repo/main.git remote add origin "
                + address)
        .ok();
    String pull = "ssh ubuntu@shellbox-1 troops pull --repository=/var/lib/troops/repo/main.git";

    Result unknown = pusher.shell(pull);
    assertThat(unknown.code()).as(unknown.all()).isEqualTo(1);
    assertThat(unknown.err())
        .contains("no remote can be fetched")
        .contains("Permission denied")
        .contains("/var/lib/troops/ssh/id_ed25519.pub");

    host.authorise(
        pusher.shell("ssh ubuntu@shellbox-1 cat /var/lib/troops/ssh/id_ed25519.pub").ok().out());
    Result first = pusher.shell(pull).ok();
    assertThat(first.err()).contains("succeeded: 1 change");
    assertThat(node.file("/etc/motd")).hasContent("one\n");
    assertThat(pusher.shell(pull).ok().err()).startsWith("nothing new: ");

    // What fails is tried again until it works.
    pusher.script(
        GREETING
            .formatted("two")
            .replace(
                "Place",
                "if (!java.nio.file.Files.exists(java.nio.file.Path.of(\"/srv/ready\"))) throw new Error(\"not yet\");\n    Place"));
    pusher.git("push", address, "main").ok();
    Result failed = pusher.shell(pull);
    assertThat(failed.code()).as(failed.all()).isEqualTo(1);
    Result retried = pusher.shell(pull);
    assertThat(retried.code()).as(retried.all()).isEqualTo(1);
    assertThat(retried.err()).contains("attempt 2 of ").contains("not yet");
    Files.writeString(node.file("/srv/ready"), "");
    assertThat(pusher.shell(pull).ok().err()).contains("attempt 3 of ");
    assertThat(node.file("/etc/motd")).hasContent("two\n");
    String commit = pusher.git("rev-parse", "HEAD").ok().out().strip();
    assertThat(
            pusher
                .shell("git ls-remote ubuntu@shellbox-1:/var/lib/troops/repo/main.git")
                .ok()
                .out())
        .contains(commit + "\trefs/heads/main\n");
  }
}
