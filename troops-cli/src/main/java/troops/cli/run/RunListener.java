package troops.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import machine.Change;
import machine.Command;
import machine.Listener;
import org.jspecify.annotations.Nullable;
import troops.cli.event.Event;
import troops.cli.event.EventSink;
import troops.cli.state.Lock;

/// Turns what the machine library tells into events, and counts.
final class RunListener implements Listener {
  private static final int REASONS = 3;

  private final EventSink sink;
  private final SourcePlaces places;
  private final Heartbeat heartbeat;
  private final Optional<Lock> lock;
  private final boolean wantsKept;
  private final Supplier<Event.Origin> origins;
  private Event.@Nullable Origin origin;
  private Event.Tally tally = Event.Tally.NONE;
  private final List<String> reasons = new ArrayList<>();
  private final Map<Long, Command> running = new ConcurrentHashMap<>();

  /// A listener.
  ///
  /// @param sink hears of events
  /// @param places finds places in the sources
  /// @param heartbeat hears of programs that are started
  /// @param lock hears of them too, if it is held
  /// @param origins tells where changes come from; asked once, if something is changed
  RunListener(
      EventSink sink,
      SourcePlaces places,
      Heartbeat heartbeat,
      Optional<Lock> lock,
      Supplier<Event.Origin> origins) {
    this.origins = origins;
    this.sink = sink;
    this.places = places;
    this.heartbeat = heartbeat;
    this.lock = lock;
    this.wantsKept = sink.wantsKept();
  }

  /// Where events go.
  EventSink sink() {
    return sink;
  }

  /// Finds places in the sources.
  SourcePlaces places() {
    return places;
  }

  private String where() {
    return places.here().map(SourcePlaces.SourceLine::toString).orElse("");
  }

  private synchronized Event.Origin origin() {
    Event.Origin known = origin;
    if (known == null) {
      known = origins.get();
      origin = known;
    }
    return known;
  }

  @Override
  public void changed(Change change) {
    count(new Event.Tally(1, 0, 0));
    sink.hear(new Event.Changed(change, true, where(), origin()));
  }

  @Override
  public void wouldChange(Change change) {
    count(new Event.Tally(1, 0, 0));
    sink.hear(new Event.Changed(change, false, where(), origin()));
  }

  @Override
  public void kept(String subject, String reason) {
    synchronized (this) {
      tally = new Event.Tally(tally.changed(), tally.kept() + 1, tally.unknown());
      if (reasons.size() < REASONS) {
        reasons.add(subject + ": " + reason);
      }
    }
    if (wantsKept) {
      sink.hear(new Event.Kept(subject, reason));
    }
  }

  @Override
  public void unknown(String subject, String because) {
    count(new Event.Tally(0, 0, 1));
    sink.hear(new Event.Unknown(subject, because, where()));
  }

  @Override
  public void waiting(String what) {
    sink.hear(new Event.Waiting(what));
  }

  @Override
  public void started(Command command, long pid) {
    lock.ifPresent(held -> held.started(pid));
    running.put(pid, command);
    heartbeat.started(command);
  }

  @Override
  public void output(Command command, String line, boolean error) {
    sink.hear(new Event.Output(line, error, command.words().getFirst()));
  }

  @Override
  public void ended(Command command, long pid) {
    heartbeat.ended();
    running.remove(pid);
    lock.ifPresent(held -> held.ended(pid));
  }

  /// The programs that are running, for people.
  List<String> running() {
    List<String> lines = new ArrayList<>();
    running.forEach((pid, command) ->
        lines.add(
            "still running: " + command + " (process " + pid + "); the next run waits for it"));
    return lines;
  }

  private synchronized void count(Event.Tally more) {
    tally = tally.plus(more);
  }

  /// What was counted since the last call.
  synchronized Event.Tally takeTally() {
    Event.Tally taken = tally;
    tally = Event.Tally.NONE;
    return taken;
  }

  /// The first reasons for what was kept, since the last call.
  synchronized List<String> takeReasons() {
    List<String> taken = List.copyOf(reasons);
    reasons.clear();
    return taken;
  }
}
