package debianadmin.download;

import java.time.Duration;

/// How long a download waits, and for what.
///
/// @param connect for a connection
/// @param silence for an answer, or for its next byte
/// @param pause before the second attempt; before each further one, twice as long as before
/// @param word between two lines that tell how far it is
record Patience(Duration connect, Duration silence, Duration pause, Duration word) {
  /// What suits a server that is well, and one that comes back after a moment.
  static final Patience USUAL =
      new Patience(
          Duration.ofSeconds(30),
          Duration.ofSeconds(60),
          Duration.ofSeconds(1),
          Duration.ofSeconds(7));
}
