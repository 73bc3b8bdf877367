package troops.cli.repository.remote;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Git;
import troops.cli.repository.Revision;

/// Fetches remotes side by side, each on its own and with a time limit of its own, into a
/// repository that nobody else can write: one that doesn't answer harms none of the others.
///
/// Nothing ever asks anybody: no terminal, no prompt. A host's key is stored when it is seen first;
/// a changed one is refused, never replaced. There may be one of these at a time for a repository:
/// the caller holds the lock.
public final class Fetching {
  /// More at a time would wait for each other.
  private static final int SIDE_BY_SIDE = 32;

  private static final String PROTOCOLS = "ssh:https:http:git:file";

  private static final List<String> CHECKED = List.of("-c", "fetch.fsckObjects=true");

  private final Path fetchGit;
  private final Access access;
  private final FetchRepository repository;

  /// What fetching needs to get at remotes.
  ///
  /// @param sshDirectory where the node's keys are (`id_ed25519`, `id_rsa`), and `known_hosts`
  /// @param keyType the kind of the key that is shown: `ed25519` or `rsa`
  /// @param globalConfig settings of git for fetching (credential helpers, proxies), which only
  ///   root can write; may be missing
  /// @param limit the time for one remote
  public record Access(Path sshDirectory, String keyType, Path globalConfig, Duration limit) {
    /// What git finds in its environment: nobody's settings but these.
    ///
    /// @param protocols those that may be used
    Map<String, String> environment(String protocols) {
      Map<String, String> environment = new LinkedHashMap<>();
      environment.put("GIT_ALLOW_PROTOCOL", protocols);
      environment.put("GIT_ASKPASS", "/bin/false");
      environment.put(
          "GIT_CONFIG_GLOBAL", Files.exists(globalConfig) ? globalConfig.toString() : "/dev/null");
      environment.put("GIT_SSH_VARIANT", "ssh");
      environment.put("GIT_SSH_COMMAND", ssh());
      return environment;
    }

    /// The ssh that git starts through a shell.
    private String ssh() {
      long seconds = Math.clamp(limit.toSeconds() - 1, 1, 10);
      List<String> options =
          List.of(
              "IdentityFile=" + key().map(Path::toString).orElse("none"),
              "IdentitiesOnly=yes",
              "IdentityAgent=none",
              "BatchMode=yes",
              "UserKnownHostsFile=" + knownHosts(),
              "StrictHostKeyChecking=accept-new",
              "UpdateHostKeys=no",
              "ConnectTimeout=" + seconds,
              "ServerAliveInterval=5",
              "ServerAliveCountMax=3",
              "LogLevel=ERROR");
      StringBuilder command = new StringBuilder("ssh -F none");
      for (String option : options) {
        command.append(" -o '").append(option.replace("'", "'\\''")).append('\'');
      }
      return command.toString();
    }

    Optional<Path> key() {
      Path key = sshDirectory.resolve("id_" + keyType);
      return Files.exists(key, LinkOption.NOFOLLOW_LINKS) ? Optional.of(key) : Optional.empty();
    }

    Path knownHosts() {
      return sshDirectory.resolve("known_hosts");
    }
  }

  /// Fetching into a repository.
  ///
  /// @param fetchGit the repository: made when it is missing, for the owner of `mainGit`
  /// @param mainGit the node's repository; it is never read here
  /// @param access what it needs
  public Fetching(Path fetchGit, Path mainGit, Access access) {
    this.fetchGit = fetchGit;
    this.access = access;
    this.repository = new FetchRepository(fetchGit, mainGit);
  }

  /// Fetches remotes: all their branches. Ends when the last one has ended or its time is up.
  ///
  /// @param remotes the remotes
  /// @param unborn whether the node has no branch yet, so that the remotes' HEAD counts
  /// @return how it went, in the order of the remotes
  /// @throws Problem if there can be no repository to fetch into
  public List<Fetched> fetch(List<Remote> remotes, boolean unborn) {
    repository.make();
    repository.lend(access.knownHosts());
    repository.sweep(access.limit());
    List<Fetched> fetched = sideBySide(remotes, unborn);
    List<String> said =
        fetched.stream().flatMap(one -> one.failure().stream()).map(Warning::message).toList();
    return repository.mend(said) ? sideBySide(remotes, unborn) : fetched;
  }

  private List<Fetched> sideBySide(List<Remote> remotes, boolean unborn) {
    Semaphore places = new Semaphore(SIDE_BY_SIDE);
    Map<String, String> environment = access.environment(PROTOCOLS);
    List<FutureTask<Fetched>> tasks = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (Remote remote : remotes) {
      FutureTask<Fetched> task =
          new FutureTask<>(() -> {
            places.acquire();
            try {
              return fetch(remote, unborn, environment);
            } finally {
              places.release();
            }
          });
      tasks.add(task);
      threads.add(Thread.ofPlatform().daemon().name("fetch " + remote.name()).start(task));
    }
    try {
      List<Fetched> fetched = new ArrayList<>();
      for (FutureTask<Fetched> task : tasks) {
        fetched.add(task.get());
      }
      return fetched;
    } catch (InterruptedException e) {
      threads.forEach(Thread::interrupt);
      Thread.currentThread().interrupt();
      throw new Problem(Kind.ENDED, "interrupted while fetching", "");
    } catch (ExecutionException e) {
      threads.forEach(Thread::interrupt);
      throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e);
    }
  }

  private Fetched fetch(Remote remote, boolean unborn, Map<String, String> environment) {
    Complaint complaint = new Complaint(access, fetchGit);
    Git git = repository.git();
    List<String> words = new ArrayList<>(CHECKED);
    words.addAll(
        arguments(fetchGit, remote.url(), List.of("+refs/heads/*:" + remote.refs() + "*")));
    Optional<Warning> failure = complaint.in(git.ask(access.limit(), environment, words));
    Optional<String> head = Optional.empty();
    if (unborn && failure.isEmpty()) {
      List<String> question = List.of("ls-remote", "--symref", "--", remote.url(), "HEAD");
      Git.Answer answer = git.ask(access.limit(), environment, question);
      failure = complaint.in(answer);
      head = answer.text().lines().findFirst().flatMap(Fetching::branch);
    }
    return new Fetched(remote, failure.isPresent() ? Optional.empty() : head, failure);
  }

  /// The branch in the first line of `git ls-remote --symref`: `ref: refs/heads/main TAB HEAD`.
  static Optional<String> branch(String line) {
    String before = "ref: refs/heads/";
    return line.startsWith(before) && line.endsWith("\tHEAD")
        ? Optional.of(line.substring(before.length(), line.length() - "\tHEAD".length()))
        : Optional.empty();
  }

  /// How git is told to fetch into a repository, and to do nothing else.
  ///
  /// @param into the repository
  /// @param url where from
  /// @param wanted what, as git-fetch(1) has it
  static List<String> arguments(Path into, String url, List<String> wanted) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "--git-dir=" + into,
                "-c",
                "core.hooksPath=/dev/null",
                // Packs are synced to the disk, single objects aren't.
                "-c",
                "fetch.unpackLimit=1",
                "-c",
                "http.lowSpeedLimit=1000",
                "-c",
                "http.lowSpeedTime=20",
                "fetch",
                "--quiet",
                "--prune",
                "--no-tags",
                "--no-write-fetch-head",
                "--no-auto-maintenance",
                "--no-recurse-submodules",
                "--no-show-forced-updates",
                "--",
                url));
    words.addAll(wanted);
    return words;
  }

  /// Chooses what may be deployed next.
  ///
  /// A remote's candidate is its branch of the same name as the node's, if that is a fast-forward
  /// of the deployed revision. Where remotes differ, the descendant counts; of those that have
  /// diverged from each other, the first remote's. A remote that couldn't be fetched has none.
  ///
  /// @param fetched how fetching went, in the order of the settings
  /// @param branch the node's branch; if it has none yet, the HEAD of the first remote that has one
  ///   decides
  /// @param deployed the deployed revision
  /// @param deployedGit a repository of this process's user that has the deployed revision with its
  ///   history: it may have come by push, so that no remote knows it yet
  /// @return the choice
  /// @throws Problem if git refuses to compare them
  public Choice choose(
      List<Fetched> fetched,
      Optional<String> branch,
      Optional<Revision> deployed,
      Path deployedGit) {
    return new Candidates(repository, deployedGit).choose(fetched, branch, deployed);
  }

  /// Whether so much was fetched that it should be packed.
  ///
  /// @return true if [#tidy()] would do something
  public boolean isUntidy() {
    return repository.isUntidy();
  }

  /// Packs what has been fetched over time, and drops what no branch leads to any more, if there is
  /// enough of it. May take long: to be called when nobody waits.
  public void tidy() {
    repository.tidy();
  }

  /// Removes the repository; the next fetch makes it again. For when it turns out to be damaged.
  public void discard() {
    repository.discard();
  }
}
