package machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
  private final Recorded heard = new Recorded();

  private Machine machine(Mode mode) {
    return new Machine(mode, heard, Path.of("/"), Path.of("/srv/folder"));
  }

  private interface Deciding {
    Decision decide(Machine machine) throws IOException;
  }

  private static Resource resource(Deciding deciding) {
    return new Resource() {
      @Override
      public String subject() {
        return "thing";
      }

      @Override
      public Decision decide(Machine machine) throws IOException {
        return deciding.decide(machine);
      }
    };
  }

  private static Decision.Step step(String verb, Decision.Action action) {
    return new Decision.Step(Change.of(verb, "thing", ""), action, Set.of(verb));
  }

  @Test
  void saysWhyNothingIsToBeDone() {
    machine(Mode.APPLY).bring(resource(m -> Decision.settled("it is there")));
    assertThat(heard.lines).containsExactly("kept: thing: it is there");
  }

  @Test
  void tellsEachChangeAfterItWasMade() {
    List<String> done = new ArrayList<>();
    Decision.Action fails =
        () -> {
          throw new MachineException("broken", "");
        };
    Decision two =
        new Decision.Pending(List.of(step("make", () -> done.add("1")), step("mend", fails)));
    assertThatThrownBy(() -> machine(Mode.APPLY).bring(resource(m -> two))).hasMessage("broken");
    assertThat(done).containsExactly("1");
    assertThat(heard.lines).containsExactly("changed: make thing");
  }

  @Test
  void makesNothingInAPreviewAndForeseesIt() {
    Machine machine = machine(Mode.PREVIEW);
    Decision one =
        new Decision.Pending(
            List.of(
                step(
                    "make",
                    () -> {
                      throw new AssertionError("made in a preview");
                    })));
    assertThat(machine.foreseen("make")).isFalse();
    machine.bring(resource(m -> one));
    assertThat(heard.lines).containsExactly("would: make thing");
    assertThat(machine.foreseen("make")).isTrue();
    machine.bring(resource(m -> Decision.unknown("it depends")));
    assertThat(heard.lines).contains("unknown: thing: it depends");
  }

  @Test
  void foreseesNothingWhenApplying() {
    Machine machine = machine(Mode.APPLY);
    machine.bring(resource(m -> new Decision.Pending(List.of(step("make", () -> {})))));
    assertThat(machine.foreseen("make")).isFalse();
  }

  @Test
  void saysWhatTheFileSystemRefuses() {
    assertRefused(new NoSuchFileException("/x"), "thing: /x: no such file or directory");
    assertRefused(new AccessDeniedException("/x"), "thing: /x: permission denied");
    assertRefused(new AccessDeniedException("thing"), "thing: permission denied");
    assertRefused(new FileSystemException("/x", null, "Is full"), "thing: /x: Is full");
    assertRefused(new IOException("odd"), "thing: odd");
    assertRefused(new IOException(), "thing: IOException");
  }

  private void assertRefused(IOException cause, String message) {
    MachineException e =
        catchThrowableOfType(
            MachineException.class,
            () ->
                machine(Mode.APPLY)
                    .bring(
                        resource(m -> {
                          throw cause;
                        })));
    assertThat(e).hasMessage(message).hasCause(cause);
  }

  @Test
  void findsPathsBelowTheRootAndInTheFolder(@TempDir Path root) {
    Machine machine = new Machine(Mode.APPLY, heard, root, Path.of("/srv/folder"));
    assertThat(machine.path("/etc/motd")).isEqualTo(root.resolve("etc/motd"));
    assertThat(machine.path("files/x")).isEqualTo(Path.of("/srv/folder/files/x"));
    assertThat(machine(Mode.APPLY).path("/etc/motd")).isEqualTo(Path.of("/etc/motd"));
    assertThatThrownBy(() -> machine.path("")).hasMessage("not a path: ''");
  }

  @Test
  void syncsWhatWasWrittenAndIsGoneAgain(@TempDir Path directory) throws IOException {
    Machine machine = machine(Mode.APPLY);
    machine.sync();
    machine.wrote(Files.writeString(directory.resolve("a"), "a"));
    machine.wrote(directory.resolve("gone"));
    machine.wrote(directory.resolve("gone/too"));
    machine.sync();
  }

  @Test
  void isSetOnceForTheProcess() {
    Machine current = Machine.current();
    assertThat(Machine.current()).isSameAs(current);
    assertThatThrownBy(() -> Machine.begin(machine(Mode.APPLY)))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void hintsAtRoot() {
    MachineException e = MachineException.needsRoot(Change.of("install", "tmux", "3.3a"));
    assertThat(e).hasMessage("only root may install tmux (3.3a)");
    assertThat(e.hint()).contains("sudo");
  }

  private record Asked(int times) {}

  @Test
  void asksForAFactOnceAndAgainAfterAChange() {
    Machine machine = machine(Mode.APPLY);
    List<Integer> asked = new ArrayList<>();
    Runnable ask =
        () ->
            machine.fact(
                Asked.class,
                () -> {
                  asked.add(asked.size());
                  return new Asked(asked.size());
                });
    ask.run();
    ask.run();
    assertThat(asked).hasSize(1);
    machine.bring(resource(m -> Decision.pending(Change.of("make", "it", ""), Set.of(), () -> {})));
    ask.run();
    assertThat(asked).as("after a step").hasSize(2);
    Command.of("true").run(machine);
    ask.run();
    assertThat(asked).as("after a command").hasSize(3);
    machine.forget();
    ask.run();
    ask.run();
    assertThat(asked).as("forgotten").hasSize(4);
  }
}
