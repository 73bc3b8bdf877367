package acceptance;

/// How thorough the tests are that could go on for ever.
final class Form {
  /// Whether there is time: `-Dtroops.long`.
  static final boolean LONG = Boolean.getBoolean("troops.long");

  private Form() {}
}
