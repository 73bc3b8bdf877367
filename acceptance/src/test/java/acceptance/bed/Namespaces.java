package acceptance.bed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Namespaces of mounts and processes, and for most of networks, that this JVM holds. Their first
/// process waits for the end of its input, which comes when they are closed or when the JVM ends,
/// be it by SIGKILL; and with it the kernel ends every process in them, and with the last process
/// go mounts, networks and loop devices. So there is nothing to clear away.
final class Namespaces implements AutoCloseable {
  /// With nothing of the machine's in /run, no program leaves anything there; bash, because it
  /// reaps the orphans that end up with the first process.
  private static final String ISOLATED =
      "mount -t tmpfs -o mode=755 bed /run && mkdir /run/netns && ip link set lo up"
          + " && echo ready && read -r _";

  private static final String CONNECTED = "echo ready && read -r _";

  private final Process holder;
  private final long first;

  private Namespaces(Process holder, long first) {
    this.holder = holder;
    this.first = first;
  }

  /// Namespaces with a network of their own, in which there is only loopback.
  static Namespaces isolated() throws IOException {
    return open(List.of("--net"), ISOLATED);
  }

  /// Namespaces with the machine's network.
  static Namespaces connected() throws IOException {
    return open(List.of(), CONNECTED);
  }

  private static Namespaces open(List<String> more, String script) throws IOException {
    List<String> words = new ArrayList<>(List.of("unshare", "--mount", "--pid", "--fork"));
    words.addAll(List.of("--kill-child=KILL", "--mount-proc", "--propagation=private"));
    words.addAll(more);
    words.addAll(List.of("bash", "-c", script));
    Process holder = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = holder.inputReader(StandardCharsets.UTF_8).readLine();
    if (!"ready".equals(said)) {
      holder.destroyForcibly();
      throw new IOException("this machine's root may not make namespaces: " + said);
    }
    long first = holder.children().mapToLong(ProcessHandle::pid).findFirst().orElseThrow();
    return new Namespaces(holder, first);
  }

  /// What a command begins with to run in here.
  List<String> enter() {
    return List.of("nsenter", "--target=" + first, "--mount", "--net", "--pid", "--");
  }

  /// A command that runs in here.
  List<String> command(List<String> words) {
    List<String> all = new ArrayList<>(enter());
    all.addAll(words);
    return all;
  }

  /// Where this JVM sees a file of the mounts in here.
  Path file(Path inside) {
    return Path.of("/proc/" + first + "/root" + inside);
  }

  /// Runs a command in here, which must go well.
  void run(String... words) throws IOException {
    Machine.run(command(List.of(words)));
  }

  @Override
  public void close() throws IOException {
    holder.outputWriter(StandardCharsets.UTF_8).close();
    try {
      if (!holder.waitFor(20, TimeUnit.SECONDS)) {
        holder.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      holder.destroyForcibly();
      throw new IOException(e);
    }
  }
}
