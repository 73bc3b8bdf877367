package acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import acceptance.bed.Machine;
import acceptance.bed.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is said when things don't go as usual: nothing that isn't so.
class TruthTest {
  private static final String FINE = "import troops.*;\n@Deployable\nvoid fine() {}\n";

  @TempDir Path directory;

  @Test
  void aProgramThatWasRunIsAChange() {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import machine.*;
                import troops.*;
                @Deployable
                void touches() { Command.of("touch", System.getenv("OUT") + "/file").run(); }
                @Deployable
                void fails() { Command.of("sh", "-c", "exit 4").run(); }
                """);
    Result preview = bench.deploy("--check", "--detailed-exitcode");
    assertThat(preview.code()).isEqualTo(2);
    assertThat(preview.err()).contains("preview: 2 unknown; nothing was changed");
    Result result = bench.deploy("--detailed-exitcode");
    assertThat(result.err())
        .contains("  run touch " + bench.out() + "/file\n")
        .contains("  run sh -c 'exit 4' (exit code 4)\n")
        .contains("changed before it failed: 2 changes");
    assertThat(bench.deploy("--only=touches", "--detailed-exitcode").code()).isEqualTo(2);
  }

  @Test
  void aRunThatIsEndedByASignalIsRecordedWithWhatStillRuns() throws Exception {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import machine.*;
                import troops.*;
                @Deployable
                void waits() { Command.of("sleep", "3.33").run(); }
                @Deployable
                void later() {}
                """);
    Process run = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("the program", () -> run.descendants().anyMatch(TruthTest::isSleep));
    run.destroy();
    Result result = bench.finish(run);
    assertThat(result.code()).isEqualTo(143);
    assertThat(result.err())
        .contains("failed: waits, deploy.java:4")
        .contains("the run was ended by a signal")
        .contains("still running: sleep 3.33 (process ")
        .contains("not run: later");
    assertThat(bench.record().getLast()).contains("\"kind\":\"ended\"");
    Result next = bench.deploy("--list", "--only=later");
    assertThat(next.code()).isZero();
    Result after = bench.deploy("--only=later", "--lock-wait=1m");
    assertThat(after.code()).as(after.all()).isZero();
  }

  private static boolean isSleep(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.endsWith("sleep 3.33")).isPresent();
  }

  @Test
  void listingNeverTakesTheFilesFromUnderARun() throws Exception {
    Bench bench =
        Bench.in(directory)
            .file("motd", "hello")
            .script(
                """
                import machine.*;
                import troops.*;
                @Deployable
                void reads() throws Exception {
                  java.nio.file.Files.writeString(Troops.file("motd"), "changed by the script");
                  Command.of("sh", "-c", "until [ -e " + System.getenv("OUT") + "/go ]; do sleep 0.1; done").run();
                  System.out.println(java.nio.file.Files.readString(Troops.file("motd")));
                }
                """);
    Process run = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("the program", () -> run.descendants().findAny().isPresent());
    bench.deploy("--list");
    for (int i = 0; i < 10; i++) {
      bench.file("motd", "other " + i).commit();
      assertThat(bench.deploy("--list").code()).isZero();
    }
    Files.createFile(bench.out().resolve("go"));
    Result result = bench.finish(run);
    assertThat(result.out()).as(result.all()).isEqualTo("changed by the script\n");
  }

  @Test
  void aForgottenCommitIsNamedWhenTheOldOneFails() {
    Bench bench = Bench.in(directory).script("void main() { nonsense }\n");
    bench.file("deploy.java", FINE);
    assertThat(bench.deploy().err())
        .contains("not committed, so not deployed: deploy.java")
        .contains("the script doesn't compile");
  }

  @Test
  void everyLineOfAnExceptionIsShown() {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import troops.*;
                @Deployable
                void no() {
                  throw new RuntimeException("one\\ntwo: what matters");
                }
                """);
    assertThat(bench.deploy().err())
        .contains("  java.lang.RuntimeException: one\n    two: what matters\n");
  }

  @Test
  void emptyScriptsAndScriptsWithoutDeployablesSaySo() {
    Bench bench = Bench.in(directory).script("");
    Result empty = bench.deploy();
    assertThat(empty.code()).as(empty.all()).isZero();
    assertThat(empty.err()).contains("warning: the script has no deployables");
    bench.script("void main() { System.out.println(\"main\"); }\n");
    assertThat(bench.deploy().out()).isEqualTo("main\n");
  }

  @Test
  void theWorkTreeCanBeTriedBeforeTheFirstCommit() {
    Bench bench = Bench.in(directory).file("deploy.java", FINE);
    Result result = bench.deploy("--worktree");
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(result.err())
        .contains("deploying the work tree, of which nothing is committed yet, on ");
  }

  @Test
  void aSourceThatIsNotUtf8IsRefusedAndAMarkBeforeItIsNot() throws Exception {
    Bench bench = Bench.in(directory).script("\uFEFF" + FINE);
    assertThat(bench.deploy().code()).isZero();
    Files.write(
        bench.work().resolve("deploy.java"),
        (FINE + "// größe\n").getBytes(StandardCharsets.ISO_8859_1));
    bench.commit();
    assertThat(bench.deploy().err())
        .contains("deploy.java isn't UTF-8")
        .contains("hint: save it as UTF-8");
  }

  @Test
  void aForgottenImportIsGuessed() {
    Bench bench = Bench.in(directory).script("@Deployable\nvoid fine() {}\n");
    assertThat(bench.deploy().err()).contains("hint: is an import missing? import troops.*;");
  }

  @Test
  void aTargetMustBeAbsolute() {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import debianadmin.*;
                import troops.*;
                @Deployable
                void motd() { Place.text("motd", "hello"); }
                """);
    assertThat(bench.deploy().err())
        .contains("failed: motd, deploy.java:4")
        .contains("not an absolute path: motd");
  }

  @Test
  void aPathWithBlanksIsFine() {
    Bench bench = Bench.in(directory).script(FINE);
    Path copy = directory.resolve("my tools");
    bench.run(directory, List.of("cp", "-a", Bench.DISTRIBUTION.toString(), copy.toString()));
    Result result = bench.with(copy.resolve("bin/troops")).deploy("-v");
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(result.err()).doesNotContain("start-up cache");
  }

  @Test
  void aFullDiskIsNeverTheScriptsFaultAndNeverASuccess() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can make a small disk");
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import troops.*;
                @Deployable
                void talks() {
                  for (int i = 0; i < 20_000; i++) System.out.println("a line of some length, again and again");
                }
                @Deployable
                void last() { System.out.println("last"); }
                """);
    Path small = Files.createDirectories(bench.troopsDirectory().resolve("runs"));
    Machine.run(
        List.of("mount", "-t", "tmpfs", "-o", "size=256k,mode=700", "small", small.toString()));
    try {
      Result result = bench.deploy();
      assertThat(result.code()).as(result.err()).isEqualTo(1);
      assertThat(result.out()).endsWith("last\n");
      assertThat(result.err())
          .contains("failed: carried out, but not recorded: ")
          .contains("No space left on device")
          .contains("hint: make room");
    } finally {
      Machine.run(List.of("umount", small.toString()));
    }
    Result full =
        bench.run(
            directory,
            List.of(
                "sh",
                "-c",
                Bench.DISTRIBUTION.resolve("bin/troops")
                    + " deploy --list --repository="
                    + bench.work()
                    + " >/dev/full"));
    assertThat(full.code()).isEqualTo(1);
  }

  @Test
  void whateverWayAScriptExitsTheRunHasFailed() {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import troops.*;
                @Deployable
                void leaves() throws Exception {
                  java.util.concurrent.CompletableFuture.completedFuture(0).thenAcceptAsync(System::exit);
                  Thread.sleep(60_000);
                }
                """);
    Result result = bench.deploy();
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains("the script ended the process itself (System.exit)");
  }

  @Test
  void aScriptThatDoesntHeedItsTimeLimitIsGoneWhenTheLockIs() throws Exception {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import troops.*;
                @Deployable
                void stays() throws Exception {
                  Runtime.getRuntime().addShutdownHook(new Thread(() -> { while (true) write(); }));
                  while (true) write();
                }
                void write() {
                  try {
                    java.nio.file.Files.writeString(
                        java.nio.file.Path.of(System.getenv("OUT"), "at"), "" + System.nanoTime());
                    Thread.sleep(50);
                  } catch (Exception e) {
                  }
                }
                """);
    Result result = bench.deploy("--time-limit=1");
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains("the time limit is over: ending what the script has started");
    String last = Files.readString(bench.out().resolve("at"));
    Thread.sleep(300);
    assertThat(Files.readString(bench.out().resolve("at"))).isEqualTo(last);
  }

  @Test
  void aReaderThatReadsNothingHoldsNoRunBeyondItsTimeLimit() throws Exception {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import troops.*;
                @Deployable
                void talks() { while (true) System.out.println("a line that nobody reads, and another"); }
                """);
    assertThat(bench.unread("deploy", "--time-limit=1", "--repository=" + bench.work()))
        .isEqualTo(1);
    assertThat(bench.record().getLast()).contains("\"kind\":\"out-of-time\"");
  }

  @Test
  void aNamedPipeAmongTheObjectsHoldsNothingForEver() throws Exception {
    Bench bench = Bench.in(directory).script(FINE);
    String id = bench.git("rev-parse", "HEAD:deploy.java");
    Path object = bench.work().resolve(".git/objects").resolve(id.substring(0, 2));
    Files.delete(object.resolve(id.substring(2)));
    bench.run(object, List.of("mkfifo", id.substring(2)));
    Process run = bench.start("deploy", "--repository=" + bench.work());
    Bench.await("git", () -> run.descendants().findAny().isPresent());
    run.destroy();
    assertThat(bench.finish(run).code()).isEqualTo(143);
  }

  @Test
  void rolesThatCantBeReadAreAnError() throws Exception {
    assumeTrue(Machine.isRoot(), "becoming nobody takes root");
    Bench bench = Bench.in(directory).script(FINE);
    Path roles = bench.troopsDirectory().resolve("etc/roles");
    Files.createDirectories(roles.getParent());
    Files.write(roles, new byte[] {'w', (byte) 0xff, 'b', '\n'});
    Result result = bench.deploy();
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err()).contains("cannot read " + roles);
    assertThat(bench.troopsDirectory().resolve("runs")).doesNotExist();
  }
}
