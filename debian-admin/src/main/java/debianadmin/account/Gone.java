package debianadmin.account;

/// What a preview foresees to be there no more.
final class Gone {
  private Gone() {}

  /// A user would have been removed.
  record User(String name) {}

  /// A group would have been removed.
  record Group(String name) {}
}
