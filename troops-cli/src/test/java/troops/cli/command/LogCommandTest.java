package troops.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.Golden;
import troops.cli.console.Outlet;
import troops.cli.event.Event;
import troops.cli.history.History;
import troops.cli.history.Records;
import troops.cli.problem.ExitCode;
import troops.cli.problem.Problem;
import troops.cli.state.Lock;

class LogCommandTest {
  @TempDir Path root;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();

  private String log(String... words) {
    out.reset();
    assertThat(execute(words)).isEqualTo(ExitCode.DONE);
    return out.toString(StandardCharsets.UTF_8);
  }

  private ExitCode execute(String... words) {
    History history = new History(records().files(), root.resolve("state"));
    LogCommand command =
        new LogCommand(
            history, new Outlet(out, out, false, false, 0)::console, ZoneId.of("Europe/Vienna"));
    return command.execute(List.of(words));
  }

  private Records records() {
    return new Records(root.resolve("runs"));
  }

  private static Event.Started other(int minute, Mode mode, boolean worktree, String title) {
    Event.Started plain = Records.started(minute, title);
    return new Event.Started(
        plain.run(),
        plain.at(),
        plain.node(),
        new Event.Asked("root", "timer"),
        mode,
        new Event.Deployed("/srv/deploy", "", Records.REVISION, worktree, title));
  }

  private void writeSome() throws IOException {
    records()
        .write(Records.id(0), Records.started(0, "Install tmux"), Records.changed())
        .write(Records.id(0), Records.succeeded())
        .write(Records.id(1), other(1, Mode.APPLY, true, "Break \u001b[31mit"))
        .write(Records.id(1), Records.changed())
        .write(
            Records.id(1), Records.failed("apt-get install tmux: exit code 100, " + "x".repeat(99)))
        .write(Records.id(2), other(2, Mode.PREVIEW, false, "Mend it"), Records.succeeded())
        .write(Records.id(3), other(3, Mode.APPLY, false, "Größe"), Records.changed())
        .write(Records.id(3), "broken \u001b[31m\n{\"type\":\"fini")
        .write(Records.id(4), Records.started(4, "Go on"), Records.changed())
        .write(Records.id(5), "");
  }

  @Test
  void saysThatThereAreNoRunsYet() {
    assertThat(log()).isEqualTo("no runs yet\n");
    assertThat(log("--failed")).isEqualTo("no run has failed, of those that are recorded\n");
    assertThat(log("--json")).isEmpty();
  }

  @Test
  void listsRunsAsTheGoldenFileSays() throws IOException {
    writeSome();
    try (Lock lock =
        Lock.take(
            root.resolve("state"), Records.holder(Records.id(4)), Duration.ZERO, line -> {})) {
      assertThat(lock.predecessor()).isEmpty();
      Golden.check("command/log.txt", log());
      Golden.check("command/log.jsonl", log("--json"));
      assertThat(log(Records.id(4))).endsWith("the run is going on\n");
    }
  }

  @Test
  void listsAsManyAsAreWantedAndThoseThatFailed() throws IOException {
    writeSome();
    assertThat(log("-n", "2").lines()).hasSize(3);
    assertThat(log("--failed").lines())
        .anyMatch(line -> line.contains("failed: apt-get install"))
        .noneMatch(line -> line.contains("succeeded"));
    assertThat(log("--failed", "-n1").lines()).hasSize(2);
  }

  @Test
  void showsARunAsItWasTold() throws IOException {
    writeSome();
    String id = Records.id(0).substring(0, 13);
    assertThat(log(id))
        .isEqualTo(
            """
            deploying 0123456789 "Install tmux" on web-1
            main
              install tmux (3.3a-3)
            succeeded: 2 changes, 5 as wanted (1.23 s)
            """);
    assertThat(log(id, "--color=always")).contains("\u001b[32msucceeded");
    assertThat(log(Records.id(1)))
        .contains("failed: tmux, deploy.java:12\n", "changed before it failed: 1 change\n");
  }

  @Test
  void saysWhatIsWrongWithARecord() throws IOException {
    writeSome();
    assertThat(log(Records.id(3)))
        .contains(
            "  install tmux (3.3a-3)\nwarning: line 3 of the record can't be read: ",
            "warning: the record ends within a line\nthe run ended without a word: ")
        .doesNotContain("\u001b");
  }

  @Test
  void writesTheRecordAsItIsIfAsked() throws IOException {
    writeSome();
    assertThat(log(Records.id(0), "--json"))
        .isEqualTo(Files.readString(records().files().file(Records.id(0))));
    assertThat(log(Records.id(3), "--json").lines().map(line -> line.substring(0, 15)))
        .containsExactly(
            "{\"type\":\"starte", "{\"type\":\"change", "{\"type\":\"warnin", "{\"type\":\"warnin");
  }

  @Test
  void saysThatThereIsNoSuchRun() throws IOException {
    writeSome();
    assertThatThrownBy(() -> execute("2027"))
        .isInstanceOf(Problem.class)
        .hasMessage("no run is called '2027' in " + root.resolve("runs"));
    Problem several = catchThrowableOfType(Problem.class, () -> execute("2026", "--json"));
    assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
    assertThat(new String(Listing.json(several), StandardCharsets.UTF_8))
        .startsWith("{\"type\":\"problem\",\"schema\":1,\"kind\":\"no-such-run\"")
        .contains("6 runs begin with '2026'", Records.id(5), "and 1 more", "\"hint\":\"name more");
  }

  @Test
  void explainsItself() {
    assertThat(log("--help")).isEqualTo(LogOptions.explanation() + "\n");
  }
}
