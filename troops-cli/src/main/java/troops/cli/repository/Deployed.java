package troops.cli.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;
import troops.cli.state.Durable;

/// The repository that says what is deployed on a node: its HEAD is the branch, and the branch the
/// revision that was deployed last. It belongs to root alone. Commits come into it through git's
/// own transfer, which computes each object's id anew, so whoever may write to the other
/// repositories of the node can't put anything into this one.
public final class Deployed {
  private static final String HEADS = "refs/heads/";

  private static final String ANEW =
      "restore the directory, or delete it: then the next push or pull deploys as if it were the"
          + " first";

  /// Where a commit that was taken over is held until it is deployed, and after.
  private static final String INCOMING = "refs/troops/incoming";

  /// Nobody's settings, not even root's own; only what lies on this machine.
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "GIT_CONFIG_NOSYSTEM", "1",
          "GIT_CONFIG_GLOBAL", "/dev/null",
          "HOME", "/nonexistent",
          "GIT_ALLOW_PROTOCOL", "file");

  /// What is written is to outlive a power cut.
  private static final List<String> SAFELY =
      List.of(
          "-c", "core.hooksPath=/dev/null",
          // Each object on its own: git's batches don't reach the disk through an overlay.
          "-c", "core.fsync=committed",
          "-c", "core.fsyncMethod=fsync");

  private final Path path;

  /// The repository of a node.
  ///
  /// @param state the directory of its state
  public Deployed(Path state) {
    this.path = state.resolve("deployed.git");
  }

  /// Makes the repository, unless there is one, and removes what is in the way of it: whoever calls
  /// holds the lock, so a git that has left something there was killed.
  public void make() {
    try {
      if (!Files.exists(path)) {
        Path fresh = path.resolveSibling("deployed.git.new");
        Directories.remove(fresh);
        Directories.make(fresh);
        new Git(fresh, fresh).run(ENVIRONMENT, List.of("init", "--quiet", "--bare", "--template="));
        for (String made : List.of("HEAD", "config", "refs", "objects", "")) {
          Durable.sync(fresh.resolve(made));
        }
        Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE);
        Durable.sync(path.resolveSibling(""));
      }
      sweep();
      Path incoming = path.resolve(INCOMING);
      if (Files.exists(incoming) && !Revision.isId(read(incoming))) {
        Files.delete(incoming);
      }
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot make " + path + " ready: " + Directories.reason(e),
          List.of(),
          "nobody but Troops writes there; " + ANEW,
          e);
    }
  }

  /// git removes neither its locks nor half of an object that it was writing, if it is killed; nor
  /// do we.
  private void sweep() throws IOException {
    try (Stream<Path> refs = Files.walk(path.resolve("refs"))) {
      delete(refs.filter(Deployed::isLeftBesideRefs));
    }
    for (String folder : List.of("", "objects", "objects/pack")) {
      Path place = path.resolve(folder);
      if (Files.isDirectory(place)) {
        try (Stream<Path> files = Files.list(place)) {
          delete(files.filter(Deployed::isLeft));
        }
      }
    }
  }

  /// No branch has such a name (git-check-ref-format(1)).
  private static boolean isLeftBesideRefs(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".lock") || name.startsWith(".");
  }

  private static boolean isLeft(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".lock") || name.startsWith("tmp_");
  }

  private static void delete(Stream<Path> files) throws IOException {
    for (Path file : files.toList()) {
      Directories.remove(file);
    }
  }

  /// Its path.
  ///
  /// @return the path of a bare repository
  public Path path() {
    return path;
  }

  /// The branch that the node deploys.
  ///
  /// @return its name, without `refs/heads/`; nothing as long as nothing was deployed
  public Optional<String> branch() {
    return revision().map(revision -> head().substring(HEADS.length()));
  }

  /// What is deployed.
  ///
  /// @return the commit; nothing as long as nothing was deployed
  public Optional<Revision> revision() {
    Path head = path.resolve("HEAD");
    Optional<Revision> revision =
        Files.exists(head) ? Repository.open(path).head() : Optional.empty();
    if (revision.isEmpty() && !isNew()) {
      String what = read(head).startsWith("ref: " + HEADS) ? "no revision" : "no branch";
      throw new Problem(
          Kind.UNREADABLE,
          path + " is damaged: its HEAD names " + what,
          "nobody but Troops writes there; " + ANEW);
    }
    return revision;
  }

  /// Whether nothing was ever deployed. Else nobody may choose what comes first.
  private boolean isNew() {
    Path heads = path.resolve(HEADS);
    if (!Files.exists(heads)) {
      return true;
    }
    try (Stream<Path> branches = Files.walk(heads)) {
      return branches.noneMatch(file -> Files.isRegularFile(file) && !isLeftBesideRefs(file));
    } catch (IOException e) {
      throw Repository.unreadable(heads, e);
    }
  }

  private String head() {
    String text = read(path.resolve("HEAD"));
    if (!text.startsWith("ref: " + HEADS)) {
      throw new Problem(
          Kind.UNREADABLE,
          path.resolve("HEAD") + " names no branch: '" + text + "'",
          "nobody but Troops writes there; " + ANEW);
    }
    return text.substring(5);
  }

  private static String read(Path file) {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw Repository.unreadable(file, e);
    }
  }

  /// Takes a commit over, with all that it consists of: the other repository's git packs what is
  /// new, and this one's works each id out anew, and lets nothing in that isn't whole.
  ///
  /// @param revision the commit
  /// @param from the path of a bare repository on this machine that has it; whoever owns it, git
  ///   reads it as its owner
  /// @param objects a reader of this repository
  /// @throws Problem if it can't be had ([Kind#GIT_FAILED])
  public void takeOver(Revision revision, Path from, ObjectReader objects) {
    if (holds(revision.id())) {
      return;
    }
    Optional<Revision> known = revision();
    try {
      receive(revision, known, from);
    } catch (Problem e) {
      if (known.isEmpty() || !saysUnknown(e, known.get())) {
        throw e;
      }
      receive(revision, Optional.empty(), from);
    }
    if (objects.read(revision.id()).isEmpty()) {
      throw new Problem(
          Kind.GIT_FAILED,
          from + " doesn't have " + revision.shortened(),
          "its files may be damaged: git fsck tells");
    }
    point(INCOMING, revision);
  }

  private static boolean saysUnknown(Problem problem, Revision revision) {
    return problem.details().stream().anyMatch(line -> line.contains(revision.id()));
  }

  private void receive(Revision revision, Optional<Revision> known, Path from) {
    List<String> arguments = new ArrayList<>(SAFELY);
    arguments.addAll(List.of("index-pack", "--stdin", "--fix-thin", "--strict"));
    Git here = new Git(path, path);
    try {
      Process sender = new Git(from, from).startPack(ENVIRONMENT, revision, known);
      Process receiver = here.startFed(ENVIRONMENT, arguments);
      Git.pipe(sender, receiver, arguments);
    } catch (Problem e) {
      throw located(e, "from " + from + " to " + path, "git fsck tells whether one is damaged");
    }
  }

  /// Reads this repository's objects.
  ///
  /// @return a reader that has started no program yet
  public ObjectReader objects() {
    return new ObjectReader(new Git(path, path));
  }

  /// Whether a commit is the one that was taken over last.
  ///
  /// @param id the full id of a commit, or an empty string
  /// @return true if it is
  public boolean holds(String id) {
    Path incoming = path.resolve(INCOMING);
    return !id.isEmpty() && Files.exists(incoming) && read(incoming).equals(id);
  }

  /// Whether a commit that was taken over comes after another, or is the same.
  ///
  /// @param older the commit that should come first
  /// @param newer the commit that should come after it
  /// @param objects a reader of this repository, asked first: most commits follow at once
  /// @return true if `newer` has `older` among its ancestors, or is it
  public boolean isFastForward(Revision older, Revision newer, ObjectReader objects) {
    return older.equals(newer)
        || objects.read(newer.id()).filter(it -> Commit.isChild(it, older.id())).isPresent()
        || git("rev-list", "--max-count=1", older.id(), "^" + newer.id(), "--").isEmpty();
  }

  /// Whether so much has come together that it should be packed.
  ///
  /// @return true if [#tidy()] would do something
  public boolean isUntidy() {
    return Git.isUntidy(path);
  }

  /// Packs what has come together over time, if there is enough of it. May take long: to be called
  /// when nobody waits, by somebody who holds the lock.
  ///
  /// @throws Problem if git refuses
  public void tidy() {
    // Refs stay files of their own: what is deployed is read without git.
    git("-c", "gc.autoDetach=false", "-c", "gc.packRefs=false", "gc", "--auto", "--quiet");
  }

  /// Who made a commit, when, and the first line of its message.
  ///
  /// @param revision a commit that this repository has
  /// @return three lines, raw
  public String describe(Revision revision) {
    return git("log", "--max-count=1", "--format=%an <%ae>%n%ai%n%s", revision.id(), "--") + "\n";
  }

  /// Says that a commit is deployed.
  ///
  /// @param branch the branch; it can be chosen only once
  /// @param revision the commit, which was taken over
  public void move(String branch, Revision revision) {
    if (revision().isEmpty()) {
      git("symbolic-ref", "HEAD", HEADS + branch);
      try {
        Durable.sync(path.resolve("HEAD"));
      } catch (IOException e) {
        throw Repository.unreadable(path.resolve("HEAD"), e);
      }
    }
    point(HEADS + branch, revision);
  }

  /// Lets a ref name a commit, as git does: nobody else writes here, and one git less is started.
  private void point(String ref, Revision revision) {
    Path file = path.resolve(ref);
    try {
      Files.createDirectories(file.resolveSibling(""));
      Durable.write(file, (revision.id() + "\n").getBytes(StandardCharsets.US_ASCII));
      // That the directories above have their names, too.
      for (Path place = file.getParent();
          place != null && !place.equals(path);
          place = place.getParent()) {
        Durable.sync(place);
      }
    } catch (IOException e) {
      throw located(
          new Problem(
              Kind.GIT_FAILED,
              "cannot write " + ref + ": " + Directories.reason(e),
              List.of(),
              "",
              e));
    }
  }

  /// Starts to pack the objects of a commit, for a repository that has lost them.
  Process startPack(Revision revision) {
    return new Git(path, path).startPack(ENVIRONMENT, revision, Optional.empty());
  }

  private String git(String... arguments) {
    return new String(run(List.of(arguments)), StandardCharsets.UTF_8).strip();
  }

  private byte[] run(List<String> arguments) {
    try {
      return new Git(path, path).run(ENVIRONMENT, arguments);
    } catch (Problem e) {
      throw located(e);
    }
  }

  /// The same problem, with where it was, and what to do about that.
  private Problem located(Problem e) {
    return located(e, "in " + path, "git fsck tells whether " + path + " is damaged: " + ANEW);
  }

  private Problem located(Problem e, String where, String hint) {
    boolean full = Git.isFull(path);
    return new Problem(
        e.kind(),
        e.message() + (full ? ", no space left on device, " : ", ") + where,
        e.details(),
        full ? "make room, and try again" : hint,
        e);
  }
}
