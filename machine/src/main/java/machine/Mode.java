package machine;

/// Whether changes are made.
public enum Mode {
  /// Changes are made, and announced as they are made.
  APPLY,
  /// Changes are named, and none is made.
  PREVIEW,
  /// Changes are made, and announced as they are made, in a throw-away copy of the machine: its
  /// files are there, its services don't run.
  REHEARSAL
}
