package machine;

import java.time.Duration;

/// How a program ended.
///
/// @param command what ran
/// @param code its exit code; 128 + n if signal n ended it, or a program that it waited for, as
///   shells tell it; -1 if it ran out of time ([#OUT_OF_TIME])
/// @param stdout what it wrote to standard output, without the last line end; at most the last
///   [Command#KEPT] characters
/// @param stderr what it wrote to standard error, likewise
/// @param duration how long it ran
public record Exit(Command command, int code, String stdout, String stderr, Duration duration) {

  /// The exit code of a program that was ended because it took too long.
  public static final int OUT_OF_TIME = -1;

  /// Whether the exit code was 0.
  ///
  /// @return true if it was
  public boolean ok() {
    return code == 0;
  }

  /// This, if the exit code was 0.
  ///
  /// @return this
  /// @throws CommandFailed if it was another
  public Exit orThrow() {
    if (!ok()) {
      throw new CommandFailed(this);
    }
    return this;
  }

  /// The end in words: `exit code 100`, `ended by signal 9` (codes 129 to 159), `not done within 60
  /// s`.
  ///
  /// @return the words
  public String outcome() {
    if (code == OUT_OF_TIME) {
      return "not done within " + duration.toSeconds() + " s";
    }
    return code > 128 && code < 160 ? "ended by signal " + (code - 128) : "exit code " + code;
  }
}
