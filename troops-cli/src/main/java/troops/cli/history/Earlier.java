package troops.cli.history;

import java.time.Duration;
import java.util.Optional;
import machine.Mode;
import troops.cli.event.Event;
import troops.cli.problem.Problem;

/// What the runs before one say of it.
public final class Earlier {
  /// A preview that is older than this says nothing of what the machine is like now.
  private static final Duration FRESH = Duration.ofDays(1);

  private final History history;

  /// The runs of a history.
  ///
  /// @param history the runs
  public Earlier(History history) {
    this.history = history;
  }

  /// The newest run of a place that has succeeded, and was about all deployables.
  ///
  /// @param place names the repository and the folder
  /// @return how it began; nothing if there was none, or its record has gone
  /// @throws Problem if the records can't be read
  public Optional<Event.Started> deployed(Event.Deployed place) {
    for (String id : history.all()) {
      Optional<Entry> entry = history.entry(id);
      if (entry.isPresent() && isDeploymentOf(place, entry.get())) {
        return entry.get().started();
      }
    }
    return Optional.empty();
  }

  private static boolean isDeploymentOf(Event.Deployed place, Entry entry) {
    if (entry.started().isEmpty() || entry.outcome() != Entry.Outcome.SUCCEEDED) {
      return false;
    }
    Event.Started run = entry.started().get();
    boolean whole = run.mode() == Mode.APPLY && run.what().only().isEmpty();
    return whole && run.what().isOfTheSamePlaceAs(place);
  }

  /// Where the changes of a run come from: drift, if it asks the same as what was deployed before.
  ///
  /// @param run how it began
  /// @return the origin of all its changes; untold if the records can't be read
  public Event.Origin origin(Event.Started run) {
    try {
      Optional<Event.Started> before = deployed(run.what());
      boolean again = before.isPresent() && before.get().what().asksTheSameAs(run.what());
      return again ? Event.Origin.DRIFT : Event.Origin.NEW;
    } catch (Problem e) {
      return Event.Origin.UNTOLD;
    }
  }

  /// Compares a run with the preview of the same that came just before it: within a day, and no
  /// other run has changed anything since.
  ///
  /// @param run how it began
  /// @param succeeded whether it has come to its end; of one that has failed, only what it made can
  ///   be compared
  /// @return the comparison; nothing if there was no such preview, or the records can't be read
  public Optional<Event.Compared> compared(Event.Started run, boolean succeeded) {
    try {
      return preview(run)
          .map(preview ->
              Told.of(history, preview)
                  .comparedWith(preview, Told.of(history, run.run()), succeeded));
    } catch (Problem e) {
      return Optional.empty();
    }
  }

  private Optional<String> preview(Event.Started run) {
    for (String id : history.before(run.run())) {
      Optional<Entry> entry = history.entry(id);
      Optional<Event.Started> begun = entry.flatMap(Entry::started);
      if (begun.isEmpty()) {
        continue;
      }
      Event.Started other = begun.get();
      boolean fresh = other.at().plus(FRESH).isAfter(run.at());
      if (other.mode() == Mode.APPLY || !fresh) {
        return Optional.empty();
      }
      boolean same =
          other.what().asksTheSameAs(run.what()) && other.what().only().equals(run.what().only());
      if (other.mode() == Mode.PREVIEW
          && same
          && entry.get().outcome() == Entry.Outcome.SUCCEEDED) {
        return Optional.of(id);
      }
    }
    return Optional.empty();
  }
}
