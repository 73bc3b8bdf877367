package troops.cli.repository.remote;

import java.util.List;
import java.util.Optional;
import troops.cli.repository.Candidate;

/// What of the fetched may be deployed next.
///
/// @param candidate a fast-forward of the deployed revision, or nothing if there is nothing new
/// @param warnings what is in the way of other candidates; failed fetches are told by [Fetched]
public record Choice(Optional<Candidate> candidate, List<Warning> warnings) {
  /// Copies the list.
  public Choice {
    warnings = List.copyOf(warnings);
  }
}
