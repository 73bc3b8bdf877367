package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A real Debian machine with its own systemd and sshd, booted in about a second: an overlay over
/// the [DebianBase], in namespaces of its own. It sees the built tool and its Java runtime where
/// they are here, read-only, so that they can be tried without being installed.
public final class DebianNode {
  private static final Path DISTRIBUTION =
      Path.of(System.getProperty("troops.distribution")).toAbsolutePath().normalize();

  private final Bed bed;
  private final String fullName;
  private final NodeTree tree;
  private final Path directory;
  private final String network;
  private final ControlGroup group;
  private Process container;
  private volatile long leader;

  private DebianNode(Bed bed, String fullName, NodePlan plan, Path directory) throws IOException {
    this.bed = bed;
    this.fullName = fullName;
    this.directory = directory;
    this.tree = plan.tree(bed.namespaces(), directory);
    this.network = bed.network().attach(fullName);
    this.group = new ControlGroup(bed.name() + "-" + Network.shortened(fullName));
    tree.identify(fullName, bed.network().hosts());
    tree.authorise("/home/ubuntu", bed.publicKey());
    bed.network().know(fullName, tree.hostKey());
    this.container = start();
  }

  static DebianNode booted(Bed bed, String fullName, NodePlan plan, Path directory)
      throws IOException {
    DebianNode node = new DebianNode(bed, fullName, plan, directory);
    node.awaitBoot();
    return node;
  }

  /// Boots it again, after its power has been cut or it was shut down.
  public void boot() {
    try {
      container = start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    awaitBoot();
  }

  private Process start() throws IOException {
    group.make();
    List<String> words = new ArrayList<>(List.of("setsid", "systemd-nspawn", "--quiet", "--boot"));
    words.add("--directory=" + tree.root());
    words.add("--machine=" + Network.shortened(fullName));
    words.add("--network-namespace-path=" + network);
    words.addAll(List.of("--keep-unit", "--register=no", "--link-journal=no"));
    words.addAll(List.of("--resolv-conf=off", "--timezone=off"));
    if (Files.isDirectory(DISTRIBUTION)) {
      words.add("--bind-ro=" + DISTRIBUTION.resolve("runtime").toRealPath());
      words.add("--bind-ro=" + DISTRIBUTION);
    }
    return new ProcessBuilder(bed.namespaces().command(group.command(words)))
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(ProcessBuilder.Redirect.appendTo(bootLog().toFile()))
        .start();
  }

  private Path bootLog() {
    return directory.resolve("boot.log");
  }

  private void awaitBoot() {
    Patience.await(
        fullName + " to be up",
        () -> {
          if (!container.isAlive()) {
            throw new AssertionError(fullName + " has ended: " + bootLogText());
          }
          return findLeader() && isUp();
        });
  }

  /// The node's first process is a child of nspawn's.
  private boolean findLeader() {
    leader =
        container
            .descendants()
            .filter(p -> p.info().command().filter(c -> c.endsWith("/systemd")).isPresent())
            .mapToLong(ProcessHandle::pid)
            .findFirst()
            .orElse(0);
    return leader != 0;
  }

  private boolean isUp() {
    String state = start(List.of("systemctl", "is-system-running"), result -> {}).finish().out();
    return state.equals("running\n") || state.equals("degraded\n");
  }

  private String bootLogText() {
    try {
      return Files.readString(bootLog());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Its full host name.
  public String name() {
    return fullName;
  }

  /// Its address in the network.
  public String address() {
    return bed.network().address(fullName);
  }

  /// The address of its repository, for git.
  public String repository(String user) {
    return user + "@" + fullName + ":/var/lib/troops/repo/main.git";
  }

  /// Its SSH host key, as a line of `known_hosts` has it after the names.
  public String hostKey() {
    try {
      return tree.hostKey();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives it another SSH host key, which the workplace knows from then on, and others don't.
  public void changeHostKey() {
    try {
      tree.newHostKey();
      bed.network().know(fullName, tree.hostKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    run("systemctl", "restart", "ssh").ok();
  }

  /// Whether it is up, or coming up.
  public boolean isRunning() {
    return container.isAlive();
  }

  void nameOthers() throws IOException {
    Files.writeString(tree.file("/etc/hosts"), bed.network().hosts());
  }

  NodeTree tree() {
    return tree;
  }

  /// Runs a program on the node, as root.
  public Result run(String... words) {
    return start(words).finish();
  }

  /// Starts a program on the node, as root.
  public Program start(String... words) {
    return start(List.of(words), bed::witness);
  }

  private Program start(List<String> words, Consumer<Result> witness) {
    List<String> all =
        new ArrayList<>(List.of("setsid", "nsenter", "--target=" + leader, "--all", "--"));
    all.addAll(List.of("env", "-i", "PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root"));
    all.add("LC_ALL=C.UTF-8");
    all.addAll(words);
    return Program.start(words, new ProcessBuilder(all), directory, witness);
  }

  /// Runs a command on the node over SSH.
  ///
  /// @param words the command; as ever with ssh, the user's shell splits them again
  public Result ssh(String user, String... words) {
    List<String> all = new ArrayList<>(List.of("ssh", user + "@" + fullName));
    all.addAll(List.of(words));
    return bed.pusher().run(all.toArray(String[]::new));
  }

  /// Runs Troops on the node, as root.
  public Result troops(String... words) {
    return startTroops(words).finish();
  }

  /// Starts Troops on the node, as root.
  public Program startTroops(String... words) {
    boolean installed = Files.exists(file("/usr/bin/troops"), LinkOption.NOFOLLOW_LINKS);
    List<String> all = new ArrayList<>();
    all.add(installed ? "/usr/bin/troops" : DISTRIBUTION.resolve("bin/troops").toString());
    all.addAll(List.of(words));
    return start(all.toArray(String[]::new));
  }

  /// A file of the node.
  public Path file(String path) {
    // The first process also sees what is mounted on the node, such as /run.
    return container.isAlive() ? Path.of("/proc/" + leader + "/root" + path) : tree.file(path);
  }

  /// Makes a user, who logs in with the workplace's key.
  public void user(String name) {
    run("useradd", "--create-home", "--shell", "/bin/bash", name).ok();
    authorise(name, bed.publicKey());
  }

  /// Lets the owner of a key log in as a user.
  public void authorise(String user, String publicKey) {
    String home = run("sh", "-c", "getent passwd " + user + " | cut -d: -f6").ok().out().strip();
    try {
      tree.authorise(home, publicKey);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Copies a file of this machine to the node.
  public void copy(Path from, String to) {
    try {
      Files.copy(from, file(to));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts a deployment onto the node as a repository at `/root/deploy`, committed.
  public void deployment(Path from) throws IOException {
    Machine.run(List.of("cp", "-r", from.toString(), file("/root/deploy").toString()));
    run("git", "config", "--global", "user.name", "tester").ok();
    run("git", "config", "--global", "user.email", "tester@example.com").ok();
    run("git", "-C", "/root/deploy", "init", "--quiet", "--initial-branch=main").ok();
    commit();
  }

  /// Commits what lies in `/root/deploy`.
  public void commit() {
    run("chown", "-R", "root:root", "/root/deploy").ok();
    run("git", "-C", "/root/deploy", "add", "--all").ok();
    run("git", "-C", "/root/deploy", "commit", "--quiet", "-m", "a commit").ok();
  }

  /// Installs a package as people do.
  public Result install(Path deb) {
    String name = String.valueOf(deb.getFileName());
    copy(deb, "/var/tmp/" + name);
    Result result =
        run(
            "env",
            "--chdir=/var/tmp",
            "DEBIAN_FRONTEND=noninteractive",
            "apt",
            "install",
            "--yes",
            "./" + name);
    run("rm", "/var/tmp/" + name).ok();
    return result;
  }

  /// How much of the processors' time all of it has used since it was booted; nothing where that
  /// isn't known.
  public Duration processorTime() {
    try {
      return group.used();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The last lines of the journal.
  public String journal(int lines) {
    return run("journalctl", "--no-pager", "--quiet", "--lines=" + lines).out();
  }

  /// Kills a process, by its id on the node.
  public void kill9(long pid) {
    run("kill", "-9", Long.toString(pid)).ok();
  }

  /// Lets its disk be full but for a few bytes.
  public void fillDisk(long left) {
    try {
      tree.disk().fill(left);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Gives its disk room again.
  public void freeDisk() {
    try {
      tree.disk().empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes its power away from one moment to the next. On a [NodePlan#disk(int)] what was not
  /// synced is lost.
  public void powerCut() {
    try {
      ProcessHandle first = ProcessHandle.of(leader).orElseThrow();
      first.destroyForcibly();
      tree.disk().crash();
      awaitEnd();
      tree.restart();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Has it reboot, in order, and waits until it is up again.
  public void reboot() {
    run("systemctl", "reboot");
    awaitReboot();
  }

  /// Waits until a node that reboots itself is up again.
  public void awaitReboot() {
    awaitEnd();
    boot();
  }

  /// Shuts it down in order.
  public void powerOff() {
    run("systemctl", "poweroff");
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!container.waitFor(1, TimeUnit.MINUTES)) {
        throw new AssertionError("doesn't end: " + fullName + "\n" + bootLogText());
      }
      group.remove();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
