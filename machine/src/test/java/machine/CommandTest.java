package machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static Machine machine(Mode mode, Listener listener) {
    return new Machine(mode, listener, Path.of("/"), Path.of("/"));
  }

  private static Machine at(Path folder) {
    return new Machine(Mode.APPLY, new Recorded(), Path.of("/"), folder);
  }

  private static boolean isGone(Path pidFile) throws Exception {
    long pid = Long.parseLong(Files.readString(pidFile).strip());
    for (int i = 0; i < 250 && isThere(pid); i++) {
      Thread.sleep(20);
    }
    return !isThere(pid);
  }

  private static boolean isThere(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (java.io.IOException e) {
      return false;
    }
  }

  @Test
  void handsAFileOverAsInput(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("file"), "a\nb");
    assertThat(Command.of("cat").input("x").input(file).ask().stdout()).isEqualTo("a\nb");
    assertThat(Command.of("cat").input(file).input("x").ask().stdout()).isEqualTo("x");
    assertThatThrownBy(() -> Command.of("cat").input(directory.resolve("no")).ask())
        .isInstanceOf(MachineException.class);
  }

  @Test
  void handsArgumentsOverAsTheyAre() {
    Exit exit = Command.of("printf", "%s|", "a b", "$HOME", "*", "").ask();
    assertThat(exit.stdout()).isEqualTo("a b|$HOME|*||");
    assertThat(exit.ok()).isTrue();
    assertThat(exit.orThrow()).isSameAs(exit);
  }

  @Test
  void answersAFailureThatWasAskedFor() {
    Exit exit = Command.of("sh", "-c", "echo out; echo err >&2; exit 3").ask();
    assertThat(exit.code()).isEqualTo(3);
    assertThat(exit.stdout()).isEqualTo("out");
    assertThat(exit.stderr()).isEqualTo("err");
    assertThat(exit.outcome()).isEqualTo("exit code 3");
    assertThatThrownBy(exit::orThrow)
        .isInstanceOf(CommandFailed.class)
        .hasMessage("sh -c 'echo out; echo err >&2; exit 3': exit code 3");
  }

  @Test
  void namesTheSignal() {
    assertThat(Command.of("sh", "-c", "kill -9 $$").ask().outcome()).isEqualTo("ended by signal 9");
  }

  @Test
  void endsWhatTakesTooLongAndAllThatItStarted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("pid");
    Command command =
        Command.of("sh", "-c", "sleep 60 & echo $! >" + file + "; echo begun; wait")
            .limit(Duration.ofMillis(500));
    CommandFailed e = catchThrowableOfType(CommandFailed.class, command::ask);
    assertThat(e.exit().code()).isEqualTo(-1);
    assertThat(e.exit().stdout()).isEqualTo("begun");
    assertThat(e).hasMessageContaining("not done within");
    assertThat(isGone(file)).isTrue();
  }

  @Test
  void killsAGrandchildThatDoesNotListenThoughItsParentHasEnded(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("pid");
    String grandchild = "trap '' TERM; echo $$ >" + file + "; while :; do sleep 1; done";
    Command command =
        Command.of("sh", "-c", "sh -c \"$1\" & wait", "sh", grandchild)
            .limit(Duration.ofMillis(500));
    assertThatThrownBy(command::ask).isInstanceOf(CommandFailed.class);
    assertThat(isGone(file)).isTrue();
  }

  @Test
  void endsTheProgramWhenTheListenerThrows(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("pid");
    Listener listener =
        new Recorded() {
          @Override
          public void started(Command command, long pid) {
            try {
              Files.writeString(file, pid + "");
            } catch (java.io.IOException e) {
              throw new java.io.UncheckedIOException(e);
            }
            throw new IllegalStateException("no room to write it down");
          }
        };
    assertThatThrownBy(() -> Command.of("sleep", "60").run(machine(Mode.APPLY, listener)))
        .hasMessage("no room to write it down");
    assertThat(isGone(file)).isTrue();
  }

  @Test
  void waitsForAPatientProgramAndAllThatItStartedWhenItIsLate(@TempDir Path directory) {
    Path file = directory.resolve("finished");
    String work = "sleep 2; echo done >" + file;
    String script = "trap 'echo asked' TERM; sh -c \"$1\" & wait; wait; exit 0";
    Command command =
        Command.of("sh", "-c", script, "sh", work).patient().limit(Duration.ofSeconds(1));
    CommandFailed e = catchThrowableOfType(CommandFailed.class, command::ask);
    assertThat(e.exit().stdout()).isEmpty();
    assertThat(file).hasContent("done");
  }

  @Test
  void waitsForAPatientProgramWhenInterrupted(@TempDir Path directory) throws Exception {
    Path file = directory.resolve("finished");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .start(() -> {
              try {
                Command.of("sh", "-c", "sleep 2; echo done >" + file).patient().run(at(directory));
              } catch (MachineException e) {
                thrown.set(e);
              }
            });
    Thread.sleep(500);
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).hasMessageEndingWith(": interrupted");
    assertThat(file).hasContent("done");
  }

  @Test
  void startsInTheFolderOfTheMachine(@TempDir Path directory) throws Exception {
    Path folder = Files.createDirectory(directory.toRealPath().resolve("folder"));
    Files.createDirectory(folder.resolve("sub"));
    Command pwd = Command.of("pwd");
    assertThat(pwd.run(at(folder)).stdout()).isEqualTo(folder.toString());
    assertThat(pwd.in(Path.of("sub")).run(at(folder)).stdout()).isEqualTo(folder + "/sub");
    assertThat(pwd.in(directory).run(at(folder)).stdout())
        .isEqualTo(directory.toRealPath().toString());
    assertThat(pwd.run(at(folder.resolve("gone"))).stdout()).isEqualTo("/");
  }

  @Test
  void cutsALongLineBetweenCharacters() {
    for (String first : List.of("", "x", "xx")) {
      List<String> heard = new CopyOnWriteArrayList<>();
      Listener listener =
          new Recorded() {
            @Override
            public void output(Command command, String line, boolean error) {
              heard.add(line);
            }
          };
      String text = first + "€".repeat(400_000);
      Command.of("cat").input(text).run(machine(Mode.APPLY, listener));
      assertThat(heard).hasSize(2);
      assertThat(String.join("", heard)).isEqualTo(text);
    }
  }

  @Test
  void doesNotWaitForWhatADaemonMayStillWrite() {
    Exit exit = Command.of("sh", "-c", "echo here; sleep 30 &").ask();
    assertThat(exit.stdout()).isEqualTo("here");
    assertThat(exit.duration()).isLessThan(Duration.ofSeconds(20));
  }

  @Test
  void hasAnEmptyInputUnlessOneIsGiven() {
    assertThat(Command.of("cat").ask().stdout()).isEmpty();
    assertThat(Command.of("cat").input("grüße").ask().stdout()).isEqualTo("grüße");
    assertThat(Command.of("cat").input("").ask().stdout()).isEmpty();
    String large = "some words\n".repeat(20_000) + "end";
    assertThat(Command.of("true").input(large).ask().ok()).isTrue();
    assertThat(Command.of("cat").input(large).ask().stdout()).isEqualTo(large);
  }

  @Test
  void doesNotTellWhatAProgramWritesThatWasGivenASecret() {
    Recorded listener =
        new Recorded() {
          @Override
          public void output(Command command, String line, boolean error) {
            lines.add(line);
          }
        };
    Command quoting = Command.of("sh", "-c", "tee /dev/stderr; exit $0", "3");
    CommandFailed e =
        catchThrowableOfType(
            CommandFailed.class,
            () -> quoting.input(Secret.of("hunter2")).run(machine(Mode.APPLY, listener)));
    assertThat(e.exit().stdout() + e.exit().stderr() + e + listener.lines)
        .doesNotContain("hunter2");
    assertThat(e.exit().stderr()).isEqualTo("(not shown: it was given a secret)");
    assertThat(Command.of("cat").input(Secret.of("hunter2")).ask().stdout()).isEqualTo("hunter2");
    assertThatThrownBy(() -> quoting.input("hunter2").run(machine(Mode.APPLY, listener)));
    assertThat(listener.lines).containsExactly("hunter2", "hunter2");
  }

  @Test
  void keepsTheLastOfMuchOutput() {
    String out = Command.of("sh", "-c", "yes | head -c 5000000; printf end").ask().stdout();
    assertThat(out).hasSizeLessThanOrEqualTo(Command.KEPT).endsWith("y\nend");
  }

  @Test
  void isAValue(@TempDir Path directory) throws Exception {
    Command plain = Command.of("sh", "-c", "echo $A; pwd");
    Command other = plain.with("A", "1").in(directory.toRealPath());
    assertThat(other.ask().stdout()).isEqualTo("1\n" + directory.toRealPath());
    assertThat(plain.ask().stdout()).isEqualTo("\n" + Path.of("").toRealPath());
    assertThat(plain.words()).containsExactly("sh", "-c", "echo $A; pwd");
  }

  @Test
  void asksInALocaleWhoseAnswersCanBeParsed() {
    assertThat(Command.of("sh", "-c", "echo $LC_ALL").with("LC_ALL", "de_DE").ask().stdout())
        .isEqualTo("C.UTF-8");
  }

  @Test
  void saysThatAProgramIsMissing() {
    MachineException e =
        catchThrowableOfType(
            MachineException.class, () -> Command.of("no-such-program", "x").ask());
    assertThat(e).hasMessageStartingWith("cannot start no-such-program");
    assertThat(e.hint()).isNotEmpty();
    assertThatThrownBy(() -> Command.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void runsNothingInAPreview(@TempDir Path directory) {
    Path file = directory.resolve("made");
    assertThatThrownBy(
            () -> Command.of("touch", file.toString()).run(machine(Mode.PREVIEW, new Recorded())))
        .isInstanceOf(NotPreviewable.class)
        .hasMessage("a preview doesn't run touch " + file);
    assertThat(file).doesNotExist();
  }

  @Test
  void tellsThatAPreviewDoesNotRunItEvenIfTheCallerCatchesTheException() {
    Recorded heard = new Recorded();
    try {
      Command.of("touch", "a b").run(machine(Mode.PREVIEW, heard));
    } catch (RuntimeException e) {
      // As a script may do.
    }
    assertThat(heard.lines).containsExactly("unknown: touch 'a b': a preview doesn't run it");
  }

  @Test
  void tellsTheListenerOfEachLine() {
    List<String> heard = new CopyOnWriteArrayList<>();
    Listener listener =
        new Recorded() {
          @Override
          public void started(Command command, long pid) {
            heard.add("started");
          }

          @Override
          public void output(Command command, String line, boolean error) {
            heard.add((error ? "err " : "out ") + line);
          }

          @Override
          public void ended(Command command, long pid) {
            heard.add("ended");
          }
        };
    Command.of("sh", "-c", "echo a; sleep 0.1; printf b >&2").run(machine(Mode.APPLY, listener));
    assertThat(heard).containsExactly("started", "out a", "err b", "ended");
    heard.clear();
    assertThatThrownBy(() -> Command.of("false").run(machine(Mode.APPLY, listener)))
        .isInstanceOf(CommandFailed.class);
    assertThat(heard).containsExactly("started", "ended");
  }

  @Test
  void handsNothingOfItsOwnEnvironmentToACleanCommand() {
    assertThat(Command.of("env").with("A", "1").clean().with("B", "2").ask().stdout().lines())
        .containsExactlyInAnyOrder("A=1", "B=2", "LC_ALL=C.UTF-8");
  }

  @Test
  void runsAsAnotherUserWithThatUsersGroupsAndEnvironment() {
    assumeTrue(Machine.isRoot(), "only root can");
    String script = "id -u; id -G; id -Gn nobody; pwd; echo $(ps -o sid= $$) $$; env | sort";
    List<String> lines =
        Command.of("sh", "-c", script).as("nobody").with("A", "1").ask().stdout().lines().toList();
    assertThat(lines.subList(0, 4)).containsExactly("65534", "65534", "nogroup", "/");
    assertThat(lines.get(4)).matches("(\\d+) \\1");
    assertThat(lines)
        .contains("A=1", "HOME=/nonexistent", "USER=nobody", "LOGNAME=nobody")
        .contains("PATH=/usr/local/bin:/usr/bin:/bin")
        .noneMatch(line -> line.startsWith("JAVA_HOME"));
    assertThat(Command.of("cat", "/etc/shadow").as("65534").ask().ok()).isFalse();
    assertThat(Command.of("pwd").as("nobody").in(Path.of("/usr")).ask().stdout()).isEqualTo("/usr");
  }

  @Test
  void endsWhatRunsAsAnotherUser(@TempDir Path directory) throws Exception {
    assumeTrue(Machine.isRoot(), "only root can");
    Path file = directory.resolve("pid");
    Command.of("chmod", "0777", directory.toString()).ask().orThrow();
    Command command =
        Command.of("sh", "-c", "sleep 60 & echo $! >" + file + "; wait")
            .as("nobody")
            .limit(Duration.ofMillis(500));
    assertThatThrownBy(command::ask).isInstanceOf(CommandFailed.class);
    assertThat(isGone(file)).isTrue();
  }

  @Test
  void saysThatAUserIsMissing() {
    assertThatThrownBy(() -> Command.of("true").as("no-such-user").ask())
        .isInstanceOf(MachineException.class)
        .hasMessage("no user named no-such-user");
    assertThatThrownBy(() -> Command.of("true").as("-x").ask())
        .hasMessage("not the name of a user: '-x'");
  }

  @Test
  void looksAUserUpByNameFirst() {
    String passwd = "#x\na:x:7:1:A:/home/a:/bin/sh\n7:x:8:2::/h:\n";
    assertThat(Account.parse(passwd, "a")).isEqualTo(new Account("a", 7, 1, "/home/a", "/bin/sh"));
    assertThat(Account.parse(passwd, "7")).isEqualTo(new Account("7", 8, 2, "/h", "/bin/sh"));
    assertThat(Account.parse(passwd, "8")).isEqualTo(new Account("7", 8, 2, "/h", "/bin/sh"));
    assertThat(Account.parse(passwd, "b")).isNull();
    assertThatThrownBy(() -> Account.parse("a:x:y:1:A:/:/bin/sh", "a"))
        .isInstanceOf(MachineException.class);
  }

  @Test
  void printsAsAPersonWouldTypeIt() {
    assertThat(Command.of("echo", "a b", "", "it's", "x=1"))
        .hasToString("echo 'a b' '' 'it'\\''s' x=1");
  }
}
