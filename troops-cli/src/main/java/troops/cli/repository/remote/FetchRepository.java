package troops.cli.repository.remote;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import machine.Machine;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Git;
import troops.cli.repository.Repository;
import troops.cli.repository.Revision;
import troops.cli.state.Directories;

/// The repository that remotes are fetched into. It holds nothing that can't be fetched again, and
/// belongs to the owner of the node's repository, who alone can look into it.
final class FetchRepository {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FOR_ALL_TO_READ =
      PosixFilePermissions.fromString("rw-r--r--");
  private static final Duration SHORT = Duration.ofSeconds(30);
  private static final Duration CHECK = Duration.ofMinutes(2);
  private static final Duration LONG = Duration.ofMinutes(30);

  /// What git says when a power cut has damaged its own repository, besides naming it; a remote may
  /// say the same of its own.
  private static final List<String> SUSPICIOUS =
      List.of("bad object", "corrupt", "did not send all necessary objects");

  private final Path path;
  private final Path mainGit;

  FetchRepository(Path path, Path mainGit) {
    this.path = path;
    this.mainGit = mainGit;
  }

  Path path() {
    return path;
  }

  Git git() {
    return new Git(path, path);
  }

  /// Makes it, unless it exists.
  void make() {
    try {
      if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
        Files.createDirectory(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        give(path);
      }
      if (Machine.isRoot() && !uid(path).equals(uid(mainGit))) {
        throw new Problem(
            Kind.UNSAFE_DIRECTORY,
            path + " belongs to another user than " + mainGit,
            "delete it: the next pull makes it again");
      }
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot make " + path + ": " + Directories.reason(e),
          List.of(),
          "remotes are fetched into it",
          e);
    }
    if (!Files.isRegularFile(path.resolve("HEAD")) || !Files.isDirectory(path.resolve("refs"))) {
      Git.Answer answer =
          git()
              .ask(
                  SHORT,
                  // Refs are read as files below; git 3 would choose another form by itself.
                  Map.of("GIT_DEFAULT_REF_FORMAT", "files"),
                  List.of("init", "--quiet", "--bare", "--template=", "."));
      if (answer.exitCode() != 0) {
        throw new Problem(
            Kind.GIT_FAILED,
            "git init: cannot make " + path,
            answer.errors().stream().limit(20).toList(),
            "delete it, if there is something: the next pull makes it again",
            null);
      }
    }
  }

  /// Sees to it that whoever fetches can read and write a file in a directory of root's: `root` may
  /// have edited it with a program that writes files anew.
  void lend(Path file) {
    if (!Machine.isRoot() || !Files.isDirectory(file.resolveSibling("."))) {
      return;
    }
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(FOR_ALL_TO_READ));
      }
      if (!uid(file).equals(uid(path))) {
        Files.setPosixFilePermissions(file, FOR_ALL_TO_READ);
        give(file);
      }
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot make " + file + ": " + Directories.reason(e),
          List.of(),
          "the keys of hosts that were seen are kept there",
          e);
    }
  }

  private void give(Path file) throws IOException {
    if (Machine.isRoot()) {
      Object group = Files.getAttribute(mainGit, "unix:gid");
      Files.setAttribute(file, "unix:gid", group, LinkOption.NOFOLLOW_LINKS);
      Files.setAttribute(file, "unix:uid", uid(mainGit), LinkOption.NOFOLLOW_LINKS);
    }
  }

  private static Object uid(Path file) throws IOException {
    return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS);
  }

  /// Removes what a fetch that was ended has left: half a pack may be large, and git itself keeps
  /// them.
  void sweep(Duration limit) {
    try {
      Leftovers.in(path, "objects", "pack")
          .delete(name -> name.startsWith("tmp_"), limit.plusMinutes(1));
    } catch (Problem e) {
      // Not as git has made it.
      discard();
      make();
    }
  }

  /// Removes what keeps fetches from succeeding ever again: locks that nobody holds any more, or
  /// all of it, if it is damaged.
  ///
  /// @param said what git has said when fetching failed
  /// @return whether something was removed, so that it is worth while to fetch again
  boolean mend(List<String> said) {
    boolean locked = said.stream().anyMatch(line -> line.contains(".lock': File exists"));
    if (locked) {
      return Leftovers.in(path).delete(name -> name.endsWith(".lock"), Duration.ofSeconds(10)) > 0;
    }
    if (said.stream().noneMatch(this::isSuspicious)) {
      return false;
    }
    Git.Answer answer =
        git()
            .ask(
                CHECK,
                Map.of(),
                List.of("--git-dir=" + path, "fsck", "--connectivity-only", "--no-dangling"));
    if (answer.exitCode() == 0 || answer.late()) {
      return false;
    }
    discard();
    make();
    return true;
  }

  private boolean isSuspicious(String line) {
    return line.contains(path.toString()) || SUSPICIOUS.stream().anyMatch(line::contains);
  }

  void discard() {
    Leftovers.in(path).deleteAll();
  }

  boolean isUntidy() {
    return Git.isUntidy(path);
  }

  void tidy() {
    git()
        .ask(
            LONG,
            Map.of(),
            List.of(
                "--git-dir=" + path,
                "-c",
                "core.hooksPath=/dev/null",
                "-c",
                "gc.autoDetach=false",
                "gc",
                "--auto",
                "--quiet"));
  }

  /// The revision of a remote's branch, as it was fetched. Mostly starts no program.
  Optional<Revision> revision(Remote remote, String branch) {
    Optional<Revision> found = Optional.empty();
    try {
      found = new Repository(path, path, path, "", true).revision(remote.refs() + branch);
    } catch (InvalidPathException e) {
      // A name that this locale has no bytes for: git knows.
    }
    return found.or(() -> Optional.ofNullable(branches(remote).get(branch)));
  }

  /// All branches of a remote, as they were fetched.
  Map<String, Revision> branches(Remote remote) {
    List<String> question =
        List.of("for-each-ref", "--format=%(objectname) %(refname)", remote.refs());
    Git.Answer answer = git().ask(SHORT, Map.of(), question);
    Map<String, Revision> branches = new TreeMap<>();
    for (String line : answer.text().split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0 && line.startsWith(remote.refs(), blank + 1)) {
        String name = line.substring(blank + 1 + remote.refs().length());
        branches.put(name, new Revision(line.substring(0, blank)));
      }
    }
    return branches;
  }

  boolean has(Revision revision) {
    return git().ask(SHORT, Map.of(), List.of("cat-file", "-e", revision.id())).exitCode() == 0;
  }
}
