package troops.cli.repository;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import troops.cli.problem.Problem;

/// The repository that people push to. All members of the node's group may write to it, so its
/// files are read and written as its owner only, an unprivileged user, and its branch is but a copy
/// of what [Deployed] says.
public final class Shared {
  private static final String HEADS = "refs/heads/";
  private static final String UPDATE = "update of the shared repository";

  private static final Duration SHORT = Duration.ofSeconds(10);
  private static final Map<String, String> ENVIRONMENT =
      Map.of("GIT_CONFIG_NOSYSTEM", "1", "GIT_CONFIG_GLOBAL", "/dev/null");

  /// A hook of somebody's must not have a say in it, and whoever tidies up may take a while.
  private static final List<String> ALONE =
      List.of(
          "-c", "core.hooksPath=/dev/null",
          "-c", "core.filesRefLockTimeout=3000",
          "-c", "core.packedRefsTimeout=3000",
          "-c", "core.fsyncMethod=batch",
          "-c", "gc.auto=0");

  private final Path path;

  /// The repository.
  ///
  /// @param path the path of a bare repository
  public Shared(Path path) {
    this.path = path;
  }

  /// Its path.
  ///
  /// @return the path of a bare repository
  public Path path() {
    return path;
  }

  /// Whether git lets others than its owner work there: git-config(1), `safe.directory`.
  ///
  /// @return false if the system's settings don't name it
  public boolean isSafe() {
    List<String> question = List.of("config", "--system", "--get-all", "safe.directory");
    return new Git(path, Path.of("/"))
        .ask(SHORT, Map.of(), question)
        .text()
        .lines()
        .anyMatch(path.toString()::equals);
  }

  /// Begins to find out where a branch stands there.
  ///
  /// @param branch its name, without `refs/heads/`
  /// @return answers the commit, once it is known; nothing if there is no such branch, or it is but
  ///   another name of one
  public Supplier<Optional<Revision>> revision(String branch) {
    String ref = HEADS + branch;
    String format = "--format=%(refname) %(objectname)%(symref)";
    Process asked = startAlone(List.of("for-each-ref", format, ref));
    // It also lists what is below.
    return () ->
        new String(Git.finish(asked, List.of(UPDATE)), StandardCharsets.UTF_8)
            .lines()
            .filter(line -> line.startsWith(ref + " "))
            .map(line -> line.substring(ref.length() + 1))
            .filter(Revision::isId)
            .map(Revision::new)
            .findFirst();
  }

  /// Puts a branch where it belongs, whatever is there.
  ///
  /// @param branch its name, without `refs/heads/`
  /// @param revision the commit
  /// @param deployed has the commit's objects, if they got lost here
  /// @throws Problem if git refuses
  public void publish(String branch, Revision revision, Deployed deployed) {
    try (Mover mover = mover()) {
      publish(branch, revision, deployed, mover);
    }
  }

  /// Puts a branch where it belongs, whatever is there.
  ///
  /// @param branch its name, without `refs/heads/`
  /// @param revision the commit
  /// @param deployed has the commit's objects, if they got lost here
  /// @param mover moves it, if nothing is in the way
  /// @throws Problem if git refuses
  public void publish(String branch, Revision revision, Deployed deployed, Mover mover) {
    try {
      mover.move(branch, revision);
    } catch (Problem first) {
      try {
        force(branch, revision, deployed);
      } catch (Problem last) {
        String full = Git.isFull(path) ? ": no space left on device" : "";
        throw new Problem(
            first.kind(), first.message() + full, first.details(), first.hint(), last);
      }
    }
  }

  private void force(String branch, Revision revision, Deployed deployed) {
    unlock(branch);
    if (moves(branch, revision)) {
      return;
    }
    // Whoever ran `git gc --prune=now` may have removed what no branch named yet.
    List<String> unpack = List.of("unpack-objects", "-q");
    Git.pipe(deployed.startPack(revision), startAlone(unpack), unpack);
    if (moves(branch, revision)) {
      return;
    }
    // Last, for whoever looks meanwhile finds no branch.
    if (revision(branch).get().isEmpty()) {
      clear(branch);
    }
    move(branch, revision);
  }

  private boolean moves(String branch, Revision revision) {
    try {
      move(branch, revision);
      return true;
    } catch (Problem e) {
      return false;
    }
  }

  /// Removes the locks of a git that was killed.
  private void unlock(String branch) {
    delete(HEADS + branch + ".lock");
    delete("packed-refs.lock");
  }

  /// Removes what is in the place of a branch: what isn't a branch at all, branches above or below
  /// it.
  private void clear(String branch) {
    String ref = HEADS + branch;
    delete(ref);
    for (String other : git("for-each-ref", "--format=%(refname)", HEADS).lines().toList()) {
      if (other.startsWith(ref + "/") || ref.startsWith(other + "/")) {
        git("update-ref", "--no-deref", "-d", other);
      }
    }
  }

  private void delete(String name) {
    new Git(path, path).attempt(List.of("find", path.resolve(name).toString(), "-delete"));
  }

  private void move(String branch, Revision revision) {
    try (Mover mover = mover()) {
      mover.move(branch, revision);
    }
  }

  /// Starts a git that waits to be told which branch to move.
  ///
  /// @return it; to be told soon, or closed
  public Mover mover() {
    // Not through a symbolic ref: it would move the branch that it names instead.
    List<String> arguments =
        List.of("update-ref", "--no-deref", "-m", "troops: deployed", "--stdin");
    return new Mover(startAlone(arguments));
  }

  /// A git that moves one branch.
  ///
  /// @param git git-update-ref(1), `--stdin`: it moves nothing if it isn't told anything
  public record Mover(Process git) implements AutoCloseable {
    private void move(String branch, Revision revision) {
      String line = "update " + HEADS + branch + " " + revision.id() + "\n";
      try (OutputStream stdin = git.getOutputStream()) {
        stdin.write(line.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        // It has ended; its exit code says why.
      }
      Git.finish(git, List.of(UPDATE));
    }

    @Override
    public void close() {
      git.destroy();
    }
  }

  /// Makes a branch the one that clones check out.
  ///
  /// @param branch its name, without `refs/heads/`
  public void lead(String branch) {
    if (!git("symbolic-ref", "--quiet", "HEAD").strip().equals(HEADS + branch)) {
      git("symbolic-ref", "HEAD", HEADS + branch);
    }
    // Strangers may read HEAD, so that git comes to the point where it tells them who may push. Not
    // chmod(1), which would follow a link that somebody puts there.
    String program = "my $head; sysopen($head, shift, O_RDONLY | O_NOFOLLOW) and chmod 0664, $head";
    new Git(path, path)
        .attempt(List.of("perl", "-MFcntl", "-e", program, path.resolve("HEAD").toString()));
  }

  private String git(String... arguments) {
    byte[] answer = Git.finish(startAlone(List.of(arguments)), List.of(UPDATE));
    return new String(answer, StandardCharsets.UTF_8);
  }

  private Process startAlone(List<String> arguments) {
    List<String> all = new ArrayList<>(ALONE);
    all.addAll(arguments);
    return new Git(path, path).start(ENVIRONMENT, all);
  }
}
