package troops.cli.repository;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import machine.Machine;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.state.Directories;

/// A Git repository, and the folder of it that is deployed.
///
/// @param gitDirectory git's own directory of this work tree, or the bare repository
/// @param commonDirectory where refs and objects are; another than `gitDirectory` in a linked work
///   tree (git-worktree(1))
/// @param top the top of the work tree, or the bare repository itself
/// @param folder the deployed folder below the top, with `/` between names; empty for the top
/// @param bare whether there is no work tree
public record Repository(
    Path gitDirectory, Path commonDirectory, Path top, String folder, boolean bare) {

  /// Finds the repository that a path means: a work tree, a folder inside one, or a bare
  /// repository. Starts no program.
  ///
  /// @param path the path
  /// @return the repository
  /// @throws Problem if there is none ([Kind#NOT_A_REPOSITORY])
  public static Repository open(Path path) {
    Path start = real(path.toAbsolutePath());
    if (!Files.isDirectory(start)) {
      boolean there = Files.exists(start);
      throw new Problem(
          Kind.NOT_A_REPOSITORY,
          (there ? "not a directory: " : "no such directory: ") + start,
          "--repository names a Git work tree, a folder inside one, or a bare repository");
    }
    return find(start)
        .orElseThrow(() ->
            new Problem(
                Kind.NOT_A_REPOSITORY,
                "not a Git repository: " + start + " (nor any directory above it)",
                "what is deployed is a commit: run git init there, add deploy.java, and commit it"));
  }

  /// Finds the repository that a directory is, or lies in.
  ///
  /// @param start a directory
  /// @return the repository; nothing if there is none
  public static Optional<Repository> find(Path start) {
    if (isGitDirectory(start)) {
      return Optional.of(new Repository(start, common(start), start, "", true));
    }
    for (Path top = start; top != null; top = top.getParent()) {
      Path dot = top.resolve(".git");
      if (Files.isDirectory(dot) && !Files.isExecutable(dot)) {
        throw unreadable(dot, new AccessDeniedException(dot.toString()));
      }
      Optional<Path> found =
          isGitDirectory(dot) ? Optional.of(dot) : linked(dot).filter(Repository::isGitDirectory);
      if (found.isPresent()) {
        String folder = top.relativize(start).toString();
        return Optional.of(new Repository(found.get(), common(found.get()), top, folder, false));
      }
    }
    return Optional.empty();
  }

  /// Makes a repository. Its first branch is the one of git's own setting `init.defaultBranch`.
  ///
  /// @param directory the top of the work tree
  /// @return the repository
  /// @throws Problem if git can't ([Kind#GIT_FAILED])
  public static Repository make(Path directory) {
    new Git(directory, directory).run(Map.of(), List.of("init", "--quiet"));
    return open(directory);
  }

  /// Whether this process is root's, and the work tree somebody else's.
  ///
  /// @return true if it is
  /// @throws Problem if it can't be looked at ([Kind#UNREADABLE])
  public boolean isSomebodyElses() {
    try {
      return Machine.isRoot() && !Files.getAttribute(top, "unix:uid").equals(0);
    } catch (IOException e) {
      throw unreadable(top, e);
    }
  }

  /// Commits files, unless git refuses to: most often because it doesn't know who commits.
  ///
  /// @param paths the files, below its top
  /// @param message the commit's message
  /// @return whether they are committed
  public boolean commitFiles(List<String> paths, String message) {
    Git git = new Git(gitDirectory, top);
    List<String> all = new ArrayList<>(paths);
    all.addFirst("--");
    try {
      git.run(Map.of(), with(List.of("add"), all));
      git.run(Map.of(), with(List.of("commit", "--quiet", "--message=" + message), all));
      return true;
    } catch (Problem e) {
      if (e.kind() != Kind.GIT_FAILED) {
        throw e;
      }
      return false;
    }
  }

  private static List<String> with(List<String> words, List<String> more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more);
    return all;
  }

  /// Keeps files out of all commits, by the repository's own list, which is in none either
  /// (gitignore(5), `info/exclude`).
  ///
  /// @param patterns patterns, as that list has them; those that it has already aren't repeated
  /// @throws Problem if the list can't be written ([Kind#UNREADABLE])
  public void exclude(List<String> patterns) {
    Path file = commonDirectory.resolve("info/exclude");
    try {
      List<String> lines = new ArrayList<>(lines(file));
      List<String> missing = patterns.stream().filter(line -> !lines.contains(line)).toList();
      if (!missing.isEmpty()) {
        Files.createDirectories(file.getParent());
        Files.writeString(
            file,
            String.join("\n", missing) + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    } catch (IOException e) {
      throw refused("write", file, e);
    }
  }

  private static List<String> lines(Path file) throws IOException {
    try {
      return Files.readAllLines(file);
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  /// Links are followed before `..` is, as by every other program.
  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.normalize();
    }
  }

  private static boolean isGitDirectory(Path path) {
    return Files.isRegularFile(path.resolve("HEAD"))
        && (Files.isDirectory(path.resolve("objects"))
            || Files.isRegularFile(path.resolve("commondir")));
  }

  /// The directory that a file `.git` points to (gitrepository-layout(5)).
  private static Optional<Path> linked(Path file) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    String text = text(file).strip();
    if (!text.startsWith("gitdir:")) {
      return Optional.empty();
    }
    return Optional.of(file.resolveSibling(text.substring(7).strip()).normalize());
  }

  private static Path common(Path gitDirectory) {
    Path file = gitDirectory.resolve("commondir");
    return Files.isRegularFile(file)
        ? gitDirectory.resolve(text(file).strip()).normalize()
        : gitDirectory;
  }

  private static String text(Path file) {
    try {
      // Not readString: what a crash may leave isn't text, and no id either.
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  static Problem unreadable(Path file, IOException e) {
    return refused("read", file, e);
  }

  static Problem refused(String what, Path file, IOException e) {
    String reason = Directories.reason(e);
    return new Problem(
        Kind.UNREADABLE,
        "cannot " + what + " " + file + ": " + reason,
        List.of(),
        reason.contains("No space left") ? "make room" : "",
        e);
  }

  /// The commit that HEAD means, if plain files tell: a loose or packed ref. Starts no program.
  ///
  /// @return the commit, or nothing if git must be asked
  public Optional<Revision> head() {
    String head = text(gitDirectory.resolve("HEAD")).strip();
    if (Revision.isId(head)) {
      return Optional.of(new Revision(head));
    }
    if (!head.startsWith("ref: refs/heads/")) {
      return Optional.empty();
    }
    return revision(head.substring(5));
  }

  /// The commit that a ref means, if plain files tell: a loose or packed ref. Starts no program.
  ///
  /// @param ref its full name, `refs/…`
  /// @return the commit, or nothing if there is none or git must be asked
  public Optional<Revision> revision(String ref) {
    Path loose = commonDirectory.resolve(ref);
    if (Files.isRegularFile(loose)) {
      String id = text(loose).strip();
      return Revision.isId(id) ? Optional.of(new Revision(id)) : Optional.empty();
    }
    return packed(ref);
  }

  private Optional<Revision> packed(String ref) {
    Path file = commonDirectory.resolve("packed-refs");
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    for (String line : text(file).split("\n", -1)) {
      int blank = line.indexOf(' ');
      if (blank > 0 && line.substring(blank + 1).equals(ref)) {
        String id = line.substring(0, blank);
        return Revision.isId(id) ? Optional.of(new Revision(id)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /// The path of the deployed folder on this machine.
  ///
  /// @return a directory of the work tree, or the bare repository
  public Path path() {
    return folder.isEmpty() ? top : top.resolve(folder);
  }

  Git git() {
    return new Git(gitDirectory, top);
  }

  /// Begins to look for changes in the deployed folder that are not committed.
  ///
  /// @return the question, to be read when its answer is needed
  public Uncommitted uncommitted() {
    return new Uncommitted(this);
  }

  /// Reads this repository's objects.
  ///
  /// @return a reader that has started no program yet
  public ObjectReader objects() {
    return new ObjectReader(git());
  }

  /// Reads the commit that a name means.
  ///
  /// @param objects a reader of this repository
  /// @param name any name of a commit that gitrevisions(7) allows
  /// @return the commit's content
  /// @throws Problem if there is none ([Kind#NO_SUCH_REVISION], [Kind#EMPTY_REPOSITORY])
  public Commit commit(ObjectReader objects, String name) {
    Optional<ObjectReader.GitObject> commit = peeled(objects, name);
    if (commit.isPresent()) {
      return Commit.read(this, objects, commit.get());
    }
    if (name.equals("HEAD") && isEmpty()) {
      throw new Problem(
          Kind.EMPTY_REPOSITORY,
          "no commit yet: " + top,
          "git add deploy.java && git commit, or --worktree to run what is not committed");
    }
    throw new Problem(
        Kind.NO_SUCH_REVISION,
        "no commit is called '" + name + "' in " + top,
        name.equals("HEAD")
            ? "its HEAD names a branch that doesn't exist; name one with --revision"
            : "see the names with git -C " + top + " log --oneline --all --decorate");
  }

  /// The commit that a name means, or a tag that it names.
  private static Optional<ObjectReader.GitObject> peeled(ObjectReader objects, String name) {
    Optional<ObjectReader.GitObject> found = objects.read(name);
    while (found.isPresent() && found.get().type().equals("tag")) {
      String first = found.get().text().lines().findFirst().orElse("");
      found = first.startsWith("object ") ? objects.read(first.substring(7)) : Optional.empty();
    }
    return found.filter(object -> object.type().equals("commit"));
  }

  private boolean isEmpty() {
    return new String(
            git().run(Map.of(), List.of("rev-list", "--all", "--max-count=1")),
            StandardCharsets.UTF_8)
        .isBlank();
  }

  /// Makes a tree of the files as they lie in the work tree: changed and untracked ones in, ignored
  /// ones out. It becomes an object of the repository that nothing refers to, which git removes in
  /// time.
  ///
  /// @param objects a reader of this repository
  /// @return that tree, as if it had been committed on top of HEAD
  /// @throws Problem if there is no work tree, or git refuses
  public Commit workTree(ObjectReader objects) {
    if (bare) {
      throw new Problem(
          Kind.USAGE, "--worktree needs a work tree, and " + top + " is bare", "leave it out");
    }
    Git git = git();
    java.io.File index = git.scratch("troops-index");
    Map<String, String> environment = Map.of("GIT_INDEX_FILE", index.toString());
    try {
      List<String> seed = new ArrayList<>(List.of("read-tree"));
      Optional<ObjectReader.GitObject> head = peeled(objects, "HEAD");
      seed.add(head.isPresent() ? "HEAD" : "--empty");
      git.run(environment, seed);
      git.run(environment, List.of("add", "--all", "--", "."));
      String tree =
          new String(git.run(environment, List.of("write-tree")), StandardCharsets.UTF_8).strip();
      Revision revision = head.map(found -> new Revision(found.id())).orElse(Revision.none());
      return Commit.read(this, objects, revision, tree).titled(head.map(Commit::title).orElse(""));
    } finally {
      deleteQuietly(index);
    }
  }

  private static void deleteQuietly(java.io.File file) {
    try {
      Files.deleteIfExists(file.toPath());
    } catch (IOException e) {
      // A left-over index in git's directory is ugly, but harms nothing.
    }
  }
}
