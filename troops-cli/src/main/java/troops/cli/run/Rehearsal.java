package troops.cli.run;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import machine.Change;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;
import troops.cli.event.EventReader;
import troops.cli.event.EventSink;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.rehearsal.Differences;
import troops.cli.rehearsal.MachineCopy;

/// The rehearsal of a run, from outside: a [RehearsedRun] in a copy of this machine tells what it
/// does, and then the copy is looked at.
final class Rehearsal {
  private final Toolbox tools;
  private final Request request;
  private final EventSink sink;
  private final Trace trace;
  private volatile Event.@Nullable Finished finished;

  /// How it ended.
  ///
  /// @param tally what it did
  /// @param notRun deployables that would have come after the one that failed
  /// @param failure why it failed, if it did
  record End(Event.Tally tally, List<String> notRun, Optional<Event.Failure> failure) {}

  Rehearsal(Toolbox tools, Request request, EventSink sink, Trace trace) {
    this.tools = tools;
    this.request = request;
    this.sink = sink;
    this.trace = trace;
  }

  /// Carries it out.
  ///
  /// @param before the script that comes first, if there is one
  /// @param ready the script; nothing of either is called in this process
  /// @throws Problem if this machine can't be copied ([Kind#CANNOT_REHEARSE])
  End carryOut(Optional<Preparation.Ready> before, Preparation.Ready ready) {
    RehearsedRun inside = RehearsedRun.of(request, before, ready, sink.wantsKept());
    Path image = tools.directories().state().resolve(".rehearsal.tmp");
    MachineCopy.Programme programme =
        new MachineCopy.Programme(inside.command(tools.launcher()), !request.offline());
    try (MachineCopy copy = MachineCopy.make(tools.copying(), image, programme, this::line)) {
      trace.mark("copy of the machine");
      int code = copy.await();
      trace.mark("rehearsed");
      return end(copy, code);
    } finally {
      trace.mark("copy gone");
    }
  }

  private End end(MachineCopy copy, int code) {
    Event.Finished inside = finished;
    if (inside == null || inside.failure().isPresent()) {
      Event.Failure why = inside == null ? wordless(code) : inside.failure().orElseThrow();
      return new End(
          inside == null ? Event.Tally.NONE : new Event.Tally(0, inside.tally().kept(), 0),
          inside == null ? List.of() : inside.notRun(),
          Optional.of(copy.isFull() ? full(why) : why));
    }
    int changes = 0;
    List<Event.Difference> differences = Differences.of(copy.layers());
    copy.check();
    for (Event.Difference difference : differences) {
      sink.hear(difference);
      changes += difference.kind() == Event.Difference.Topic.NOISE ? 0 : 1;
    }
    trace.mark("differences");
    Event.Tally tally = inside.tally();
    return new End(
        new Event.Tally(changes, tally.kept(), tally.unknown()), List.of(), Optional.empty());
  }

  private static Event.Failure wordless(int code) {
    return Failures.ended(
        Kind.ENDED,
        "the rehearsed run ended without a word (exit code " + code + ")",
        Optional.empty(),
        List.of());
  }

  private static Event.Failure full(Event.Failure why) {
    return Event.Failure.of(
        new Problem(
            Kind.CANNOT_REHEARSE,
            "the rehearsal has run out of room for what it writes",
            List.of(why.message()),
            "this says nothing about the run itself; make room on the disk of /var/lib/troops",
            null));
  }

  private void line(String line, boolean error) {
    if (error) {
      sink.hear(new Event.Output(line, true, ""));
      return;
    }
    EventReader.Line read = EventReader.line(0, line.getBytes(StandardCharsets.UTF_8));
    if (read.isBroken()) {
      // A program of the script wrote past Troops.
      sink.hear(new Event.Output(line, false, ""));
    }
    read.event().ifPresent(this::event);
  }

  /// What is done in the copy isn't done on this machine.
  private void event(Event event) {
    if (event instanceof Event.Finished end) {
      finished = end;
    } else if (event instanceof Event.Changed changed) {
      Change change = changed.change();
      sink.hear(new Event.Changed(change, false, changed.where()));
    } else {
      sink.hear(event);
    }
  }
}
