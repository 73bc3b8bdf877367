package troops.cli.event;

/// Takes events, in the order in which they happen. Calls may come from any thread.
@FunctionalInterface
public interface EventSink {
  /// Takes an event.
  ///
  /// @param event what happened
  void hear(Event event);
}
