package debianadmin.archive;

/// How an archive is unpacked.
public sealed interface ArchiveOption {

  /// Without the first directories of each name.
  ///
  /// @param count how many
  record Strip(int count) implements ArchiveOption {}

  /// With an owner.
  ///
  /// @param user the user that all of it belongs to
  record Owner(String user) implements ArchiveOption {}

  /// With a group.
  ///
  /// @param name the group that all of it belongs to
  record Group(String name) implements ArchiveOption {}

  /// No more than so much.
  ///
  /// @param bytes the sum of the sizes of all files
  record Limit(long bytes) implements ArchiveOption {}
}
