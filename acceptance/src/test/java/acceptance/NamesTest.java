package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Names of files, branches and commits that nobody would choose, pushed to a node.
@ExtendWith(TestBed.class)
class NamesTest {
  @Test
  void filesMayBeCalledAnythingThatIsText(Bed bed) throws Exception {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher
        .file("new\nline", "1\n")
        .file("escape\u001b[31m", "2\n")
        .file("größe/日本", "3\n")
        .file("-rf", "4\n");
    Files.createSymbolicLink(pusher.work().resolve("out"), Path.of("/etc/shadow"));
    Files.createSymbolicLink(pusher.work().resolve("up"), Path.of("../../.."));
    pusher.script(
        Scripts.deployable(
            "names",
            "for (String name : List.of(\"new\\nline\", \"escape\\u001b[31m\", \"größe/日本\", \"-rf\")) {",
            "  IO.println(name + \": \" + java.nio.file.Files.readString(Troops.file(name)).strip());",
            "}"));
    pusher
        .git("commit", "--amend", "--quiet", "-m", "title\u001b[31m\u202e with \u0007 bells")
        .ok();
    Result result = pusher.push(node, "main").ok();
    assertThat(result.err())
        .contains("remote: größe/日本: 3")
        .contains("remote: -rf: 4")
        .contains("remote: line: 1")
        .contains("remote: escape^[[31m: 2")
        .contains("\"title^[[31m\\u202e with ^G bells\"")
        .doesNotContain("\u001b[31m")
        .doesNotContain("\u202e");
    for (String command : new String[] {"status", "log", "log last", "log --json"}) {
      assertThat(node.ssh("ubuntu", "troops " + command).ok().out())
          .as(command)
          .doesNotContain("\u001b")
          .doesNotContain("\u202e")
          .doesNotContain("\u0007");
    }
    // A link that leads out is a link, nothing more.
    assertThat(Scripts.local(node)).hasSize(1);
  }

  @Test
  void namesThatAreNotTextAreRefused(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.script(Scripts.motd("one"));
    String push = "git push " + node.repository("ubuntu") + " ";
    Result branch = pusher.shell(push + "\"main:refs/heads/$(printf 'caf\\351')\"");
    assertThat(branch.code()).as(branch.all()).isEqualTo(1);
    assertThat(branch.err()).contains("(the name of a branch or tag isn't UTF-8)");

    pusher.shell("touch \"$(printf 'caf\\351.txt')\"").ok();
    pusher.commit("a file");
    Result file = pusher.push(node, "main");
    assertThat(file.code()).as(file.all()).isEqualTo(1);
    assertThat(file.err())
        .contains("main -> main (the name of a file isn't UTF-8: 'caf\ufffd.txt')")
        .contains("remote: hint: ");
    pusher.shell("git rm --quiet caf*; ln -s \"$(printf 'caf\\351')\" link").ok();
    pusher.commit("a link");
    Result link = pusher.push(node, "main");
    assertThat(link.code()).as(link.all()).isEqualTo(1);
    assertThat(link.err()).contains("where a link leads isn't UTF-8: 'caf\ufffd'");
    assertThat(Scripts.local(node)).isEmpty();
  }

  @Test
  void aBranchMayBeCalledAnythingThatGitAllowsAndIsText(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    String name = "release/größe-日本'\"$(id)";
    String commit = pusher.script(Scripts.motd("one"));
    pusher.git("branch", "--move", name).ok();
    pusher.push(node, name).ok();
    assertThat(Scripts.local(node)).containsExactly(commit + " refs/heads/" + name);
    assertThat(Scripts.head(node)).isEqualTo("refs/heads/" + name);
    assertThat(node.ssh("ubuntu", "troops", "status").ok().out())
        .contains("branch      " + name + "\n");
    pusher.script(Scripts.motd("two"));
    pusher.push(node, name).ok();
    node.ssh("ubuntu", "troops", "deploy").ok();
  }
}
