package troops.cli.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Machine;
import troops.Node;
import troops.Troops;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.Repository;
import troops.cli.repository.Uncommitted;
import troops.cli.state.Directories;
import troops.cli.state.Holder;
import troops.cli.state.Lock;
import troops.cli.state.RunFiles;

/// One carrying-out of one revision on this machine. A process has one.
public final class Run {
  private final Toolbox tools;
  private final Request request;
  private final Trace trace;
  private final long begin = System.nanoTime();

  /// How a run ended.
  ///
  /// @param failed whether it failed
  /// @param tally what it did
  public record Outcome(boolean failed, Event.Tally tally) {}

  /// A run.
  ///
  /// @param tools what the tool brings
  /// @param request what is asked for
  /// @param trace notes where the time goes
  public Run(Toolbox tools, Request request, Trace trace) {
    this.tools = tools;
    this.request = request;
    this.trace = trace;
  }

  /// Carries it out: finds the revision, takes the lock, makes the script ready, calls it, records
  /// it all.
  ///
  /// @param watchers hear of what happens
  /// @return how it ended
  /// @throws Problem if it could not begin
  public Outcome carryOut(List<EventSink> watchers) {
    Repository repository = Repository.open(request.repository());
    Uncommitted uncommitted = request.worktree() ? null : repository.uncommitted();
    trace.mark("repository");
    Preparation preparation = new Preparation(tools, request, repository, trace);
    Instant now = Instant.now();
    String id = RunFiles.id(now, ProcessHandle.current().pid());
    Directories directories = tools.directories();
    try (Lock lock =
            Lock.take(
                directories.state(),
                holder(now, preparation.revision(), id),
                request.lockWait(),
                line -> watchers.forEach(watcher -> watcher.hear(new Event.Waiting(line))));
        Recorder recorder = new Recorder(new RunFiles(directories.runs()).begin(id))) {
      trace.mark("lock");
      List<EventSink> sinks = new ArrayList<>(watchers);
      sinks.add(recorder);
      Broadcast sink = new Broadcast(sinks);
      Node node = node();
      sink.hear(
          new Event.Started(
              id, now, node.identity(), request.mode(), deployed(repository, preparation)));
      lock.predecessor().ifPresent(before -> sink.hear(ended(before)));
      trace.mark("record");
      return carryOut(preparation, Optional.ofNullable(uncommitted), node, sink, lock);
    }
  }

  private Holder holder(Instant since, String revision, String id) {
    return new Holder(
        ProcessHandle.current().pid(),
        since.getEpochSecond(),
        request.user(),
        revision,
        id,
        List.of());
  }

  private static Event.Warned ended(Holder before) {
    return new Event.Warned(
        "the run before this one ended without a word: " + before,
        "it may have left things half done; this run goes over all of them");
  }

  private Event.Deployed deployed(Repository repository, Preparation preparation) {
    return new Event.Deployed(
        repository.top().toString(),
        repository.folder(),
        preparation.revision(),
        request.worktree(),
        preparation.title());
  }

  /// The node, with the roles that its settings and the request give it.
  private Node node() {
    Node node = Node.local();
    Path file = tools.directories().settings().resolve("roles");
    for (String role : lines(file)) {
      grant(node, role, file.toString());
    }
    for (String role : request.roles()) {
      grant(node, role, "--role");
    }
    return node;
  }

  private static void grant(Node node, String role, String by) {
    try {
      node.grant(role, by);
    } catch (IllegalArgumentException e) {
      throw new Problem(
          Kind.BAD_SETTING,
          by + ": " + e.getMessage(),
          "one role in a line, comments begin with #");
    }
  }

  private static List<String> lines(Path file) {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<String> roles = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        int comment = line.indexOf('#');
        String role = (comment < 0 ? line : line.substring(0, comment)).strip();
        if (!role.isEmpty()) {
          roles.add(role);
        }
      }
      return roles;
    } catch (IOException e) {
      throw new Problem(
          Kind.UNREADABLE,
          "cannot read " + file + ": " + Directories.reason(e),
          List.of(),
          "it says which roles this node has",
          e);
    }
  }

  private Outcome carryOut(
      Preparation preparation,
      Optional<Uncommitted> uncommitted,
      Node node,
      Broadcast sink,
      Lock lock) {
    Preparation.Ready ready;
    try {
      ready = preparation.ready(line -> sink.hear(new Event.Waiting(line)));
      uncommitted.ifPresent(question -> warn(question, sink));
    } catch (Problem e) {
      return finish(sink, Event.Tally.NONE, List.of(), Optional.of(Failures.of(e)));
    } catch (RuntimeException | Error e) {
      return finish(sink, Event.Tally.NONE, List.of(), Optional.of(Failures.internal(e)));
    }
    trace.mark("uncommitted");
    ready.warnings().forEach(warning -> sink.hear(new Event.Warned(warning, "")));
    SourcePlaces places = new SourcePlaces(ready.files(), ready.script().loader());
    RunListener listener = new RunListener(sink, places, new Heartbeat(sink), Optional.of(lock));
    Deployment deployment =
        new Deployment(
            new Deployment.Job(request, node, ready.script()), sink, listener, places, trace);
    begin(ready, node, listener);
    deployment.takeStreams();
    Supervisor supervisor = new Supervisor(deployment, sink, places);
    supervisor.guard(failure -> finish(sink, deployment.tally(), List.of(), Optional.of(failure)));
    Optional<Event.Failure> cutShort = supervisor.carryOut(request.timeLimit());
    if (cutShort.isPresent()) {
      return finish(sink, deployment.tally(), List.of(), cutShort);
    }
    deployment.sync();
    return finish(sink, deployment.tally(), deployment.notRun(), deployment.failure());
  }

  private void begin(Preparation.Ready ready, Node node, RunListener listener) {
    Machine.begin(new Machine(request.mode(), listener, Path.of("/"), ready.files()));
    Troops.begin(node);
  }

  private static void warn(Uncommitted question, Broadcast sink) {
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
  }

  private Outcome finish(
      Broadcast sink, Event.Tally tally, List<String> notRun, Optional<Event.Failure> failure) {
    sink.hear(
        new Event.Finished(
            Instant.now(), Duration.ofNanos(System.nanoTime() - begin), tally, notRun, failure));
    trace.mark("finish");
    return new Outcome(failure.isPresent(), tally);
  }

  /// Finds out what would run here, and why, by calling the script's `main`, in a preview. Takes no
  /// lock, records nothing.
  ///
  /// @param watchers hear of warnings, and of what the script writes
  /// @return all deployables of the script
  /// @throws Problem if the script can't be made ready, or its `main` throws
  public List<Selection.Choice> list(List<EventSink> watchers) {
    Repository repository = Repository.open(request.repository());
    Broadcast sink = new Broadcast(watchers);
    Preparation preparation = new Preparation(tools, request, repository, trace);
    Preparation.Ready ready = preparation.ready(line -> sink.hear(new Event.Waiting(line)));
    Node node = node();
    SourcePlaces places = new SourcePlaces(ready.files(), ready.script().loader());
    RunListener listener = new RunListener(sink, places, new Heartbeat(sink), Optional.empty());
    Deployment deployment =
        new Deployment(
            new Deployment.Job(request, node, ready.script()), sink, listener, places, trace);
    begin(ready, node, listener);
    deployment.takeStreams();
    deployment.selectOnly();
    Optional<Event.Failure> cutShort =
        new Supervisor(deployment, sink, places).carryOut(request.timeLimit());
    Optional<Event.Failure> failure = cutShort.isPresent() ? cutShort : deployment.failure();
    if (failure.isPresent()) {
      Event.Failure why = failure.get();
      String where = why.place().map(place -> place.where() + ": ").orElse("");
      throw new Problem(
          Kind.DEPLOYABLE_FAILED, where + why.message(), why.details(), why.hint(), null);
    }
    return deployment.selection().map(Selection::all).orElse(List.of());
  }
}
