package troops.cli.event;

/// Takes events, in the order in which they happen. Calls may come from any thread.
public interface EventSink {
  /// Whether it wants to hear of each thing that is as wanted ([Event.Kept]), of which there may be
  /// thousands.
  ///
  /// @return true if it does
  default boolean wantsKept() {
    return false;
  }

  /// Hears that this process ends with its run, and soon: what is still to be done after it is to
  /// be done now.
  default void processEnds() {}

  /// Takes an event.
  ///
  /// @param event what happened
  void hear(Event event);
}
