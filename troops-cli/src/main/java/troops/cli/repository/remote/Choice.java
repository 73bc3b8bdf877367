package troops.cli.repository.remote;

import java.util.List;
import java.util.Optional;
import troops.cli.repository.Revision;

/// What of the fetched may be deployed next.
///
/// @param candidate it, or nothing if there is nothing new
/// @param warnings what is in the way of other candidates; failed fetches are told by [Fetched]
public record Choice(Optional<Candidate> candidate, List<Warning> warnings) {
  /// Copies the list.
  public Choice {
    warnings = List.copyOf(warnings);
  }

  /// A revision that may be deployed next: a fast-forward of the deployed one.
  ///
  /// @param revision the revision
  /// @param branch the branch whose revision it is, the same at each remote
  /// @param remotes the names of the remotes that have it, in the order of the settings
  public record Candidate(Revision revision, String branch, List<String> remotes) {
    /// Copies the list.
    public Candidate {
      remotes = List.copyOf(remotes);
    }
  }
}
