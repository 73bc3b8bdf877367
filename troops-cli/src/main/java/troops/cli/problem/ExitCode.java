package troops.cli.problem;

/// The exit codes of the tool, with sysexits.h where it has a name for them.
public enum ExitCode {
  /// Done, or nothing to do.
  DONE(0),
  /// The deployment failed.
  FAILED(1),
  /// With `--detailed-exitcode`: there are changes.
  CHANGES(2),
  /// The command line makes no sense (EX_USAGE).
  USAGE(64),
  /// Another run holds the lock (EX_TEMPFAIL).
  BUSY(75);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  /// The exit code with a number.
  ///
  /// @param number the number
  /// @return the exit code; failure, if none has the number
  public static ExitCode of(int number) {
    for (ExitCode code : values()) {
      if (code.number == number) {
        return code;
      }
    }
    return FAILED;
  }

  /// The number handed to the operating system.
  ///
  /// @return 0 to 255
  public int number() {
    return number;
  }
}
