package troops.cli.repository.remote;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Checkout;
import troops.cli.repository.Commit;
import troops.cli.repository.Git;
import troops.cli.repository.ObjectReader;
import troops.cli.repository.Repository;
import troops.cli.repository.Revision;
import troops.cli.repository.TreeFile;

/// The branches and tags of a repository elsewhere, with all their history, as they were fetched
/// last. What was fetched once is there without any network.
///
/// On a node it is fetched as remotes are pulled: by the user `troops`, with the node's own key and
/// root's settings, into a repository that members can't write to. Elsewhere, with the settings and
/// keys of whoever runs Troops. Nothing ever asks anybody. Each object that is read is compared
/// with its id, so a commit's id vouches for its files.
public final class SourceRepository {
  private static final Duration SHORT = Duration.ofSeconds(30);

  /// Where the HEAD of the repository elsewhere is kept.
  private static final String HEAD = "refs/troops/HEAD";

  private static final List<String> ALL =
      List.of("+refs/heads/*:refs/heads/*", "+refs/tags/*:refs/tags/*");

  private final Path path;
  private final String address;
  private final Optional<Fetching.Access> access;
  private final FetchRepository repository;

  /// One of them.
  ///
  /// @param path where it is kept
  /// @param owner a file or directory of the user who is to own it
  /// @param address where it is fetched from: a URL
  /// @param access what a node needs to get at it; nothing for the settings of whoever runs this
  public SourceRepository(Path path, Path owner, String address, Optional<Fetching.Access> access) {
    this.path = path;
    this.address = address;
    this.access = access;
    this.repository = new FetchRepository(path, owner);
  }

  /// A commit.
  ///
  /// @param revision its id
  /// @param moving whether the same name may mean another one tomorrow
  public record Found(Revision revision, boolean moving) {}

  /// Finds a commit among what was fetched. Of one name, a tag counts before a branch, and a branch
  /// before the beginning of an id.
  ///
  /// @param name a tag, a branch, or the first digits of an id; an empty string for HEAD
  /// @return the commit, if there is one
  public Optional<Found> find(String name) {
    if (!Files.isDirectory(path)) {
      return Optional.empty();
    }
    if (name.isEmpty()) {
      return commit(HEAD).map(it -> new Found(it, true));
    }
    return commit("refs/tags/" + name)
        .map(it -> new Found(it, false))
        .or(() -> commit("refs/heads/" + name).map(it -> new Found(it, true)))
        .or(() -> isDigits(name) ? commit(name).map(it -> new Found(it, false)) : Optional.empty());
  }

  private static boolean isDigits(String name) {
    return name.length() >= 4
        && name.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  private Optional<Revision> commit(String name) {
    Git.Answer answer =
        repository
            .git()
            .ask(
                SHORT,
                Map.of(),
                List.of(
                    "--git-dir=" + path,
                    "rev-parse",
                    "--verify",
                    "--quiet",
                    "--end-of-options",
                    name + "^{commit}"));
    String id = answer.text().strip();
    return Revision.isId(id) ? Optional.of(new Revision(id)) : Optional.empty();
  }

  /// Fetches all branches and tags anew.
  ///
  /// @param name what is looked for: a tag, a branch, or an empty string for HEAD, which is fetched
  ///   only then, as some repositories have none
  /// @throws Problem if that can't be done
  public void fetch(String name) {
    List<String> wanted = new ArrayList<>(ALL);
    if (name.isEmpty()) {
      wanted.add("+HEAD:" + HEAD);
    }
    fetch(wanted);
  }

  /// Whether a commit was fetched.
  ///
  /// @param revision the commit
  /// @return whether it is there
  public boolean has(Revision revision) {
    return Files.isDirectory(path) && commit(revision.id()).isPresent();
  }

  /// Fetches a commit: with all branches and tags, or else alone.
  ///
  /// @param revision the commit
  /// @throws Problem if it can't be had
  public void fetch(Revision revision) {
    fetch(ALL);
    if (!has(revision)) {
      // Some servers hand out what no branch leads to any more.
      fetch(List.of(revision.id()));
    }
  }

  private void fetch(List<String> wanted) {
    repository.make();
    access.ifPresent(it -> repository.lend(it.knownHosts()));
    repository.sweep(limit());
    Git.Answer answer = ask(wanted);
    if (answer.exitCode() != 0 && repository.mend(answer.errors())) {
      answer = ask(wanted);
    }
    if (answer.exitCode() != 0) {
      throw new Problem(
          Kind.UNRESOLVED_REQUIREMENT,
          "cannot fetch "
              + Remote.shown(address)
              + ": "
              + (answer.late()
                  ? "no answer within " + Complaint.seconds(limit())
                  : Complaint.line(answer)),
          answer.errors().stream().limit(10).map(Remote::shown).toList(),
          hint(),
          null);
    }
  }

  private String hint() {
    return access
        .flatMap(Fetching.Access::key)
        .map(key -> "may this node read it? its key is " + key + ".pub")
        .orElse("is the address right, and can git ls-remote read it without a question?");
  }

  private Duration limit() {
    return access.map(Fetching.Access::limit).orElse(Duration.ofMinutes(10));
  }

  private Git.Answer ask(List<String> wanted) {
    // Settings may put another address in the place of this one, but none that is less secure.
    String protocols = "ssh:https:" + address.substring(0, address.indexOf(':'));
    List<String> words = Fetching.arguments(path, address, wanted);
    return access.isPresent()
        ? repository.git().ask(limit(), access.get().environment(protocols), words)
        : repository
            .git()
            .askAsCaller(
                limit(),
                Map.of(
                    "GIT_ALLOW_PROTOCOL", protocols,
                    "GIT_ASKPASS", "/bin/false",
                    "SSH_ASKPASS_REQUIRE", "never"),
                words);
  }

  /// Writes the files of a commit that was fetched: those of a folder but for its tests, and each
  /// `pom.xml`.
  ///
  /// @param revision the commit
  /// @param folder the folder, relative to the top; an empty string for all
  /// @param directory an empty directory
  /// @return where the top of the repository is, in that directory
  /// @throws Problem if the commit has no such folder, or a file of it is not part of it: a
  ///   submodule, or kept by Git LFS
  public Path checkOut(Revision revision, String folder, Path directory) {
    Repository all = new Repository(path, path, path, "", true);
    try (ObjectReader objects = all.objects()) {
      Commit commit = all.commit(objects, revision.id());
      List<TreeFile> wanted =
          commit.files().stream().filter(file -> isWanted(file.path(), folder)).toList();
      if (wanted.stream().noneMatch(file -> isBelow(file.path(), folder))) {
        throw new Problem(
            Kind.UNRESOLVED_REQUIREMENT,
            "there is no folder "
                + folder
                + " in "
                + Remote.shown(address)
                + " at "
                + revision.shortened(),
            "#subdirectory= names a folder from the top of the repository");
      }
      return new Checkout(directory, false)
          .make(new Commit(revision, commit.title(), commit.tree(), wanted), objects);
    } catch (Problem e) {
      if (e.kind() == Kind.GIT_FAILED) {
        // What was fetched may be damaged. It can be fetched again.
        repository.discard();
      }
      throw e;
    }
  }

  /// Tests have large files and submodules, and nobody builds them here.
  private static boolean isWanted(String path, String folder) {
    String tests = folder.isEmpty() ? "src/test" : folder + "/src/test";
    return (isBelow(path, folder) && !isBelow(path, tests))
        || path.equals("pom.xml")
        || path.endsWith("/pom.xml");
  }

  private static boolean isBelow(String path, String folder) {
    return folder.isEmpty() || path.startsWith(folder + "/");
  }
}
