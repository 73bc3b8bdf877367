package troops.cli.requirement;

/// Hears what takes its time while requirements are resolved. It is called by one thread at a time,
/// though not always by the same.
@FunctionalInterface
public interface Progress {
  /// Tells of a step that begins, or of something odd that was seen.
  ///
  /// @param text a line for people, in lower case and without a full stop
  void line(String text);
}
