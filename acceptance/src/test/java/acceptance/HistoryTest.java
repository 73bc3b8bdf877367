package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `troops log` says about runs that were, and one that is.
class HistoryTest {
  private static final String HEAD = "import troops.*;\n@Deployable\n";

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void begin() {
    bench = Bench.in(directory);
  }

  @Test
  void saysThatThereAreNoRunsYet() {
    Result result = bench.troops("log");
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(result.out()).isEqualTo("no runs yet\n");
    assertThat(result.err()).isEmpty();
  }

  @Test
  void listsRunsAndShowsOneAsItWasTold() {
    bench.script(HEAD + "void fine() { IO.println(\"hello\"); }\n");
    String told = bench.deploy().err();
    bench.script(HEAD + "void no() { throw new Error(\"broken\"); }\n").deploy();
    String revision = bench.git("rev-parse", "HEAD").substring(0, 10);

    Result list = bench.troops("log");
    assertThat(list.code()).as(list.all()).isZero();
    assertThat(list.err()).isEmpty();
    assertThat(list.out().lines()).hasSize(3);
    assertThat(list.out().lines().toList().get(1))
        .contains(" (local) ", revision, "failed: java.lang.Error: broken", "a commit");
    String[] first = list.out().lines().toList().get(2).split(" +", 2);
    assertThat(first[1]).contains("succeeded: nothing to do");

    assertThat(bench.troops("log", first[0]).out().lines().toList())
        .containsAll(told.lines().toList())
        .contains("hello");
    assertThat(bench.troops("log", "last").out()).contains("failed: no, deploy.java:3");
    assertThat(bench.troops("log", "--failed", "--json").out().lines().toList())
        .singleElement()
        .asString()
        .contains("\"outcome\":\"failed\"", "\"via\":\"local\"");
  }

  @Test
  void tellsARunThatGoesOnFromOneThatWasKilled() throws InterruptedException {
    bench.script(HEAD + "void hangs() throws Exception { Thread.sleep(100_000); }\n");
    Process run = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("the run", () -> bench.saidSoFar().contains("deploying"));
    assertThat(bench.troops("log").out()).contains("  going on  ");
    assertThat(bench.troops("log", "last").out()).endsWith("the run is going on\n");
    List<ProcessHandle> family = run.descendants().toList();
    run.destroyForcibly();
    assertThat(run.waitFor(10, TimeUnit.SECONDS)).isTrue();
    // It may have been compiling, in a process of its own.
    Bench.await("its programs", () -> family.stream().noneMatch(ProcessHandle::isAlive));
    assertThat(bench.troops("log").out()).contains("  ended without a word  ");
    assertThat(bench.troops("log", "last").out())
        .endsWith("the run ended without a word: it was killed, or the machine went down\n");
  }
}
