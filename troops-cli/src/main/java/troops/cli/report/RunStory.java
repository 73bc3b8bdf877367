package troops.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import machine.Change;
import machine.Mode;
import troops.cli.event.Event;
import troops.cli.history.Entry;
import troops.cli.history.History;

/// All that a record tells of a run, in the order of a page.
///
/// @param entry the run in a few words
/// @param parts what its deployables did, `main` first if it did anything
/// @param warnings what was suspicious
/// @param compared how the run compares with its preview, if it had one
record RunStory(
    Entry entry, List<Part> parts, List<Event.Warned> warnings, Optional<Event.Compared> compared) {
  /// What a deployable did.
  ///
  /// @param name its name
  /// @param where its place in the source, or an empty string
  /// @param changes what it changed, or would change
  /// @param unknown what it couldn't tell
  /// @param took how long it took; nothing if it never ended
  record Part(
      String name,
      String where,
      List<Event.Changed> changes,
      List<Event.Unknown> unknown,
      Optional<Duration> took) {
    Part withoutTexts() {
      return new Part(name, where, changes.stream().map(Part::bare).toList(), unknown, took);
    }

    private static Event.Changed bare(Event.Changed e) {
      Change change = e.change();
      return new Event.Changed(
          Change.of(change.verb(), change.subject(), change.detail()),
          e.made(),
          e.where(),
          e.origin());
    }
  }

  /// Reads a record.
  ///
  /// @param history has it
  /// @param run its id
  /// @return the story; nothing if the record has gone meanwhile, or its first line can't be read
  static Optional<RunStory> read(History history, String run) {
    Optional<Entry> entry = history.entry(run).filter(it -> it.started().isPresent());
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    Listener listener = new Listener();
    boolean ignored = history.replay(run, line -> line.event().ifPresent(listener::hear));
    return Optional.of(listener.story(entry.get()));
  }

  /// The same, but for the texts before and after changes, which may be long.
  RunStory withoutTexts() {
    return new RunStory(entry, parts.stream().map(Part::withoutTexts).toList(), warnings, compared);
  }

  Event.Started started() {
    return entry.started().orElseThrow();
  }

  boolean isPreview() {
    return started().mode() == Mode.PREVIEW;
  }

  /// How many changes of it are drift.
  long drift() {
    return parts.stream()
        .flatMap(part -> part.changes().stream())
        .filter(change -> change.origin() == Event.Origin.DRIFT)
        .count();
  }

  /// Takes the events of one run.
  private static final class Listener {
    private final List<Part> parts = new ArrayList<>();
    private final List<Event.Warned> warnings = new ArrayList<>();
    private Optional<Event.Compared> compared = Optional.empty();
    private String name = "main";
    private String where = "";
    private List<Event.Changed> changes = new ArrayList<>();
    private List<Event.Unknown> unknown = new ArrayList<>();

    void hear(Event event) {
      if (event instanceof Event.DeployableStarted e) {
        end(Optional.empty());
        name = e.name();
        where = e.where();
      } else if (event instanceof Event.DeployableFinished e) {
        end(Optional.of(e.took()));
      } else if (event instanceof Event.Changed e) {
        changes.add(e);
      } else if (event instanceof Event.Unknown e) {
        unknown.add(e);
      } else if (event instanceof Event.Warned e) {
        warnings.add(e);
      } else if (event instanceof Event.Unvouched e) {
        warnings.add(
            new Event.Warned("not vouched for: " + e.what() + ", " + e.where(), e.because()));
      } else if (event instanceof Event.Compared e) {
        compared = Optional.of(e);
      }
    }

    private void end(Optional<Duration> took) {
      if (took.isPresent() || !changes.isEmpty() || !unknown.isEmpty()) {
        parts.add(new Part(name, where, List.copyOf(changes), List.copyOf(unknown), took));
      }
      name = "main";
      where = "";
      changes = new ArrayList<>();
      unknown = new ArrayList<>();
    }

    RunStory story(Entry entry) {
      end(Optional.empty());
      return new RunStory(entry, List.copyOf(parts), List.copyOf(warnings), compared);
    }
  }
}
