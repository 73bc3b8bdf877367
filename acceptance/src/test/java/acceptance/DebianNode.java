package acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A real Debian machine with its own systemd, booted in about a second: an overlay over the
/// [DebianBase], in namespaces of its own, with loopback as its only network. It sees the built
/// tool and its Java runtime where they are here, read-only.
final class DebianNode implements AutoCloseable {
  private final Path directory;
  private final Path root;
  private final Process container;
  private final long leader;

  private DebianNode(Path directory, Path root, Process container, long leader) {
    this.directory = directory;
    this.root = root;
    this.container = container;
    this.leader = leader;
  }

  /// Boots a node.
  ///
  /// @param directory where its files go
  /// @param fullName its full host name
  static DebianNode boot(Path directory, String fullName) throws Exception {
    Path base = DebianBase.directory();
    // An overlay can't lie on every file system; one in memory can lie everywhere.
    Path layers = Files.createDirectories(directory.resolve("layers"));
    DebianBase.run(directory, List.of("mount", "-t", "tmpfs", "node", layers.toString()));
    Path root = Files.createDirectories(directory.resolve("root"));
    Path upper = Files.createDirectory(layers.resolve("upper"));
    Path work = Files.createDirectory(layers.resolve("work"));
    String options = "lowerdir=" + base + ",upperdir=" + upper + ",workdir=" + work;
    DebianBase.run(
        directory, List.of("mount", "-t", "overlay", "node", "-o", options, root.toString()));
    String shortName = fullName.substring(0, fullName.indexOf('.'));
    Files.writeString(root.resolve("etc/hostname"), shortName + "\n");
    Files.writeString(
        root.resolve("etc/hosts"),
        "127.0.0.1 localhost\n127.0.1.1 " + fullName + " " + shortName + "\n");
    Process container = start(directory, root);
    try {
      return new DebianNode(directory, root, container, leader(container)).awaitBoot();
    } catch (Exception | Error e) {
      container.destroy();
      throw new IllegalStateException(Files.readString(directory.resolve("boot.log")), e);
    }
  }

  private static Process start(Path directory, Path root) throws IOException {
    Path java = Bench.DISTRIBUTION.resolve("runtime").toRealPath();
    List<String> words =
        List.of(
            "setsid",
            "systemd-nspawn",
            "--quiet",
            "--boot",
            "--directory=" + root,
            "--machine=node-"
                + ProcessHandle.current().pid()
                + "-"
                + Integer.toHexString(root.hashCode()),
            "--private-network",
            "--keep-unit",
            "--register=no",
            "--bind-ro=" + java,
            "--bind-ro=" + Bench.DISTRIBUTION);
    return new ProcessBuilder(words)
        .redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile())
        .redirectOutput(directory.resolve("boot.log").toFile())
        .start();
  }

  /// The node's first process, which is a child of nspawn's.
  private static long leader(Process container) {
    long[] found = new long[1];
    Bench.await(
        "the first process of the node",
        () -> {
          if (!container.isAlive()) {
            throw new AssertionError("systemd-nspawn has ended");
          }
          found[0] =
              container
                  .descendants()
                  .filter(p -> p.info().command().filter(c -> c.endsWith("systemd")).isPresent())
                  .mapToLong(ProcessHandle::pid)
                  .findFirst()
                  .orElse(0);
          return found[0] != 0;
        });
    return found[0];
  }

  private DebianNode awaitBoot() {
    Bench.await(
        "the node to be up",
        () -> {
          String state = run("systemctl", "is-system-running").out().strip();
          return state.equals("running") || state.equals("degraded");
        });
    return this;
  }

  /// Runs a program on the node, as root.
  Bench.Result run(String... words) {
    List<String> all =
        new ArrayList<>(List.of("nsenter", "--target", "" + leader, "--all", "--", "env", "-i"));
    all.addAll(List.of("PATH=/usr/sbin:/usr/bin:/sbin:/bin", "HOME=/root", "LC_ALL=C.UTF-8"));
    all.addAll(List.of(words));
    try {
      Path out = Files.createTempFile(directory, "run", ".out");
      Path err = Files.createTempFile(directory, "run", ".err");
      Process process =
          new ProcessBuilder(all)
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile())
              .start();
      if (!process.waitFor(3, TimeUnit.MINUTES)) {
        process.destroyForcibly();
        throw new AssertionError("hangs on the node: " + all + Files.readString(err));
      }
      return new Bench.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Runs the tool on the node, as root.
  Bench.Result troops(String... words) {
    List<String> all =
        new ArrayList<>(List.of(Bench.DISTRIBUTION.resolve("bin/troops").toString()));
    all.addAll(List.of(words));
    return run(all.toArray(String[]::new));
  }

  /// A file of the node.
  Path file(String path) {
    return root.resolve(path.substring(1));
  }

  /// Puts a deployment onto the node as a repository at `/root/deploy`, committed.
  void deployment(Path from) throws Exception {
    DebianBase.run(
        directory, List.of("cp", "-r", from.toString(), file("/root/deploy").toString()));
    run("git", "config", "--global", "user.name", "tester");
    run("git", "config", "--global", "user.email", "tester@example.com");
    run("git", "-C", "/root/deploy", "init", "--quiet", "--initial-branch=main");
    commit();
  }

  /// Commits what lies in `/root/deploy`.
  void commit() {
    run("chown", "-R", "root:root", "/root/deploy");
    run("git", "-C", "/root/deploy", "add", "--all");
    Bench.Result done = run("git", "-C", "/root/deploy", "commit", "--quiet", "-m", "a commit");
    if (done.code() != 0) {
      throw new AssertionError(done.all());
    }
  }

  @Override
  public void close() throws IOException {
    ProcessHandle.of(leader).ifPresent(ProcessHandle::destroyForcibly);
    container.destroy();
    try {
      if (!container.waitFor(20, TimeUnit.SECONDS)) {
        container.destroyForcibly().waitFor();
      }
      DebianBase.run(directory, List.of("umount", root.toString()));
      DebianBase.run(directory, List.of("umount", directory.resolve("layers").toString()));
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
