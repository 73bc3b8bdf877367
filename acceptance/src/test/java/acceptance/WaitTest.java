package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Patience;
import acceptance.bed.Program;
import acceptance.bed.Result;
import acceptance.bed.TestBed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Waiting on a real node: what is said meanwhile, and in the end if it was in vain.
@ExtendWith(TestBed.class)
class WaitTest {
  private static final String BRIEFLY = "Wait.atMost(java.time.Duration.ofSeconds(1))";

  @TempDir Path directory;

  @Test
  void goesOnAsSoonAsItIsSo(Bed bed) throws IOException {
    DebianNode node = bed.node("wait.example.com");
    UnitDeployment script = new UnitDeployment(node, directory);
    Program run =
        script.start(
            "Wait.forFile(\"/run/app.sock\");", "Wait.forPort(22);", "Wait.forUnit(\"ssh\");");
    Patience.await(
        "that it waits",
        () -> run.said().contains("waiting for /run/app.sock: no such file or directory"));
    Files.createFile(node.file("/run/app.sock"));
    assertThat(run.finish().ok().err())
        .contains("nothing to do: /run/app.sock: is there, after ")
        .contains("; port 22 of localhost: accepts connections; ")
        .contains("; ssh.service to be active: active (running)");
  }

  @Test
  void saysWhatWasSeenLastWhenItWasInVain(Bed bed) throws IOException {
    DebianNode node = bed.node("wait.example.com");
    UnitDeployment script = new UnitDeployment(node, directory);
    assertThat(script.apply("Wait.forPort(5432, " + BRIEFLY + ");").refused().err())
        .contains("waiting for port 5432 of localhost: connection refused")
        .contains("waited 1 s for port 5432 of localhost: connection refused")
        .contains("hint: see whether what listens there has started");
    assertThat(
            script
                .apply("Wait.forHttp(\"http://localhost:22/\", " + BRIEFLY + ");")
                .refused()
                .err())
        .contains("waited 1 s for http://localhost:22/: ");
    assertThat(
            script.apply("Wait.forPort(\"nobody.invalid\", 1, " + BRIEFLY + ");").refused().err())
        .contains("waited 1 s for port 1 of nobody.invalid: ");
  }

  @Test
  void showsTheJournalOfAUnitThatDoesNotComeUp(Bed bed) throws IOException {
    DebianNode node = bed.node("wait.example.com");
    UnitDeployment script = new UnitDeployment(node, directory);
    String wait = "Wait.forUnit(\"app\", " + BRIEFLY + ");";
    String text = "Unit.text(\"app.service\", \"[Service]\\n%s\\nExecStart=sh -c '%s'\\n\");";
    assertThat(
            script
                .apply(
                    text.formatted("Type=notify", "echo it hangs; sleep infinity"),
                    "Command.of(\"systemctl\", \"start\", \"--no-block\", \"app\").run();",
                    wait)
                .refused()
                .err())
        .contains("waiting for app.service to be active: activating (start)")
        .contains("waited 1 s for app.service to be active: activating (start)")
        .contains("it hangs");
    assertThat(
            script
                .apply(
                    text.formatted("Type=exec", "echo it dies; sleep 1; exit 3"),
                    "Unit.stop(\"app\");",
                    "Unit.start(\"app\");",
                    "Thread.sleep(1_500);",
                    wait)
                .refused()
                .err())
        .contains("app.service has failed, so it isn't waited for")
        .contains("it dies");
    assertThat(script.apply("Wait.forUnit(\"none\");").refused().err())
        .contains("no unit named none.service");
  }

  @Test
  void aPreviewDoesNotWait(Bed bed) throws IOException {
    UnitDeployment script = new UnitDeployment(bed.node("wait.example.com"), directory);
    Result preview =
        script
            .preview(
                "Wait.forUnit(\"none\");",
                "Wait.forUnit(\"ssh\");",
                "Wait.forHttp(\"http://localhost/health\");")
            .ok();
    assertThat(preview.err())
        .contains("none.service to be active: a preview doesn't wait: no such unit")
        .contains("http://localhost/health: a preview doesn't wait: connection refused");
  }
}
