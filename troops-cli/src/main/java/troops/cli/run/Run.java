package troops.cli.run;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import machine.Mode;
import troops.Node;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.history.Earlier;
import troops.cli.history.History;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.ObjectReader;
import troops.cli.repository.Repository;
import troops.cli.repository.Uncommitted;
import troops.cli.state.Holder;
import troops.cli.state.Lock;
import troops.cli.state.RunFiles;

/// One carrying-out of one revision on this machine. A process has one.
public final class Run {
  private final Toolbox tools;
  private final Request request;
  private final Trace trace;
  private final long begin = System.nanoTime();
  private final Instant begun = Instant.now();
  private final String id;
  private Optional<Event.Started> started = Optional.empty();
  private boolean isAfterPreview;

  /// How a run ended.
  ///
  /// @param mode whether changes were made, and where
  /// @param tally what it did
  /// @param failure why it failed, if it did
  public record Outcome(Mode mode, Event.Tally tally, Optional<Event.Failure> failure) {}

  /// A run.
  ///
  /// @param tools what the tool brings
  /// @param request what is asked for
  /// @param trace notes where the time goes
  public Run(Toolbox tools, Request request, Trace trace) {
    this.tools = tools;
    this.request = request;
    this.trace = trace;
    String next =
        new RunFiles(tools.directories().runs()).next(begun, ProcessHandle.current().pid());
    this.id = request.mode() == Mode.PREVIEW ? RunFiles.preview(next) : next;
  }

  /// Its id, under which it is recorded.
  ///
  /// @return an id that sorts by time
  public String id() {
    return id;
  }

  /// Carries it out: finds the revision, takes the lock, makes the script ready, calls it, records
  /// it all.
  ///
  /// @param watchers hear of what happens
  /// @return how it ended
  /// @throws Problem if it could not begin
  public Outcome carryOut(List<EventSink> watchers) {
    tools.directories().check();
    Repository repository = Repository.open(request.repository());
    Uncommitted uncommitted = request.worktree() ? null : repository.uncommitted();
    trace.mark("repository found");
    try (ObjectReader objects = repository.objects()) {
      Preparation preparation = new Preparation(tools, request, repository, objects, trace, true);
      objects.rest();
      try (Lock lock = lock(preparation.revision(), watchers)) {
        trace.mark("lock");
        return carryOut(repository, preparation, Optional.ofNullable(uncommitted), lock, watchers);
      }
    }
  }

  private Lock lock(String revision, List<EventSink> watchers) {
    return Lock.take(
        tools.directories().state(),
        Holder.of(request.user(), revision, id),
        request.lockWait(),
        Event.Waiting.toldTo(watchers));
  }

  /// Carries it out for a caller that holds the lock, in a repository that is this user's own.
  ///
  /// @param lock the lock, which the caller goes on to hold
  /// @param objects a reader of the repository, which rests as soon as all is read
  /// @param watchers hear of what happens
  /// @return how it ended
  /// @throws Problem if it could not begin
  public Outcome carryOut(Lock lock, ObjectReader objects, List<EventSink> watchers) {
    Repository repository = Repository.open(request.repository());
    Preparation preparation = new Preparation(tools, request, repository, objects, trace, true);
    return carryOut(repository, preparation, Optional.empty(), lock, watchers);
  }

  private Outcome carryOut(
      Repository repository,
      Preparation preparation,
      Optional<Uncommitted> uncommitted,
      Lock lock,
      List<EventSink> watchers) {
    Node node = node();
    try (Recorder recorder =
        new Recorder(new RunFiles(tools.directories().runs(), tools.kept()).begin(id))) {
      // The record first: whoever else hears may stop to read.
      List<EventSink> sinks = new ArrayList<>(List.of(recorder));
      sinks.addAll(watchers);
      Broadcast sink = new Broadcast(sinks);
      Event.Started now =
          new Event.Started(
              id,
              begun,
              node.identity(),
              new Event.Asked(request.user(), request.via()),
              request.mode(),
              deployed(repository, preparation, node));
      started = Optional.of(now);
      isAfterPreview = recorder.isAfterPreview();
      sink.hear(now);
      lock.predecessor().ifPresent(before -> sink.hear(ended(before)));
      trace.mark("record begun");
      return carryOut(preparation, uncommitted, node, sink, lock);
    }
  }

  private static Event.Warned ended(Holder before) {
    return new Event.Warned(
        "the run before this one ended without a word: " + before,
        "it may have left things half done");
  }

  private Event.Deployed deployed(Repository repository, Preparation preparation, Node node) {
    return new Event.Deployed(
        repository.top().toString(),
        repository.folder(),
        preparation.revision(),
        request.worktree(),
        preparation.title(),
        request.only(),
        List.copyOf(node.roles()));
  }

  private Node node() {
    return NodeRoles.node(tools.directories().settings(), request.roles());
  }

  private Outcome carryOut(
      Preparation preparation,
      Optional<Uncommitted> uncommitted,
      Node node,
      Broadcast sink,
      Lock lock) {
    Supervisor supervisor = new Supervisor(sink);
    Stages stages = new Stages(request, node, sink, trace, Optional.of(lock), this::origin);
    supervisor.guard(failure -> {
      finish(sink, stages, Optional.of(failure));
      lock.close();
    });
    AtomicReference<Optional<Uncommitted>> question = new AtomicReference<>(uncommitted);
    Optional<Event.Failure> failure = Optional.empty();
    try {
      Optional<Preparation.Ready> before = preparation.before();
      if (request.mode() == Mode.REHEARSAL) {
        Preparation.Ready ready = ready(preparation, question, sink);
        supervisor.rehearses();
        Rehearsal.End end = new Rehearsal(tools, request, sink, trace).carryOut(before, ready);
        return finish(sink, end.tally(), end.notRun(), end.failure());
      }
      if (before.isPresent()) {
        warn(question, sink);
        failure = prepare(before.get(), stages, supervisor, sink);
      }
      if (failure.isEmpty()) {
        failure = deploy(ready(preparation, question, sink), stages, supervisor, sink);
      }
      compare(sink, failure.isEmpty());
    } catch (Problem e) {
      // The mend may lie in the work tree, forgotten.
      warn(question, sink);
      failure = Optional.of(Failures.unready(e, stages.tally()));
    } catch (RuntimeException | Error e) {
      failure = Optional.of(Failures.internal(e));
    }
    return finish(sink, stages, failure);
  }

  private Preparation.Ready ready(
      Preparation preparation, AtomicReference<Optional<Uncommitted>> question, Broadcast sink) {
    Preparation.Ready ready = preparation.ready(Event.Waiting.toldTo(List.of(sink)));
    warn(question, sink);
    trace.mark("what is not committed");
    ready.warnings().forEach(warning -> sink.hear(new Event.Warned(warning, "")));
    return ready;
  }

  /// Carries out, in the copy of a machine, what was made ready outside: nothing is locked there,
  /// and nothing recorded.
  ///
  /// @param before the script that comes first, if there is one
  /// @param ready the script
  /// @param watchers hear of what happens
  /// @return how it ended
  Outcome carryOut(
      Optional<Preparation.Ready> before, Preparation.Ready ready, List<EventSink> watchers) {
    Broadcast sink = new Broadcast(watchers);
    Supervisor supervisor = new Supervisor(sink);
    Stages stages = new Stages(request, node(), sink, trace, Optional.empty(), this::origin);
    supervisor.guard(failure -> finish(sink, stages, Optional.of(failure)));
    Optional<Event.Failure> failure =
        before.flatMap(first -> prepare(first, stages, supervisor, sink));
    return finish(
        sink, stages, failure.isPresent() ? failure : deploy(ready, stages, supervisor, sink));
  }

  private Optional<Event.Failure> prepare(
      Preparation.Ready ready, Stages stages, Supervisor supervisor, Broadcast sink) {
    Optional<Event.Failure> failure =
        carryOut(stages.begin(ready, Optional.empty()), stages, supervisor, sink);
    tellUnvouched(ready, sink);
    supervisor.rest();
    return failure;
  }

  private Optional<Event.Failure> deploy(
      Preparation.Ready ready, Stages stages, Supervisor supervisor, Broadcast sink) {
    Loading loading = new Loading(tools, ready, sink);
    Optional<Event.Failure> failure =
        carryOut(stages.begin(ready, Optional.of(loading)), stages, supervisor, sink);
    tellUnvouched(ready, sink);
    if (failure.isEmpty()) {
      supervisor.warnOfThreads();
    }
    return failure;
  }

  private Optional<Event.Failure> carryOut(
      Deployment deployment, Stages stages, Supervisor supervisor, Broadcast sink) {
    Optional<Event.Failure> cutShort = supervisor.carryOut(deployment, request.timeLimit());
    Optional<Event.Failure> failure = cutShort;
    if (cutShort.isEmpty()) {
      deployment.sync();
      failure = deployment.failure();
    }
    if (supervisor.isStillRunning()) {
      // The lock is held until the script can't change anything any more: until the process ends.
      Supervisor.inTime(() -> finish(sink, stages, cutShort));
      sink.processEnds();
      Supervisor.halt();
    }
    return failure;
  }

  /// Says what a preview has run without knowing what it does.
  private void tellUnvouched(Preparation.Ready ready, Broadcast sink) {
    if (request.mode() == Mode.PREVIEW) {
      ready
          .script()
          .unvouched()
          .forEach(it -> sink.hear(new Event.Unvouched(it.what(), it.because(), it.where())));
    }
  }

  /// Says once what is not committed.
  private static void warn(AtomicReference<Optional<Uncommitted>> question, Broadcast sink) {
    question.getAndSet(Optional.empty()).ifPresent(asked -> warn(asked, sink));
  }

  /// Says whether the preview was right, if there was one.
  private void compare(Broadcast sink, boolean succeeded) {
    if (request.mode() == Mode.APPLY && isAfterPreview) {
      earlier().compared(started.orElseThrow(), succeeded).ifPresent(sink::hear);
    }
  }

  /// Where its changes come from, once it has begun.
  private Event.Origin origin() {
    return started.isPresent() ? earlier().origin(started.get()) : Event.Origin.UNTOLD;
  }

  private Earlier earlier() {
    return new Earlier(History.of(tools.directories()));
  }

  private static void warn(Uncommitted question, Broadcast sink) {
    try {
      List<String> paths = question.paths();
      if (!paths.isEmpty()) {
        int shown = Math.min(5, paths.size());
        String more = paths.size() > shown ? " and " + (paths.size() - shown) + " more" : "";
        sink.hear(
            new Event.Warned(
                "not committed, so not deployed: "
                    + String.join(", ", paths.subList(0, shown))
                    + more,
                "commit first, or add --worktree to run the files as they lie there"));
      }
    } catch (Problem e) {
      sink.hear(new Event.Warned("can't tell what is not committed: " + e.message(), e.hint()));
    }
  }

  private Outcome finish(Broadcast sink, Stages stages, Optional<Event.Failure> failure) {
    return finish(sink, stages.tally(), stages.notRun(), failure);
  }

  private Outcome finish(
      Broadcast sink, Event.Tally tally, List<String> notRun, Optional<Event.Failure> failure) {
    Optional<Event.Failure> why =
        failure.isPresent() ? failure : sink.lost().map(Failures::unrecorded);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    sink.hear(new Event.Finished(Instant.now(), took, tally, notRun, why));
    trace.mark("record ended");
    return new Outcome(
        request.mode(), tally, why.isPresent() ? why : sink.lost().map(Failures::unrecorded));
  }

  /// Finds out what would run here, and why, by calling the `main` of each script, in a preview.
  /// Takes no lock, records nothing.
  ///
  /// @param watchers hear of warnings, and of what the scripts write
  /// @return all deployables
  /// @throws Problem if a script can't be made ready, or its `main` throws
  public List<Selection.Choice> list(List<EventSink> watchers) {
    tools.directories().check();
    Repository repository = Repository.open(request.repository());
    Broadcast sink = new Broadcast(watchers);
    Supervisor supervisor = new Supervisor(sink);
    Stages stages = new Stages(request, node(), sink, trace, Optional.empty(), this::origin);
    try (ObjectReader objects = repository.objects()) {
      Preparation preparation = new Preparation(tools, request, repository, objects, trace, false);
      preparation
          .before()
          .ifPresent(before -> select(stages.begin(before, Optional.empty()), supervisor));
      Preparation.Ready ready = preparation.ready(Event.Waiting.toldTo(List.of(sink)));
      select(stages.begin(ready, Optional.of(new Loading(tools, ready, sink))), supervisor);
    }
    return stages.choices();
  }

  private void select(Deployment deployment, Supervisor supervisor) {
    deployment.selectOnly();
    Optional<Event.Failure> cutShort = supervisor.carryOut(deployment, request.timeLimit());
    Optional<Event.Failure> failure = cutShort.isPresent() ? cutShort : deployment.failure();
    if (failure.isPresent()) {
      Event.Failure why = failure.get();
      String where = why.place().map(place -> place.where() + ": ").orElse("");
      throw new Problem(
          Kind.DEPLOYABLE_FAILED, where + why.message(), why.details(), why.hint(), null);
    }
  }
}
