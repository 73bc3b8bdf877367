package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import acceptance.bed.TroopsPackage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What the README tells people to type, from a base machine on.
@ExtendWith(TestBed.class)
class ReadmeTest {
  /// The lines of the README that are typed for a node, in their order.
  private static List<String> lines() throws IOException {
    List<String> typed = new ArrayList<>();
    boolean inside = false;
    for (String line : Files.readAllLines(Bench.EXAMPLES.resolveSibling("README.md"))) {
      if (line.startsWith("## ")) {
        inside = line.equals("## A node in four lines");
      }
      String words = line.strip();
      boolean command =
          words.startsWith("scp ") || words.startsWith("ssh ") || words.startsWith("git push ");
      if (inside && line.startsWith("    ") && command) {
        typed.add(words);
      }
    }
    return typed;
  }

  @Test
  void aBaseMachineBecomesANodeThatDeploysByPushAndPull(Bed bed) throws Exception {
    DebianNode node = bed.node("shellbox-1.example.com");
    GitHost host = bed.gitHost("repos.example.com");
    String address = host.repository("deploy");
    Pusher pusher = bed.pusher();
    Path shellbox = Bench.EXAMPLES.resolve("shellbox");
    pusher.file("requirements.txt", Files.readString(shellbox.resolve("requirements.txt")));
    pusher.script(Files.readString(shellbox.resolve("deploy.java")));
    Path packages = Files.createDirectories(pusher.home().resolve("distribution/target"));
    Files.copy(
        TroopsPackage.file(), packages.resolve(TroopsPackage.file().getFileName().toString()));
    pusher.run("ln", "-s", packages.getParent().toString(), "distribution").ok();
    pusher.git("push", address, "main").ok();

    List<String> lines = lines();
    assertThat(lines).hasSize(8);
    for (String line : lines) {
      Result result = pusher.shell(line).ok();
      if (line.startsWith("git push")) {
        assertThat(result.err())
            .contains("remote:   install tmux (")
            .contains(" * [new branch]      main -> main");
      } else if (line.contains("ssh/id_ed25519.pub")) {
        host.authorise(result.out());
      } else if (line.endsWith("troops pull")) {
        assertThat(result.err()).contains("nothing new: ");
      }
    }
    node.run("tmux", "-V").ok();
    assertThat(node.run("systemctl", "is-active", "troops-pull.timer").ok().out())
        .isEqualTo("active\n");
    assertThat(node.run("troops", "status").ok().out())
        .contains("next pull   ")
        .doesNotContain("the timer is off");
  }
}
