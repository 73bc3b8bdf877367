package acceptance.bed;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Beds beside each other, and what is left when they have gone.
@ExtendWith(TestBed.class)
class BedsTest {
  @Test
  void twoBedsMayHaveTheSameNamesAndAddressesAtTheSameTime(Bed bed) throws Exception {
    try (Bed other = Bed.open()) {
      DebianNode ours = bed.node("shellbox-1.example.com");
      DebianNode theirs = other.node("shellbox-1.example.com");
      assertThat(ours.address()).isEqualTo(theirs.address());
      ours.run("touch", "/srv/ours").ok();
      theirs.run("touch", "/srv/theirs").ok();
      assertThat(ours.ssh("ubuntu", "ls", "/srv").ok().out())
          .contains("ours")
          .doesNotContain("the");
      assertThat(theirs.ssh("ubuntu", "ls", "/srv").ok().out()).contains("theirs");
    }
  }

  @Test
  void nothingIsLeft() throws Exception {
    String name;
    try (Bed bed = Bed.open()) {
      name = bed.name();
      DebianNode node = bed.plan("shellbox-1.example.com").disk(100).boot();
      bed.pusher().start("ssh", "ubuntu@" + node.name(), "sleep 1000");
      assertThat(traces(name)).hasSizeGreaterThan(4);
    }
    assertThat(traces(name)).isEmpty();
  }

  @Test
  void theMachineSeesNothingOfABed(Bed bed) throws Exception {
    bed.plan("shellbox-1.example.com").disk(100).boot();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(bed.name());
    assertThat(Path.of("/run/netns/node-11")).doesNotExist();
    assertThat(Path.of("/sys/class/net/switch")).doesNotExist();
    assertThat(Path.of("/sys/class/net/node-11")).doesNotExist();
  }

  @Test
  void whatAKilledJvmLeavesIsGoneOrSweptByTheNext() throws Exception {
    Process jvm = jvm(Forsaken.class);
    String name = String.valueOf(jvm.inputReader(StandardCharsets.UTF_8).readLine());
    assertThat(traces(name)).hasSizeGreaterThan(4);
    jvm.destroyForcibly().waitFor();
    Patience.await("the end of processes", () -> processes(name).isEmpty());
    Patience.await("the end of loop devices", () -> loopDevices(name).isEmpty());
    Bed.open().close();
    assertThat(traces(name)).isEmpty();
  }

  @Test
  void whatIsMadeOnceIsMadeOnceByJvmsThatWantItAtTheSameTime() throws Exception {
    List<Process> jvms = List.of(jvm(Maker.class), jvm(Maker.class));
    List<String> makers = new ArrayList<>();
    for (Process jvm : jvms) {
      makers.add(String.valueOf(jvm.inputReader(StandardCharsets.UTF_8).readLine()));
    }
    Machine.run(List.of("rm", "-r", MadeOnce.place().resolve(Maker.NAME).toString()));
    assertThat(makers.get(0)).isEqualTo(makers.get(1)).matches("\\d+");
  }

  /// Starts a JVM like this one.
  private static Process jvm(Class<?> main) throws IOException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    for (String property : List.of("troops.bed", "troops.distribution", "troops.packages")) {
      words.add("-D" + property + "=" + System.getProperty(property));
    }
    words.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    return new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /// All that names a bed: processes, loop devices, control groups, directories.
  private static List<String> traces(String name) throws IOException {
    List<String> traces = new ArrayList<>(processes(name));
    traces.addAll(loopDevices(name));
    for (Path place : List.of(MadeOnce.place().resolve("beds"), Path.of("/sys/fs/cgroup"))) {
      try (var files = Files.walk(place, 3)) {
        files.map(Path::toString).filter(file -> file.contains(name)).forEach(traces::add);
      }
    }
    return traces;
  }

  private static List<String> processes(String name) {
    return ProcessHandle.allProcesses()
        .map(process -> process.pid() + " " + process.info().commandLine().orElse(""))
        .filter(line -> line.contains(name))
        .toList();
  }

  private static List<String> loopDevices(String name) {
    List<String> found = new ArrayList<>();
    try (var devices = Files.newDirectoryStream(Path.of("/sys/block"), "loop*")) {
      for (Path device : devices) {
        Path backing = device.resolve("loop/backing_file");
        if (Files.exists(backing) && Files.readString(backing).contains(name)) {
          found.add(device.toString());
        }
      }
    } catch (IOException e) {
      return List.of("a loop device that is going: " + e);
    }
    return found;
  }

  /// A JVM that wants a directory that takes its time.
  static final class Maker {
    static final String NAME = "slow";

    private Maker() {}

    public static void main(String[] arguments) throws Exception {
      Path made =
          MadeOnce.directory(
              NAME,
              directory -> {
                Files.createDirectory(directory);
                LockSupport.parkNanos(500_000_000);
                Files.writeString(directory.resolve("maker"), "" + ProcessHandle.current().pid());
              });
      System.out.println(Files.readString(made.resolve("maker")));
    }
  }

  /// A JVM that has a bed, and never closes it.
  static final class Forsaken {
    private Forsaken() {}

    public static void main(String[] arguments) throws Exception {
      Bed bed = Bed.open();
      bed.plan("shellbox-1.example.com").disk(100).boot();
      bed.pusher().start("ssh", "ubuntu@shellbox-1", "sleep 1000");
      System.out.println(bed.name());
      Thread.sleep(Long.MAX_VALUE);
    }
  }
}
