package troops.cli.node;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import machine.Mode;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Candidate;
import troops.cli.repository.Deployed;
import troops.cli.repository.ObjectReader;
import troops.cli.repository.Revision;
import troops.cli.repository.Shared;
import troops.cli.requirement.lock.Libraries;
import troops.cli.run.Request;
import troops.cli.run.Run;
import troops.cli.run.Toolbox;
import troops.cli.run.Trace;
import troops.cli.state.Attempts;
import troops.cli.state.Holder;
import troops.cli.state.Lock;

/// A run of the node itself, whoever asked for it: what is to be carried out is settled while the
/// lock is held, taken over into root's own repository, carried out, and after success, and only
/// then, the node's branch moves.
public final class NodeRun {
  private final Toolbox tools;
  private final NodeSettings settings;
  private final Trace trace;
  private final List<EventSink> watchers;
  private final Shared shared;

  /// What somebody asks for.
  ///
  /// @param mode whether changes are made
  /// @param only the names of the deployables to run; all that are for this node, if there are none
  /// @param roles roles that the node has besides
  /// @param lockWait how long to wait for another run to end
  /// @param timeLimit how long the script may take, if not as long as the settings say
  /// @param offline whether a rehearsal reaches no other machine
  /// @param asked who asks
  public record Wish(
      Mode mode,
      List<String> only,
      List<String> roles,
      Duration lockWait,
      Optional<Duration> timeLimit,
      boolean offline,
      Event.Asked asked) {
    /// Copies the lists.
    public Wish {
      only = List.copyOf(only);
      roles = List.copyOf(roles);
    }
  }

  /// What is deployed.
  ///
  /// @param branch the branch; nothing as long as nothing was deployed
  /// @param revision the commit
  public record Situation(Optional<String> branch, Optional<Revision> revision) {}

  /// Settles what is to be carried out, while nobody else can change what is deployed.
  @FunctionalInterface
  public interface Plan {
    /// Settles it.
    ///
    /// @param now what is deployed
    /// @return what is to be carried out; nothing if there is nothing to carry out
    /// @throws Problem if there can't be anything
    Optional<Candidate> settle(Situation now);
  }

  /// How it ended.
  ///
  /// @param before what was deployed before
  /// @param candidate what was carried out, if anything was
  /// @param outcome how that ended
  /// @param unpublished why the copy of the branch could not be moved after success, if it couldn't
  public record Result(
      Situation before,
      Optional<Candidate> candidate,
      Optional<Run.Outcome> outcome,
      Optional<Problem> unpublished) {
    /// Why it failed, in a line.
    ///
    /// @return the reason; nothing if it succeeded, or if there was nothing to carry out
    public Optional<String> reason() {
      Optional<String> failed =
          outcome.flatMap(ended -> ended.failure().map(why -> what(ended) + why.message()));
      return failed.or(() ->
          unpublished.map(
              problem -> "deployed, but the branch could not be moved: " + problem.message()));
    }

    private static String what(Run.Outcome outcome) {
      return outcome.mode() == Mode.REHEARSAL ? "rehearsal failed: " : "deployment failed: ";
    }
  }

  /// A run of a node.
  ///
  /// @param tools what the tool brings
  /// @param settings the settings of the node
  /// @param trace notes where the time goes
  /// @param watchers hear of what happens
  public NodeRun(Toolbox tools, NodeSettings settings, Trace trace, List<EventSink> watchers) {
    this.tools = tools;
    this.settings = settings;
    this.trace = trace;
    this.watchers = List.copyOf(watchers);
    this.shared = new Shared(tools.directories().node().shared());
  }

  /// Carries it out.
  ///
  /// @param wish what is asked for
  /// @param expected the commit that will be carried out; empty if that isn't known yet
  /// @param seen where somebody has just seen the copy of the branch, if they have
  /// @param plan settles what is carried out
  /// @return how it ended
  /// @throws Problem if it could not begin
  public Result carryOut(Wish wish, String expected, Optional<Revision> seen, Plan plan) {
    try (ObjectReader objects = new Deployed(tools.directories().state()).objects()) {
      return carryOut(wish, expected, seen, plan, objects);
    }
  }

  /// Carries it out.
  ///
  /// @param wish what is asked for
  /// @param expected the commit that will be carried out; empty if that isn't known yet
  /// @param seen where somebody has just seen the copy of the branch, if they have
  /// @param plan settles what is carried out
  /// @param objects reads root's own repository
  /// @return how it ended
  /// @throws Problem if it could not begin
  public Result carryOut(
      Wish wish, String expected, Optional<Revision> seen, Plan plan, ObjectReader objects) {
    tools.directories().check();
    Path state = tools.directories().state();
    Holder holder = Holder.of(wish.asked().user(), expected, "");
    try (Lock lock = Lock.take(state, holder, wish.lockWait(), Event.Waiting.toldTo(watchers))) {
      trace.mark("lock");
      Deployed deployed = new Deployed(state);
      deployed.make();
      Situation now = new Situation(deployed.branch(), deployed.revision());
      lock.predecessor().ifPresent(before -> noteKilled(deployed, now, before));
      Optional<Candidate> candidate =
          settle(plan, deployed, now, lock.predecessor().isPresent() ? Optional.empty() : seen);
      if (candidate.isEmpty()) {
        return new Result(now, candidate, Optional.empty(), Optional.empty());
      }
      takeOver(deployed, objects, now, candidate.get());
      trace.mark("commit taken over");
      return carryOut(wish, deployed, objects, now, candidate.get(), lock);
    }
  }

  private void tell(Event event) {
    watchers.forEach(watcher -> watcher.hear(event));
  }

  /// Settles what is to be carried out. Meanwhile git looks where the copy of the branch stands.
  private Optional<Candidate> settle(
      Plan plan, Deployed deployed, Situation now, Optional<Revision> seen) {
    boolean trusted = now.branch().isEmpty() || seen.equals(now.revision());
    Supplier<Optional<Revision>> copy =
        trusted ? now::revision : shared.revision(now.branch().orElseThrow());
    try {
      return plan.settle(now);
    } finally {
      trace.mark("settled");
      now.branch().ifPresent(branch -> mend(branch, copy, deployed, now));
      trace.mark("is the branch where it belongs");
    }
  }

  /// A run that was killed could not note that it failed, nor that it was the first to succeed.
  private void noteKilled(Deployed deployed, Situation now, Holder before) {
    boolean done = now.revision().filter(it -> it.id().equals(before.revision())).isPresent();
    if (!done && deployed.holds(before.revision())) {
      unlessFull(() ->
          Attempts.failed(
              tools.directories().state(),
              before.revision(),
              Instant.ofEpochSecond(before.since()),
              "the run ended without a word"));
    }
    if (now.branch().isPresent()) {
      try {
        shared.lead(now.branch().get());
      } catch (Problem e) {
        tell(new Event.Warned(e.message(), e.hint()));
      }
    }
  }

  /// The branch that people see is a copy, which all members of the group can move.
  private void mend(
      String branch, Supplier<Optional<Revision>> asked, Deployed deployed, Situation now) {
    Revision belongs = now.revision().orElseThrow();
    Optional<Revision> copy = answer(asked);
    if (copy.equals(now.revision())) {
      return;
    }
    String was = copy.map(revision -> "at " + revision.shortened()).orElse("gone");
    try {
      shared.publish(branch, belongs, deployed);
      tell(
          new Event.Warned(
              "branch "
                  + branch
                  + " was "
                  + was
                  + ", but what is deployed is "
                  + belongs.shortened()
                  + ": put back",
              "branches of the node move by successful deployments only"));
    } catch (Problem e) {
      tell(
          new Event.Warned(
              "branch "
                  + branch
                  + " of "
                  + shared.path()
                  + " can't be put back to what is deployed: "
                  + e.message(),
              e.hint()));
    }
  }

  /// Where the copy of a branch stands; nothing also if that can't be read.
  private static Optional<Revision> answer(Supplier<Optional<Revision>> copy) {
    try {
      return copy.get();
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  private void takeOver(
      Deployed deployed, ObjectReader objects, Situation now, Candidate candidate) {
    if (now.revision().filter(candidate.revision()::equals).isPresent()) {
      return;
    }
    deployed.takeOver(candidate.revision(), candidate.from(), objects);
    Revision before = now.revision().orElse(candidate.revision());
    if (!deployed.isFastForward(before, candidate.revision(), objects)) {
      throw new Problem(
          Kind.REFUSED,
          "not a fast-forward of what is deployed: " + before.shortened(),
          "git pull first; to go back, commit a git revert");
    }
  }

  private Result carryOut(
      Wish wish,
      Deployed deployed,
      ObjectReader objects,
      Situation now,
      Candidate candidate,
      Lock lock) {
    Request request =
        new Request(
            deployed.path(),
            candidate.revision().id(),
            false,
            wish.mode(),
            wish.only(),
            wish.roles(),
            wish.lockWait(),
            wish.timeLimit().orElse(settings.runTimeout()),
            wish.offline(),
            wish.asked().user(),
            wish.asked().via());
    if (wish.mode() == Mode.APPLY && settings.rehearsed()) {
      Run.Outcome rehearsal = carryOut(request.in(Mode.REHEARSAL), objects, wish, candidate, lock);
      if (rehearsal.failure().isPresent()) {
        return new Result(now, Optional.of(candidate), Optional.of(rehearsal), Optional.empty());
      }
    }
    Run.Outcome outcome = carryOut(request, objects, wish, candidate, lock);
    Optional<Problem> unpublished = Optional.empty();
    if (wish.mode() == Mode.APPLY && wish.only().isEmpty()) {
      if (outcome.failure().isEmpty()) {
        unpublished = land(deployed, now, candidate);
      }
      if (unpublished.isPresent()) {
        fail(candidate.revision(), unpublished.get().message());
      } else if (outcome.failure().isEmpty()) {
        succeed(candidate.revision(), now);
      }
      trace.mark("attempt noted");
    }
    return new Result(now, Optional.of(candidate), Optional.of(outcome), unpublished);
  }

  /// A failure is noted as soon as it is known: the process may end with its run.
  private Run.Outcome carryOut(
      Request request, ObjectReader objects, Wish wish, Candidate candidate, Lock lock) {
    Libraries.Terms terms = new Libraries.Terms(settings.lockRequired(), false);
    Run run = new Run(tools.keeping(settings.kept()).on(terms), request, trace);
    lock.settle(request.mode() == Mode.APPLY ? candidate.revision().id() : "", run.id());
    trace.mark("run settled");
    boolean counts = wish.mode() == Mode.APPLY && wish.only().isEmpty();
    List<EventSink> all = new ArrayList<>(watchers);
    all.addFirst(event -> {
      if (counts && event instanceof Event.Finished end && end.failure().isPresent()) {
        fail(candidate.revision(), end.failure().get().message());
      }
    });
    try {
      return run.carryOut(lock, objects, all);
    } catch (Problem e) {
      if (counts) {
        fail(candidate.revision(), e.message());
      }
      throw e;
    }
  }

  private void fail(Revision revision, String why) {
    unlessFull(
        () -> Attempts.failed(tools.directories().state(), revision.id(), Instant.now(), why));
  }

  /// What is deployed again says nothing of a newer commit that has failed.
  private void succeed(Revision revision, Situation before) {
    Path state = tools.directories().state();
    boolean again = before.revision().filter(revision::equals).isPresent();
    boolean failing =
        Attempts.read(state)
            .filter(known -> known.failures() > 0 && !known.revision().equals(revision.id()))
            .isPresent();
    if (!again || !failing) {
      unlessFull(() -> Attempts.succeeded(state, revision.id(), Instant.now()));
    }
  }

  /// How the run has ended doesn't depend on it.
  private void unlessFull(Runnable note) {
    try {
      note.run();
    } catch (Problem e) {
      tell(new Event.Warned(e.message(), e.hint()));
    }
  }

  /// What counts first, then the copy: should this process end between the two, the next run puts
  /// the copy where it belongs.
  private Optional<Problem> land(Deployed deployed, Situation now, Candidate candidate) {
    if (now.revision().filter(candidate.revision()::equals).isPresent()) {
      return Optional.empty();
    }
    try (Shared.Mover mover = shared.mover()) {
      deployed.move(candidate.branch(), candidate.revision());
      trace.mark("deployed revision moved");
      shared.publish(candidate.branch(), candidate.revision(), deployed, mover);
      trace.mark("copy of the branch moved");
      if (now.branch().isEmpty()) {
        shared.lead(candidate.branch());
      }
      return Optional.empty();
    } catch (Problem e) {
      return Optional.of(e);
    }
  }
}
