package troops.cli.history;

import java.util.Optional;
import troops.cli.event.Event;

/// A run in a few words: how it began and how it ended.
///
/// @param run its id
/// @param started how it began; none if its record has no readable first line
/// @param finished how it ended; none if it goes on, or ended without a word
/// @param goingOn whether it goes on
public record Entry(
    String run,
    Optional<Event.Started> started,
    Optional<Event.Finished> finished,
    boolean goingOn) {

  /// How a run stands.
  public enum Outcome {
    /// It came to its end, and all is well.
    SUCCEEDED("succeeded"),
    /// It came to its end, and something was wrong.
    FAILED("failed"),
    /// It has not come to its end yet.
    GOING_ON("going on"),
    /// It was killed, or the machine went down.
    ENDED_WITHOUT_A_WORD("ended without a word");

    private final String words;

    Outcome(String words) {
      this.words = words;
    }

    /// The outcome as a sentence has it.
    @Override
    public String toString() {
      return words;
    }
  }

  /// How it stands.
  ///
  /// @return the outcome
  public Outcome outcome() {
    if (finished.isPresent()) {
      return finished.get().failure().isPresent() ? Outcome.FAILED : Outcome.SUCCEEDED;
    }
    return goingOn ? Outcome.GOING_ON : Outcome.ENDED_WITHOUT_A_WORD;
  }

  /// Why it failed.
  ///
  /// @return the failure, if it failed
  public Optional<Event.Failure> failure() {
    return finished.flatMap(Event.Finished::failure);
  }
}
