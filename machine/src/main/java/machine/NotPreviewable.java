package machine;

/// A program that may change the machine was about to be started in a preview. What follows in the
/// same deployment can't be told.
public final class NotPreviewable extends MachineException {
  private static final long serialVersionUID = 1L;

  /// Makes one.
  ///
  /// @param command the program that was not started
  public NotPreviewable(Command command) {
    super("a preview doesn't run " + command, "");
  }
}
