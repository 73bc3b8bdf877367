package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A node whose deployment needs sources: a folder of its own repository, and a fork that the node
/// fetches by SSH with the key that it pulls with.
@ExtendWith(TestBed.class)
class EditableNodeTest {
  private static final String FORK = "git+ssh://git@repos.example.com/srv/git/fork.git@main";
  private static final String CACHED =
      "find /var/lib/troops/cache/scripts /var/lib/troops/cache/editable -type f -printf '%p %T@\\n'"
          + " | sort";

  @Test
  void sourcesAreBuiltOnTheNodeOnceAndAFailureChangesNothing(Bed bed) {
    Pulling at = Pulling.on(bed);
    DebianNode node = at.node;
    publishFork(at, "hello");
    at.pusher
        .file(
            "requirements.txt",
            "--no-index\norg.debianadmin:debian-admin\n-e ./names\n-e " + FORK + "\n")
        .file("names/names/Names.java", names("\"shellbox\""))
        .file(
            "deploy.java",
            Scripts.deployable(
                "motd",
                "String text = fork.Fork.greet(names.Names.name());",
                "Place.text(\"/etc/motd\", text + \"\\n\");"))
        .commit("greet");
    Result first = at.pusher.push(node, "main").ok();
    assertThat(first.err())
        .contains("fetching ssh://git@repos.example.com/srv/git/fork.git")
        .containsSubsequence("building " + FORK, "building ./names");
    assertThat(at.read("/etc/motd")).isEqualTo("hello shellbox\n");
    assertThat(
            node.run("sh", "-c", "stat -c '%U %a' /var/lib/troops/sources/* /var/lib/troops/cache")
                .ok()
                .out())
        .isEqualTo("troops 700\nroot 700\n");

    // A branch is looked up by each run that has no lock; the node's own key is what opens it.
    publishFork(at, "welcome");
    Result moved = node.ssh("ubuntu", "troops", "deploy").ok();
    assertThat(moved.err()).contains("building " + FORK);
    assertThat(at.read("/etc/motd")).isEqualTo("welcome shellbox\n");

    String troops = Bench.DISTRIBUTION.resolve("bin/troops").toString();
    Result locked = at.pusher.run(troops, "requirements", "lock", "--repository=.").ok();
    assertThat(locked.out()).contains("+ " + FORK.substring(0, 20));
    at.pusher.commit("lock");
    publishFork(at, "goodbye");
    bed.network().cut(at.host.node().name());
    Result second = at.pusher.push(node, "main").ok();
    assertThat(second.err()).doesNotContain("building").doesNotContain("fetching");
    assertThat(at.read("/etc/motd")).isEqualTo("welcome shellbox\n");

    String cached = node.run("sh", "-c", CACHED).ok().out();
    at.pusher.file("README.md", "of no matter\n").commit("readme");
    at.pusher.push(node, "main").ok();
    assertThat(node.run("sh", "-c", CACHED).ok().out()).isEqualTo(cached);

    List<String> refs = Scripts.refs(at.pusher, node);
    at.pusher.file("names/names/Names.java", names("42")).commit("wrong");
    Result failed = at.pusher.push(node, "main");
    assertThat(failed.code()).as(failed.all()).isEqualTo(1);
    assertThat(failed.err())
        .contains("remote:     names/Names.java:3:40: incompatible types: int cannot be converted")
        .contains(
            "! [remote rejected] main -> main (deployment failed: ./names doesn't compile: 1 error, the first at names/Names.java:3)");
    assertThat(Scripts.refs(at.pusher, node)).isEqualTo(refs);
    assertThat(at.read("/etc/motd")).isEqualTo("welcome shellbox\n");
  }

  private static String names(String name) {
    return "package names;\npublic class Names {\n  public static String name() { return "
        + name
        + "; }\n}\n";
  }

  /// Puts a project on the host, as the newest commit of its branch `main`.
  private static void publishFork(Pulling at, String word) {
    String path = "/srv/git/fork.git";
    at.host
        .node()
        .run("runuser", "-u", "git", "--", "bash", "-ec", PUBLISH, "publish", path, word)
        .ok();
  }

  private static final String PUBLISH =
      """
      test -d "$1" || git init --quiet --bare --initial-branch=main "$1"
      work=$(mktemp -d)
      git init --quiet --initial-branch=main "$work"
      cd "$work"
      mkdir -p src/main/java/fork
      echo "<project><modelVersion>4.0.0</modelVersion><groupId>org.example</groupId>" \\
        "<artifactId>fork</artifactId><version>1</version></project>" >pom.xml
      echo "package fork; public class Fork {" \\
        "public static String greet(String name) { return \\"$2 \\" + name; } }" >src/main/java/fork/Fork.java
      git add --all
      git -c user.name=tester -c user.email=tester@example.com commit --quiet -m "$2"
      git push --quiet --force "$1" main
      rm -rf "$work"
      """;
}
