package machine;

/// Something that may change the machine was about to be done in a preview: a program started, or
/// anything else that only its own code knows. What follows in the same deployment can't be told.
public final class NotPreviewable extends MachineException {
  private static final long serialVersionUID = 1L;

  /// Makes one.
  ///
  /// @param command the program that was not started
  public NotPreviewable(Command command) {
    this(command.toString());
  }

  private NotPreviewable(String what) {
    super("a preview doesn't run " + what, "");
  }

  /// Ends a preview of what calls it, and says that it can't be told; does nothing when applying.
  /// For code that changes the machine by other means than those of this library, before it does.
  ///
  /// @param what what would be done
  /// @throws NotPreviewable while previewing
  public static void unlessApplying(String what) {
    Machine machine = Machine.current();
    if (machine.mode() == Mode.PREVIEW) {
      // Told at once: whoever calls may catch what is thrown.
      machine.listener().unknown(what, "a preview doesn't run it");
      throw new NotPreviewable(what);
    }
  }
}
