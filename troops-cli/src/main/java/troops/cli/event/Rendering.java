package troops.cli.event;

/// A way to show events: a method for each kind, so that the compiler lists what must change with a
/// new one. Not a `switch` over types, which the runtime links anew at every start, at the price of
/// milliseconds.
public interface Rendering {
  /// A run began.
  ///
  /// @param event what happened
  void show(Event.Started event);

  /// A deployable began.
  ///
  /// @param event what happened
  void show(Event.DeployableStarted event);

  /// Something was changed, or would be.
  ///
  /// @param event what happened
  void show(Event.Changed event);

  /// Something is different in the copy of the machine after a rehearsal.
  ///
  /// @param event what happened
  void show(Event.Difference event);

  /// Something was found to be as wanted.
  ///
  /// @param event what happened
  void show(Event.Kept event);

  /// A preview can't tell.
  ///
  /// @param event what happened
  void show(Event.Unknown event);

  /// The run waits for something.
  ///
  /// @param event what happened
  void show(Event.Waiting event);

  /// A line was written.
  ///
  /// @param event what happened
  void show(Event.Output event);

  /// Something is suspicious.
  ///
  /// @param event what happened
  void show(Event.Warned event);

  /// A deployable ended.
  ///
  /// @param event what happened
  void show(Event.DeployableFinished event);

  /// A preview can't vouch for something.
  ///
  /// @param event what happened
  void show(Event.Unvouched event);

  /// A run was compared with its preview.
  ///
  /// @param event what happened
  void show(Event.Compared event);

  /// A run ended.
  ///
  /// @param event what happened
  void show(Event.Finished event);
}
