package machine;

/// A program ended with an exit code that wasn't accepted, or ran out of time.
public final class CommandFailed extends MachineException {
  private static final long serialVersionUID = 1L;

  private final transient Exit exit;

  /// Makes one.
  ///
  /// @param exit how the program ended
  public CommandFailed(Exit exit) {
    this(exit, "");
  }

  /// Makes one with advice.
  ///
  /// @param exit how the program ended
  /// @param hint what to do about it, or an empty string
  public CommandFailed(Exit exit, String hint) {
    super(exit.command() + ": " + exit.outcome(), hint);
    this.exit = exit;
  }

  /// How the program ended: what ran, its exit code, what it wrote.
  ///
  /// @return the end of the program
  public Exit exit() {
    return exit;
  }
}
