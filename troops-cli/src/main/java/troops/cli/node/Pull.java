package troops.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Candidate;
import troops.cli.repository.Deployed;
import troops.cli.repository.Revision;
import troops.cli.repository.remote.Choice;
import troops.cli.repository.remote.Fetched;
import troops.cli.repository.remote.Fetching;
import troops.cli.repository.remote.Remotes;
import troops.cli.repository.remote.Warning;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;
import troops.cli.state.Attempts;
import troops.cli.state.NodePlaces;

/// A pull: the node's remotes are fetched, and what is new there is deployed. What failed is tried
/// again by the next pull, until it works or something newer comes.
public final class Pull {
  private final Toolbox tools;
  private final NodeSettings settings;
  private final Trace trace;
  private final List<EventSink> watchers;
  private final NodePlaces places;
  private final Fetching fetching;

  /// A pull.
  ///
  /// @param tools what the tool brings
  /// @param settings the settings of the node
  /// @param trace notes where the time goes
  /// @param watchers hear of what happens
  public Pull(Toolbox tools, NodeSettings settings, Trace trace, List<EventSink> watchers) {
    this.tools = tools;
    this.settings = settings;
    this.trace = trace;
    this.watchers = List.copyOf(watchers);
    this.places = tools.directories().node();
    this.fetching =
        new Fetching(
            places.fetched(),
            places.shared(),
            new Fetching.Access(
                places.ssh(),
                settings.keyType(),
                tools.directories().settings().resolve("gitconfig"),
                settings.pullTimeout()));
  }

  /// Carries it out.
  ///
  /// @param wish what is asked for
  /// @return how it ended; without a candidate, there was nothing new
  /// @throws Problem if there is no remote ([Kind#NO_REMOTE]), none answers
  ///   ([Kind#UNREACHABLE_REMOTES]), or it could not begin
  public NodeRun.Result carryOut(NodeRun.Wish wish) {
    // While the lock is taken: a remote may be added at any time, whoever holds it.
    FutureTask<Remotes> remotes = new FutureTask<>(() -> Remotes.read(places.shared()));
    Thread.ofPlatform().daemon().name("remotes").start(remotes);
    try {
      return new NodeRun(tools, settings, trace, watchers)
          .carryOut(wish, "", Optional.empty(), now -> candidate(now, remotes));
    } catch (Problem e) {
      if (e.kind() == Kind.GIT_FAILED) {
        // What was fetched may be damaged. It can be fetched again.
        fetching.discard();
      }
      throw e;
    }
  }

  /// Whether so much was fetched that it should be packed.
  ///
  /// @return true if [#tidy()] would do something
  public boolean isUntidy() {
    return fetching.isUntidy();
  }

  /// Packs what was fetched, now and then. Nobody should wait for it.
  public void tidy() {
    fetching.tidy();
  }

  private static Remotes read(FutureTask<Remotes> remotes) {
    try {
      return remotes.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Problem(Kind.ENDED, "interrupted while reading the remotes", "");
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Problem problem ? problem : new IllegalStateException(e);
    }
  }

  private Optional<Candidate> candidate(NodeRun.Situation now, FutureTask<Remotes> reading) {
    List<Fetched> fetched = fetch(read(reading), now.branch().isEmpty());
    trace.mark("fetch");
    Path deployedGit = new Deployed(tools.directories().state()).path();
    Choice choice = fetching.choose(fetched, now.branch(), now.revision(), deployedGit);
    choice.warnings().forEach(this::warn);
    choice.candidate().ifPresent(candidate -> sayAttempts(candidate.revision()));
    return choice
        .candidate()
        .or(() ->
            now.revision()
                .filter(this::isDue)
                .map(revision -> new Candidate(now.branch().orElseThrow(), revision, deployedGit)));
  }

  private List<Fetched> fetch(Remotes remotes, boolean unborn) {
    remotes.warnings().forEach(this::warn);
    if (remotes.remotes().isEmpty()) {
      throw new Problem(
          Kind.NO_REMOTE,
          "this node has no remote to pull from",
          "git --git-dir=" + places.shared() + " remote add NAME URL");
    }
    List<Fetched> fetched = fetching.fetch(remotes.remotes(), unborn);
    RemoteState.note(tools.directories().state(), fetched, Instant.now());
    List<Warning> warnings = fetched.stream().flatMap(one -> one.warning().stream()).toList();
    if (warnings.size() == fetched.size()) {
      throw unreachable(warnings);
    }
    warnings.forEach(this::warn);
    return fetched;
  }

  private static Problem unreachable(List<Warning> warnings) {
    List<String> details = new ArrayList<>();
    for (Warning warning : warnings) {
      details.add(warning.message());
      if (!warning.hint().isEmpty()) {
        details.add("  " + warning.hint());
      }
    }
    return new Problem(
        Kind.UNREACHABLE_REMOTES,
        "no remote can be fetched",
        details,
        "what is deployed stays as it is; the next pull tries again",
        null);
  }

  private void warn(Warning warning) {
    tell(new Event.Warned(warning.message(), warning.hint()));
  }

  private void tell(Event event) {
    watchers.forEach(watcher -> watcher.hear(event));
  }

  private void sayAttempts(Revision revision) {
    Attempts.read(tools.directories().state())
        .filter(known -> known.failures() > 0 && known.revision().equals(revision.id()))
        .ifPresent(known ->
            tell(
                new Event.Waiting(
                    "attempt "
                        + (known.failures() + 1)
                        + " of "
                        + revision.shortened()
                        + ": it has failed since "
                        + Instant.ofEpochSecond(known.since())
                        + ", last with: "
                        + known.failure())));
  }

  /// Whether what is deployed is to be deployed again, though nothing is new. A clock that was set
  /// back doesn't put it off.
  private boolean isDue(Revision revision) {
    if (settings.redeploy().isEmpty()) {
      return false;
    }
    Duration every = settings.redeploy().get();
    return Attempts.read(tools.directories().state())
        .filter(known -> known.failures() == 0 && known.revision().equals(revision.id()))
        .map(known -> Duration.ofSeconds(Instant.now().getEpochSecond() - known.last()))
        .filter(age -> !age.isNegative() && age.compareTo(every) < 0)
        .isEmpty();
  }
}
