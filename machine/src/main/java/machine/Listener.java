package machine;

/// Hears what is found, changed and said on the machine, while it happens. Calls may come from any
/// thread.
public interface Listener {
  /// A change was made.
  ///
  /// @param change the change
  void changed(Change change);

  /// A change would be made, were this not a preview.
  ///
  /// @param change the change
  void wouldChange(Change change);

  /// Nothing was to be done.
  ///
  /// @param subject the thing looked at
  /// @param reason why nothing was to be done
  void kept(String subject, String reason);

  /// A preview can't tell whether something would be changed.
  ///
  /// @param subject the thing looked at
  /// @param because why it can't tell
  void unknown(String subject, String because);

  /// Something takes its time, and this is what it waits for.
  ///
  /// @param what a line that says so
  void waiting(String what);

  /// A program that may change the machine was started.
  ///
  /// @param command what was started
  /// @param pid its process id
  default void started(Command command, long pid) {}

  /// A program that may change the machine wrote a line.
  ///
  /// @param command what wrote it
  /// @param line the line, without its end; raw: it may contain control characters
  /// @param error whether it was written to standard error
  default void output(Command command, String line, boolean error) {}

  /// A program that may change the machine has ended.
  ///
  /// @param command what has ended
  /// @param pid its process id
  default void ended(Command command, long pid) {}
}
