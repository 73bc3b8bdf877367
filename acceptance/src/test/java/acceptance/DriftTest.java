package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Drift of a node, previews of pushes and whether they were right, and the page of a node's runs:
/// for members of its group.
@ExtendWith(TestBed.class)
class DriftTest {
  @Test
  void aMemberFindsDriftAndPutsItRight(Bed bed) throws IOException {
    DebianNode node = Scripts.node(bed);
    Result nothing = node.ssh("ubuntu", "troops drift");
    assertThat(nothing.code()).as(nothing.all()).isEqualTo(1);
    assertThat(nothing.err()).contains("nothing is deployed on this node yet");
    Pusher pusher = bed.pusher();
    String commit = pusher.deploy(node, Scripts.motd("one"));
    assertThat(node.ssh("ubuntu", "troops drift").ok().err())
        .contains("previewing " + commit.substring(0, 10), "preview: nothing to do");

    Files.writeString(node.file("/etc/motd"), "by hand\n");
    Result found = node.ssh("ubuntu", "troops drift --diff");
    assertThat(found.code()).as(found.all()).isEqualTo(2);
    assertThat(found.err())
        .contains("would update /etc/motd (1 line), drift", "-by hand", "+one")
        .contains("preview: 1 change to make, drift; nothing was changed");
    assertThat(node.ssh("ubuntu", "troops drift --json").out()).contains("\"origin\":\"drift\"");
    assertThat(Files.readString(node.file("/etc/motd"))).isEqualTo("by hand\n");

    assertThat(node.ssh("ubuntu", "troops deploy").ok().err())
        .contains("  update /etc/motd (1 line), drift\n")
        .contains("the preview was right\n", "succeeded: 1 change, drift put right");
    node.ssh("ubuntu", "troops drift").ok();
  }

  @Test
  void aPushThatWasCheckedSaysWhetherTheCheckWasRight(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    pusher.script(Scripts.motd("two"));
    pusher.push(node, "--push-option=check", "main").ok();
    Result push = pusher.push(node, "main").ok();
    assertThat(push.err()).contains("remote: the preview was right").doesNotContain("drift");
    assertThat(node.ssh("ubuntu", "troops log last").ok().out()).contains("the preview was right");
  }

  @Test
  void aMemberGetsAPageOfTheRuns(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.deploy(node, Scripts.motd("one"));
    pusher.deploy(node, Scripts.motd("two"));
    String page = node.ssh("ubuntu", "troops report --all").ok().out();
    assertThat(page)
        .startsWith("<!DOCTYPE html>")
        .contains("<h1>2 runs on shellbox-1", "update /etc/motd", "<ins>+two</ins>")
        .endsWith("</html>\n");
    assertThat(node.ssh("ubuntu", "troops report last").ok().out()).contains("<h1>Run of ");
  }
}
