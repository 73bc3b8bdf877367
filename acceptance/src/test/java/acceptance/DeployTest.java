package acceptance;

import acceptance.bed.Bed;
import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import acceptance.bed.Result;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;

/// The ways to deploy, of which the same is true.
class DeployTest {
  /// On the machine itself, by root, from a work tree.
  @Nested
  class Local implements DeployContract {
    @Override
    public World world(Bed bed) {
      DebianNode node = bed.readyNode(Pulling.NODE);
      node.run("git", "init", "--quiet", "--initial-branch=main", "/root/deploy").ok();
      node.run("git", "config", "--global", "user.name", "tester").ok();
      node.run("git", "config", "--global", "user.email", "tester@example.com").ok();
      return new LocalWorld(node);
    }
  }

  private record LocalWorld(DebianNode node) implements DeployContract.World {
    private static final String PLACE = "/root/deploy";

    @Override
    public void file(String path, String text) {
      try {
        Files.writeString(node.file(PLACE).resolve(path), text);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public DeployContract.Outcome deploy(String title, String... roles) {
      git("add", "--all");
      git("commit", "--quiet", "--allow-empty", "--message=" + title);
      List<String> words = new ArrayList<>(List.of("deploy", "--repository=" + PLACE));
      List.of(roles).forEach(role -> words.add("--role=" + role));
      return told(git("rev-parse", "HEAD"), node.troops(words.toArray(String[]::new)));
    }

    private String git(String... arguments) {
      Stream<String> words = Stream.concat(Stream.of("git", "-C", PLACE), Stream.of(arguments));
      return node.run(words.toArray(String[]::new)).ok().out().strip();
    }

    @Override
    public List<String> asked() {
      return List.of("root", "local");
    }

    @Override
    public boolean movesBranch() {
      return false;
    }
  }

  private static DeployContract.Outcome told(String commit, Result result) {
    return new DeployContract.Outcome(commit, result.code() == 0, result.out() + result.err());
  }

  /// By a push over SSH.
  @Nested
  class Push implements DeployContract {
    @Override
    public World world(Bed bed) {
      return new PushWorld(Scripts.node(bed), bed.pusher());
    }
  }

  private record PushWorld(DebianNode node, Pusher pusher) implements DeployContract.World {
    @Override
    public void file(String path, String text) {
      pusher.file(path, text);
    }

    @Override
    public DeployContract.Outcome deploy(String title, String... roles) {
      String commit = pusher.commit(title);
      Stream<String> options = Stream.of(roles).map(role -> "--push-option=role=" + role);
      Result push =
          pusher.push(node, Stream.concat(options, Stream.of("main")).toArray(String[]::new));
      String said =
          push.err()
              .lines()
              .filter(line -> line.startsWith("remote: "))
              .map(line -> line.substring("remote: ".length()).stripTrailing())
              .collect(Collectors.joining("\n", "", "\n"));
      return new DeployContract.Outcome(commit, push.code() == 0, said);
    }

    @Override
    public List<String> asked() {
      return List.of("ubuntu", "push");
    }

    @Override
    public boolean movesBranch() {
      return true;
    }
  }

  /// By a pull that a member asks for over SSH.
  @Nested
  class Pull implements DeployContract {
    @Override
    public World world(Bed bed) {
      Pulling at = Pulling.on(bed);
      return new PullWorld(at, at.remote("origin"));
    }
  }

  /// A way that begins at a remote of the node.
  private interface Pulled extends DeployContract.World {
    Pulling at();

    /// The remote's address.
    String address();

    /// Has the node pull a commit that its remote has.
    DeployContract.Outcome pull(String commit, String... roles);

    @Override
    default DebianNode node() {
      return at().node;
    }

    @Override
    default void file(String path, String text) {
      at().pusher.file(path, text);
    }

    @Override
    default DeployContract.Outcome deploy(String title, String... roles) {
      String commit = at().pusher.commit(title);
      at().publish(address(), "main");
      return pull(commit, roles);
    }

    @Override
    default boolean movesBranch() {
      return true;
    }
  }

  private record PullWorld(Pulling at, String address) implements Pulled {
    @Override
    public DeployContract.Outcome pull(String commit, String... roles) {
      Stream<String> options = Stream.of(roles).map(role -> "--role=" + role);
      return told(commit, at.pull(options.toArray(String[]::new)));
    }

    @Override
    public List<String> asked() {
      return List.of("ubuntu", "pull");
    }
  }

  /// By the timer, which nobody watches: what it says is in the journal.
  @Nested
  class Timer implements DeployContract {
    @Override
    public World world(Bed bed) {
      Pulling at = Pulling.on(bed);
      return new TimerWorld(at, at.remote("origin"));
    }
  }

  private record TimerWorld(Pulling at, String address) implements Pulled {
    @Override
    public DeployContract.Outcome pull(String commit, String... roles) {
      // Nobody is there to give it a role for this time only.
      if (roles.length > 0) {
        at.write("/etc/troops/roles", at.read("/etc/troops/roles") + String.join("\n", roles));
      }
      journal();
      Result run = at.node.run("systemctl", "start", "troops-pull.service");
      return new DeployContract.Outcome(commit, run.code() == 0, journal());
    }

    /// What was said since this was last asked.
    private String journal() {
      at.node.run("journalctl", "--sync");
      return at.node
          .run("journalctl", "--quiet", "--output=cat", "--cursor-file=/run/read", "-t", "troops")
          .out();
    }

    @Override
    public List<String> asked() {
      return List.of("root", "timer");
    }
  }
}
