package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

/// Deployments that are larger than anybody should make them.
@ExtendWith(TestBed.class)
@EnabledIfSystemProperty(named = "troops.long", matches = "true")
class LargePushTest {
  @Test
  void aTreeOfAHundredThousandFiles(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher
        .shell(
            "for d in $(seq 100); do mkdir -p files/$d; (cd files/$d; seq 1000 | split -l 1 -a 4 -d);"
                + " done")
        .ok();
    pusher.script(Scripts.motd("one"));
    Result first = pusher.push(node, "main").ok();
    assertThat(first.err()).contains("remote: succeeded: 1 change");
    pusher.deploy(node, Scripts.motd("two"));
    assertThat(node.file("/etc/motd")).hasContent("two\n");
  }

  @Test
  void aFileOfTwoGigabytes(Bed bed) {
    DebianNode node = Scripts.node(bed);
    Pusher pusher = bed.pusher();
    pusher.shell("truncate --size=2200M large; echo end >>large").ok();
    pusher.git("config", "core.bigFileThreshold", "10m").ok();
    pusher.script(
        Scripts.deployable(
            "large", "IO.println(java.nio.file.Files.size(Troops.file(\"large\")));"));
    Result result = pusher.push(node, "main").ok();
    assertThat(result.err()).contains("remote: 2306867204");
  }
}
