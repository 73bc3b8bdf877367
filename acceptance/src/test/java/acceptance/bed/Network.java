package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The network of a test: a switch with a link to each node, and this machine's own place at it. It
/// reaches nothing else, and two of them may have the same addresses at the same time. Here as on
/// each node, `/etc/hosts` names all nodes.
public final class Network {
  private static final String NET = "10.79.0.";
  private static final String LOCAL = "127.0.0.1 localhost\n";

  private static final String ATTACH =
      """
      ip netns add "$1"
      ip link add "$1" type veth peer name eth0 netns "$1"
      ip link set "$1" master switch up
      ip -n "$1" addr add "$2/24" dev eth0
      ip -n "$1" link set lo up
      ip -n "$1" link set eth0 up
      ip -n "$1" route add default via "$3"
      """;

  private final Namespaces namespaces;
  private final Path directory;
  private final Consumer<Result> witness;
  private final Map<String, String> addresses = new LinkedHashMap<>();
  private final Map<String, String> hostKeys = new LinkedHashMap<>();

  Network(Namespaces namespaces, Path directory, Consumer<Result> witness) throws IOException {
    this.namespaces = namespaces;
    this.directory = directory;
    this.witness = witness;
    namespaces.run(
        "sh",
        "-ec",
        "ip link add switch type bridge; ip addr add "
            + NET
            + "1/24 dev switch;"
            + " ip link set switch up");
    Files.writeString(hostsFile(), LOCAL);
    namespaces.run("mount", "--bind", hostsFile().toString(), "/etc/hosts");
    Files.writeString(knownHosts(), "");
  }

  private Path hostsFile() {
    return directory.resolve("hosts");
  }

  /// The file with all nodes' SSH host keys, as they are now.
  Path knownHosts() {
    return directory.resolve("known_hosts");
  }

  /// Attaches a node.
  ///
  /// @return the path of its network namespace
  synchronized String attach(String fullName) throws IOException {
    if (addresses.containsKey(fullName)) {
      throw new IllegalArgumentException("there is a " + fullName + " already");
    }
    String address = NET + (11 + addresses.size());
    addresses.put(fullName, address);
    namespaces.run("sh", "-ec", ATTACH, "sh", link(fullName), address, NET + "1");
    Files.writeString(hostsFile(), hosts());
    return "/run/netns/" + link(fullName);
  }

  /// What `/etc/hosts` says.
  synchronized String hosts() {
    StringBuilder hosts = new StringBuilder(LOCAL);
    addresses.forEach(
        (name, address) -> hosts.append(address + " " + name + " " + shortened(name) + "\n"));
    return hosts.toString();
  }

  /// Makes a node's host key known.
  synchronized void know(String fullName, String key) throws IOException {
    hostKeys.put(fullName, key);
    StringBuilder lines = new StringBuilder();
    hostKeys.forEach((name, known) ->
        lines.append(name + "," + shortened(name) + "," + address(name) + " " + known + "\n"));
    Files.writeString(knownHosts(), lines);
  }

  static String shortened(String fullName) {
    int dot = fullName.indexOf('.');
    return dot < 0 ? fullName : fullName.substring(0, dot);
  }

  /// The address of a node.
  public synchronized String address(String fullName) {
    String address = addresses.get(fullName);
    if (address == null) {
      throw new IllegalArgumentException("no node is named " + fullName);
    }
    return address;
  }

  /// A node's link has a name that fits into the fifteen letters that the kernel gives it.
  private String link(String fullName) {
    return "node-" + address(fullName).substring(NET.length());
  }

  /// Cuts a node's link: what is sent gets lost, and nobody is told.
  public void cut(String fullName) {
    set(fullName, "down");
  }

  /// Mends a link that was cut.
  public void mend(String fullName) {
    set(fullName, "up");
  }

  private void set(String fullName, String state) {
    try {
      namespaces.run("ip", "link", "set", link(fullName), state);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program of this machine on the network.
  ///
  /// @param words the program and its arguments
  /// @param environment all of its environment
  /// @param work where it runs
  public Result run(List<String> words, Map<String, String> environment, Path work) {
    return start(words, environment, work).finish();
  }

  /// Starts a program of this machine on the network.
  ///
  /// @param words the program and its arguments
  /// @param environment all of its environment
  /// @param work where it runs
  public Program start(List<String> words, Map<String, String> environment, Path work) {
    List<String> all = new ArrayList<>(List.of("env", "--chdir=" + work));
    all.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(namespaces.command(all));
    builder.environment().clear();
    builder.environment().putAll(environment);
    return Program.start(words, builder, directory, witness);
  }
}
