package troops.cli.node.aftermath;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Machine;
import machine.Mode;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.event.Event;
import troops.cli.history.Records;

class AfterRunTest {
  @TempDir Path root;

  private final List<Event.Warned> warnings = new ArrayList<>();
  private Path programs;

  @BeforeEach
  void makeDirectory() throws IOException {
    programs = Files.createDirectory(root.resolve("after-run.d"));
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Path program(String name, String text) throws IOException {
    return program(name, "rwxr-xr-x", text);
  }

  private Path program(String name, String mode, String text) throws IOException {
    Path file = Files.writeString(programs.resolve(name), "#!/bin/sh\n" + text + "\n");
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
  }

  private Path out() {
    return root.resolve("out");
  }

  private String tellsItsName() {
    return "basename \"$0\" >> " + out();
  }

  private String read() throws IOException {
    return Files.exists(out()) ? Files.readString(out()) : "";
  }

  private Ended ended(Event.Finished finished) throws IOException {
    Event.Started started = Records.started(0, "A \u001b title\nwith more");
    new Records(root).write("a-run", started, finished);
    return new Ended(started, finished, "main", Optional.of(root.resolve("a-run.jsonl")));
  }

  private void call(Ended ended) {
    AfterRun.of(root).call(ended, warnings::add);
  }

  @Test
  void tellsOfTheRunInTheEnvironment() throws IOException {
    program("tell", "env | grep ^TROOPS_ | sort > " + out() + "; pwd >> " + out());
    call(ended(Records.failed("line one\nline two")));
    assertThat(warnings).isEmpty();
    assertThat(read())
        .isEqualTo(
            """
            TROOPS_BRANCH=main
            TROOPS_CHANGES=1
            TROOPS_FAILURE=line one line two
            TROOPS_MODE=apply
            TROOPS_NODE=web-1
            TROOPS_OUTCOME=failed
            TROOPS_RECORD=%s
            TROOPS_REVISION=0123456789abcdef0123456789abcdef01234567
            TROOPS_RUN=%s
            TROOPS_TITLE=A ^[ title with more
            TROOPS_USER=ann
            TROOPS_VIA=push
            /
            """
                .formatted(root.resolve("a-run.jsonl"), Records.id(0)));
    call(ended(Records.succeeded()));
    assertThat(read()).contains("TROOPS_OUTCOME=succeeded\n", "TROOPS_FAILURE=\n");
  }

  @Test
  void handsTheRecordOverOnStandardInput() throws IOException {
    program("keep", "cat > " + out());
    call(ended(Records.succeeded()));
    assertThat(read()).isEqualTo(Files.readString(root.resolve("a-run.jsonl")));
  }

  @Test
  void callsThemInOrderAndOnlyThoseThatRunPartsWouldCall() throws IOException {
    for (String name : List.of("20-b", "10_a", "Z", "9", "x.sh", "y~", ".z", "a.dpkg-old", "ö")) {
      program(name, tellsItsName());
    }
    program("not-executable", "rw-r--r--", tellsItsName());
    Files.createDirectory(programs.resolve("directory"));
    Files.createSymbolicLink(programs.resolve("nowhere"), root.resolve("nothing"));
    call(ended(Records.succeeded()));
    assertThat(warnings).isEmpty();
    assertThat(read().lines()).containsExactly("10_a", "20-b", "9", "Z");
  }

  @Test
  void goesOnWhenOneFails() throws IOException {
    program("a", tellsItsName() + "; echo first >&2; echo last >&2; exit 3");
    Files.writeString(program("b", ""), "#!/nowhere/interpreter\n");
    program("c", tellsItsName());
    call(ended(Records.succeeded()));
    assertThat(read().lines()).containsExactly("a", "c");
    assertThat(warnings).hasSize(2);
    assertThat(warnings.getFirst().message())
        .isEqualTo(programs.resolve("a") + ": exit code 3: last");
    assertThat(warnings.getLast().message()).startsWith("cannot start " + programs.resolve("b"));
  }

  @Test
  void endsOneThatTakesTooLong() throws IOException {
    program("a", "sleep 100 & echo $! > " + out() + "; wait");
    program("b", "echo b >> " + out());
    new AfterRun(programs, Duration.ofSeconds(1)).call(ended(Records.succeeded()), warnings::add);
    assertThat(warnings).singleElement().asString().contains("/a: not done within 1 s");
    List<String> lines = read().lines().toList();
    assertThat(lines.getLast()).isEqualTo("b");
    Path stat = Path.of("/proc/" + lines.getFirst() + "/stat");
    // Whoever inherits a process that has ended may take a while to notice.
    assertThat(!Files.exists(stat) || Files.readString(stat).contains(") Z ")).isTrue();
  }

  @Test
  void callsNothingThatOthersCouldHaveWritten() throws IOException {
    program("a", "rwxrwxr-x", tellsItsName());
    program("b", "rwxr-xrwx", tellsItsName());
    Path elsewhere = Files.move(program("c", "rwxrwxrwx", tellsItsName()), root.resolve("c"));
    Files.createSymbolicLink(programs.resolve("c"), elsewhere);
    program("d", tellsItsName());
    call(ended(Records.succeeded()));
    assertThat(read().lines()).containsExactly("d");
    assertThat(warnings).hasSize(3).allMatch(w -> w.message().endsWith("written to by others"));
    Files.setPosixFilePermissions(programs, PosixFilePermissions.fromString("rwxrwxr-x"));
    warnings.clear();
    call(ended(Records.succeeded()));
    assertThat(read().lines()).containsExactly("d");
    assertThat(warnings).singleElement().asString().contains(programs + " is not called");
  }

  @Test
  void callsNothingThatBelongsToSomebodyElse() throws IOException {
    Assumptions.assumeTrue(Machine.isRoot(), "only root can give files away");
    Files.setAttribute(program("a", tellsItsName()), "unix:uid", 12_345);
    call(ended(Records.succeeded()));
    assertThat(read()).isEmpty();
    assertThat(warnings).singleElement().asString().contains("belongs to somebody else");
  }

  @Test
  void doesNothingWithoutPrograms() throws IOException {
    call(ended(Records.succeeded()));
    Files.delete(programs);
    call(ended(Records.succeeded()));
    assertThat(warnings).isEmpty();
  }

  @Test
  void keepsPreviewsAndRehearsalsThatWentWellToItself() throws IOException {
    program("a", tellsItsName());
    call(in(Mode.PREVIEW, ended(Records.succeeded())));
    call(in(Mode.REHEARSAL, ended(Records.succeeded())));
    assertThat(read()).isEmpty();
  }

  @Test
  void tellsOfRehearsalsThatFailed() throws IOException {
    program("a", "echo $TROOPS_MODE $TROOPS_OUTCOME > " + out());
    call(in(Mode.REHEARSAL, ended(Records.failed("broken"))));
    assertThat(read()).isEqualTo("rehearsal failed\n");
  }

  private static Ended in(Mode mode, Ended ended) {
    Event.Started s = ended.started();
    return new Ended(
        new Event.Started(s.run(), s.at(), s.node(), s.asked(), mode, s.what()),
        ended.finished(),
        ended.branch(),
        ended.record());
  }

  @Test
  void callsThemEvenIfTheRecordIsLost() throws IOException {
    program("a", "cat > " + out() + "; echo called >> " + out());
    Ended ended = ended(Records.succeeded());
    Files.delete(ended.record().orElseThrow());
    call(ended);
    assertThat(read()).isEqualTo("called\n");
    assertThat(warnings).isEmpty();
  }
}
