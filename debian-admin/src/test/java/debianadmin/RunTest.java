package debianadmin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import debianadmin.command.Execution;
import debianadmin.command.RunOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import machine.CommandFailed;
import machine.Machine;
import machine.MachineException;
import machine.Mode;
import machine.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTest {
  @TempDir Path directory;

  private Heard bring(Mode mode, Resource... resources) {
    Heard heard = new Heard();
    Machine machine = new Machine(mode, heard, Path.of("/"), directory);
    for (Resource resource : resources) {
      machine.bring(resource);
    }
    return heard;
  }

  private List<String> apply(Resource resource) {
    return bring(Mode.APPLY, resource).lines;
  }

  private List<String> preview(Resource... resources) {
    return bring(Mode.PREVIEW, resources).lines;
  }

  private static RunOption creates(Path path) {
    return new RunOption.Creates(path.toString());
  }

  private static RunOption unless(String... words) {
    return new RunOption.Asked(List.of(words), false);
  }

  private static RunOption onlyIf(String... words) {
    return new RunOption.Asked(List.of(words), true);
  }

  @Test
  void runsEachTimeWithoutAConditionAndAPreviewSaysThatItDoesNot() {
    Resource run = Execution.shell("echo line >>log");
    assertThat(preview(run)).containsExactly("unknown: echo line >>log: a preview doesn't run it");
    assertThat(directory).isEmptyDirectory();
    assertThat(apply(run)).containsExactly("changed: run echo line >>log");
    assertThat(apply(run)).containsExactly("changed: run echo line >>log");
    assertThat(directory.resolve("log")).hasContent("line\nline");
  }

  @Test
  void leavesWhatCreatedItsPath() throws Exception {
    Path made = directory.resolve("made");
    Resource run = Execution.of(List.of("touch", "made"), creates(made));
    assertThat(preview(run, run))
        .containsExactly(
            "would: run touch made (creates " + made + ")",
            "kept: touch made: " + made + " would be there by then");
    assertThat(made).doesNotExist();
    assertThat(apply(run)).containsExactly("changed: run touch made (creates " + made + ")");
    assertThat(apply(run)).containsExactly("kept: touch made: " + made + " is there");
    Files.delete(made);
    assertThat(preview(run)).singleElement().asString().startsWith("would: ");
    assertThat(apply(run)).singleElement().asString().startsWith("changed: ");
  }

  @Test
  void looksWhetherItCreatedWhatItShould() {
    Path made = directory.resolve("made");
    assertThatThrownBy(() -> apply(Execution.of(List.of("true"), creates(made))))
        .isInstanceOf(MachineException.class)
        .hasMessage("true: ended well, but there is no " + made);
  }

  @Test
  void asksBeforeAndAfterwards() {
    Resource run = Execution.of(List.of("touch", "made"), unless("test", "-e", "made"));
    assertThat(preview(run)).containsExactly("would: run touch made");
    assertThat(apply(run)).containsExactly("changed: run touch made");
    assertThat(apply(run)).containsExactly("kept: touch made: test -e made succeeds");
    assertThat(preview(run)).containsExactly("kept: touch made: test -e made succeeds");
    CommandFailed e =
        catchThrowableOfType(
            CommandFailed.class,
            () -> apply(Execution.of(List.of("true"), unless("test", "-e", "other"))));
    assertThat(e).hasMessage("test -e other: exit code 1");
    assertThat(e.hint()).contains("unless(...) still says no");
  }

  @Test
  void runsOnlyIfAnotherProgramSucceeds() {
    Resource run = Execution.of(List.of("rm", "made"), onlyIf("test", "-e", "made"));
    assertThat(apply(run)).containsExactly("kept: rm made: test -e made says no (exit code 1)");
    apply(Execution.of(List.of("touch", "made")));
    assertThat(preview(run)).containsExactly("would: run rm made");
    assertThat(apply(run)).containsExactly("changed: run rm made");
  }

  @Test
  void doesNotKnowInAPreviewWhatAMissingProgramWouldAnswer() {
    Resource run = Execution.of(List.of("touch", "made"), unless("no-such-program"));
    assertThat(preview(run))
        .singleElement()
        .asString()
        .startsWith("unknown: touch made: cannot start no-such-program");
    assertThatThrownBy(() -> apply(run)).isInstanceOf(MachineException.class);
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void tellsAChangeAlsoWhenTheProgramFails() {
    Heard heard = new Heard();
    Machine machine = new Machine(Mode.APPLY, heard, Path.of("/"), directory);
    CommandFailed e =
        catchThrowableOfType(
            CommandFailed.class,
            () -> machine.bring(Execution.shell("echo half-way\necho why >&2; exit 3")));
    assertThat(heard.lines).containsExactly("changed: run echo half-way … (exit code 3)");
    assertThat(e.exit().stderr()).isEqualTo("why");
    assertThat(e).hasMessageEndingWith("exit code 3");
  }

  @Test
  void startsItAsItIsTold() throws Exception {
    Files.createDirectory(directory.resolve("sub"));
    apply(
        Execution.shell(
            "pwd >out; echo $A >>out; cat >>out",
            RunOption.in("sub"),
            RunOption.with("A", "1"),
            RunOption.input("secret")));
    assertThat(directory.resolve("sub/out")).hasContent(directory.toRealPath() + "/sub\n1\nsecret");
    assertThatThrownBy(
            () -> apply(Execution.of(List.of("sleep", "9"), RunOption.limit(Duration.ofMillis(9)))))
        .isInstanceOf(CommandFailed.class)
        .hasMessageContaining("not done within");
  }

  @Test
  void showsNothingOfASecretInput() throws Exception {
    Heard heard = new Heard();
    Machine machine = new Machine(Mode.APPLY, heard, Path.of("/"), directory);
    String look = "cat /proc/*/cmdline /proc/self/environ 2>/dev/null | tr '\\0' '\\n' >seen";
    RunOption secret = RunOption.input("hunter" + "2".repeat(3));
    CommandFailed e =
        catchThrowableOfType(
            CommandFailed.class,
            () -> machine.bring(Execution.shell(look + "; cat >got; false", secret)));
    assertThat(directory.resolve("got")).hasContent("hunter222");
    assertThat(Files.readString(directory.resolve("seen"), ISO_8859_1))
        .contains("/bin/sh")
        .doesNotContain("hunter222");
    assertThat(heard.lines + e.getMessage() + e.hint() + e.exit() + secret)
        .doesNotContain("hunter222");
  }

  @Test
  void runsAndAsksAsAnotherUser() throws Exception {
    assumeTrue(Machine.isRoot(), "only root can");
    Files.setAttribute(directory, "unix:mode", 01777);
    Path made = directory.resolve("made");
    Resource run =
        Execution.shell(
            "id -un >" + made,
            RunOption.as("nobody"),
            unless("sh", "-c", "test \"$(id -un)\" = nobody && test -O " + made));
    assertThat(apply(run)).containsExactly("changed: run id -un >" + made + " (as nobody)");
    assertThat(made).hasContent("nobody");
    assertThat(apply(run)).singleElement().asString().startsWith("kept: ");
  }

  @Test
  void saysWhatIsWrongWithTheWords() {
    assertThatThrownBy(() -> Execution.of(List.of("make install")))
        .hasMessage("not the name of a program: 'make install'");
    assertThatThrownBy(() -> Execution.of(List.of())).hasMessage("no program named");
    assertThatThrownBy(() -> Execution.shell(" \n")).hasMessage("an empty script for the shell");
    assertThatThrownBy(() -> Execution.of(List.of("true"), RunOption.as("a"), RunOption.as("b")))
        .hasMessage("true: given twice: as");
    assertThatThrownBy(() -> Run.with("A=B", "")).hasMessage("not a variable: 'A=B'");
    assertThatThrownBy(() -> Run.limit(Duration.ZERO)).isInstanceOf(MachineException.class);
  }

  @Test
  void runsNothingForFilesBelowAnotherRoot() {
    Machine other = new Machine(Mode.APPLY, new Heard(), directory, directory);
    assertThatThrownBy(() -> other.bring(Execution.of(List.of("touch", "made"))))
        .hasMessageContaining("a program runs on this machine");
    assertThat(directory).isEmptyDirectory();
  }
}
