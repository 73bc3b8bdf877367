package acceptance.bed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The machines of one test, and the network between them. It is made by [TestBed] for tests that
/// have it as a parameter, and when the test has ended nothing of it is left. Benchmarks use it,
/// too.
public final class Bed implements AutoCloseable {
  private static final int HISTORY = 8;

  private final BedDirectory directory;
  private final Namespaces namespaces;
  private final Network network;
  private final Map<String, DebianNode> nodes = new LinkedHashMap<>();
  private final Deque<Result> history = new ArrayDeque<>();
  private Optional<Pusher> pusher = Optional.empty();

  private Bed(BedDirectory directory, Namespaces namespaces) throws IOException {
    this.directory = directory;
    this.namespaces = namespaces;
    this.network = new Network(namespaces, directory.path(), this::witness);
    Ssh.newKey(key());
  }

  /// Makes a bed without any machine.
  public static Bed open() throws IOException {
    BedDirectory directory = BedDirectory.make();
    Namespaces namespaces = Namespaces.isolated();
    try {
      return new Bed(directory, namespaces);
    } catch (IOException | RuntimeException e) {
      namespaces.close();
      directory.remove();
      throw e;
    }
  }

  String name() {
    return directory.name();
  }

  Namespaces namespaces() {
    return namespaces;
  }

  /// The network between the machines.
  public Network network() {
    return network;
  }

  /// The private key of whoever works at the [#pusher()].
  Path key() {
    return directory.path().resolve("key");
  }

  /// The public key of whoever works at the [#pusher()], which all nodes' users accept.
  public String publicKey() {
    try {
      return Ssh.publicKey(key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Boots a node: Debian as it comes, with a user `ubuntu` who may do everything by sudo.
  public DebianNode node(String fullName) {
    return plan(fullName).boot();
  }

  /// Boots a node on which the built package is installed already.
  public DebianNode readyNode(String fullName) {
    return plan(fullName).ready().boot();
  }

  /// A node of which there is more to say before it is booted.
  public NodePlan plan(String fullName) {
    return new NodePlan(this, fullName);
  }

  /// Boots nodes side by side.
  public List<DebianNode> boot(NodePlan... plans) {
    // Threads of their own: those of JUnit would run other tests while they wait.
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<DebianNode>> booting = new ArrayList<>();
      for (NodePlan plan : plans) {
        booting.add(threads.submit(plan::boot));
      }
      List<DebianNode> booted = new ArrayList<>();
      for (Future<DebianNode> node : booting) {
        booted.add(node.get());
      }
      return booted;
    } catch (ExecutionException | InterruptedException e) {
      throw new AssertionError("can't boot all of them", e);
    }
  }

  /// Boots a machine that serves Git repositories over SSH.
  public GitHost gitHost(String fullName) {
    return new GitHost(node(fullName), publicKey());
  }

  DebianNode boot(String fullName, NodePlan plan) throws IOException {
    Path place = Files.createDirectory(directory.path().resolve(fullName));
    DebianNode node = DebianNode.booted(this, fullName, plan, place);
    synchronized (nodes) {
      nodes.put(fullName, node);
      for (DebianNode other : nodes.values()) {
        other.nameOthers();
      }
    }
    return node;
  }

  /// Where the person sits who deploys: this machine, as far as the network goes.
  public synchronized Pusher pusher() {
    pusher = pusher.or(() -> Optional.of(pusher("pusher")));
    return pusher.get();
  }

  /// Another workplace, with a work tree and a home directory of its own.
  public Pusher pusher(String name) {
    try {
      return Pusher.make(network, Files.createDirectory(directory.path().resolve(name)), key());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void witness(Result result) {
    synchronized (history) {
      history.addLast(result);
      if (history.size() > HISTORY) {
        history.removeFirst();
      }
    }
  }

  /// What happened here last: the last programs with all they said, and the ends of the journals.
  String state() {
    StringBuilder state = new StringBuilder();
    synchronized (history) {
      history.forEach(result -> state.append("\n$ ").append(result.all()));
    }
    synchronized (nodes) {
      nodes.forEach((name, node) -> state.append("\njournal of " + name + ":\n" + journal(node)));
    }
    return state.toString();
  }

  private static String journal(DebianNode node) {
    try {
      return node.isRunning() ? node.journal(40) : "it isn't running\n";
    } catch (RuntimeException | AssertionError e) {
      // What is told about is another failure than this one.
      return "it doesn't answer: " + e + "\n";
    }
  }

  @Override
  public void close() throws IOException {
    namespaces.close();
    directory.remove();
  }
}
