package troops.cli.repository.remote;

import java.util.Optional;

/// How fetching one remote went.
///
/// @param remote the remote
/// @param head the branch that the remote's HEAD names, if that was asked for and answered
/// @param failure why there is nothing from there: one line, mostly git's own, without the remote's
///   name
public record Fetched(Remote remote, Optional<String> head, Optional<Warning> failure) {

  /// The failure as a sentence of its own.
  ///
  /// @return it, or nothing if all went well
  public Optional<Warning> warning() {
    return failure.map(
        why -> new Warning("cannot fetch " + remote.name() + ": " + why.message(), why.hint()));
  }
}
