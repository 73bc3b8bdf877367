package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where a person works who deploys: a work tree on the branch `main`, a name for commits, and an
/// SSH key that nodes accept. `git`, `ssh` and `scp` are this machine's own, and reach the nodes by
/// name.
public final class Pusher {
  private final Network network;
  private final Path top;
  private final Map<String, String> environment = new TreeMap<>();

  private Pusher(Network network, Path top) {
    this.network = network;
    this.top = top;
    environment.put("HOME", home().toString());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put(
        "PATH", home().resolve("bin") + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
  }

  static Pusher make(Network network, Path top, Path key) throws IOException {
    Pusher made = new Pusher(network, top);
    Files.createDirectories(made.work());
    Files.createDirectories(made.home().resolve(".ssh"));
    Files.writeString(
        made.sshConfig(),
        """
        IdentityFile %s
        IdentitiesOnly yes
        UserKnownHostsFile %s
        StrictHostKeyChecking yes
        BatchMode yes
        ConnectTimeout 10
        LogLevel ERROR
        """
            .formatted(key, network.knownHosts()));
    // ssh takes the home directory from the machine's list of users, whatever HOME says.
    for (String program : List.of("ssh", "scp")) {
      Path file = Files.createDirectories(made.home().resolve("bin")).resolve(program);
      String line = "exec /usr/bin/" + program + " -F '" + made.sshConfig() + "' \"$@\"\n";
      Files.writeString(file, "#!/bin/sh\n" + line);
      Machine.run(List.of("chmod", "+x", file.toString()));
    }
    made.git("config", "--global", "user.name", "tester").ok();
    made.git("config", "--global", "user.email", "tester@example.com").ok();
    made.git("init", "--quiet", "--initial-branch=main").ok();
    return made;
  }

  /// The work tree.
  public Path work() {
    return top.resolve("work");
  }

  /// The home directory.
  public Path home() {
    return top.resolve("home");
  }

  /// What ssh is told, for more to be added.
  public Path sshConfig() {
    return home().resolve(".ssh/config");
  }

  /// Sets a variable of the environment.
  public Pusher with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /// Writes a file of the work tree.
  public Pusher file(String path, String text) {
    try {
      Path file = work().resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Commits all there is.
  ///
  /// @return the commit's id
  public String commit(String message) {
    git("add", "--all").ok();
    git("commit", "--quiet", "--allow-empty", "--message=" + message).ok();
    return git("rev-parse", "HEAD").ok().out().strip();
  }

  /// Writes `deploy.java`, and commits all there is.
  ///
  /// @return the commit's id
  public String script(String text) {
    file("requirements.txt", "org.debianadmin:debian-admin\n");
    file("deploy.java", text);
    return commit("a script");
  }

  /// Writes `deploy.java`, commits all there is, and has a node deploy it as its branch `main`.
  ///
  /// @return the commit's id
  public String deploy(DebianNode node, String text) {
    String commit = script(text);
    push(node, "main").ok();
    return commit;
  }

  /// Runs git in the work tree.
  public Result git(String... arguments) {
    return run(with("git", List.of(arguments)));
  }

  /// Pushes to the repository of a node, as `ubuntu`.
  ///
  /// @param words what comes after the address, such as `main`, or before it if it begins with a
  ///   dash, such as `--push-option=check`
  public Result push(DebianNode node, String... words) {
    return startPush("ubuntu", node, words).finish();
  }

  /// Starts to push to the repository of a node.
  public Program startPush(String user, DebianNode node, String... words) {
    List<String> all = new ArrayList<>(List.of("git", "push"));
    List.of(words).stream().filter(word -> word.startsWith("-")).forEach(all::add);
    all.add(node.repository(user));
    List.of(words).stream().filter(word -> !word.startsWith("-")).forEach(all::add);
    return start(all.toArray(String[]::new));
  }

  /// Runs a program in the work tree, on the network.
  public Result run(String... words) {
    return start(words).finish();
  }

  /// Runs a line of shell in the work tree, on the network, as it stands in a manual.
  public Result shell(String line) {
    return run("sh", "-c", line);
  }

  /// Starts a program in the work tree, on the network.
  public Program start(String... words) {
    return network.start(List.of(words), environment, work());
  }

  private static String[] with(String first, List<String> others) {
    List<String> all = new ArrayList<>(List.of(first));
    all.addAll(others);
    return all.toArray(String[]::new);
  }
}
