package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A node whose administrator wants libraries to be locked. The library comes with the commit.
@ExtendWith(TestBed.class)
class LockedNodeTest {
  private static final String GREETS =
      Scripts.deployable("greets", "IO.println(greeting.Greeting.text());");

  @Test
  void aNodeRunsNothingThatIsNotLocked(Bed bed) {
    DebianNode node = Scripts.node(bed);
    node.run("sh", "-c", "printf '[requirements]\\n\\tlock = required\\n' > /etc/troops/config")
        .ok();
    Pusher pusher = bed.pusher();
    publish(pusher, "hello");
    pusher
        .file("deploy.java", GREETS)
        .file(
            "requirements.txt",
            """
            --repository ./libraries
            --no-index
            org.debianadmin:debian-admin
            org.example:greeting:1.0
            """);
    pusher.commit("greet");
    assertThat(refused(pusher.push(node, "main")).err())
        .contains("there is no requirements.lock, and libraries are to be locked");

    String troops = Bench.DISTRIBUTION.resolve("bin/troops").toString();
    pusher.run(troops, "requirements", "lock", "--repository=.").ok();
    pusher.commit("lock");
    assertThat(pusher.push(node, "main").ok().err()).contains("remote: hello");
    String kept = node.run("sh", "-c", "stat -c '%U %a' /var/lib/troops/cache").ok().out();
    assertThat(kept).isEqualTo("root 700\n");

    node.run("rm", "-r", "/var/lib/troops/cache").ok();
    publish(pusher, "goodbye");
    pusher.commit("other bytes, same name");
    assertThat(refused(pusher.push(node, "main")).err())
        .contains("org.example:greeting:1.0 has other content than requirements.lock says");
    assertThat(node.run("find", "/var/lib/troops/cache/locked").ok().out())
        .isEqualTo("/var/lib/troops/cache/locked\n");
  }

  private static Result refused(Result result) {
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    return result;
  }

  /// A Maven repository in the work tree, with a library of one class.
  private static void publish(Pusher pusher, String text) {
    String source =
        "package greeting; public class Greeting { public static String text() { return \"%s\"; } }"
            .formatted(text);
    new SmallLibrary("org.example:greeting:1.0", "greeting/Greeting.java", source)
        .publish(pusher.work().resolve("libraries"));
  }
}
