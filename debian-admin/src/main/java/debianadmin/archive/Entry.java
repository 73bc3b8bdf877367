package debianadmin.archive;

import java.nio.file.attribute.FileTime;

/// One entry of an archive, as the archive has it.
///
/// @param name its name, as it is written there
/// @param kind what it is
/// @param mode its permission bits; a negative number if the archive has none
/// @param size the size of its content in bytes, as the archive says; negative if it doesn't
/// @param target where a link leads to; an empty string if it isn't one
/// @param time when it was last changed
record Entry(String name, Kind kind, int mode, long size, String target, FileTime time) {
  /// What an entry is.
  enum Kind {
    FILE,
    DIRECTORY,
    SYMBOLIC_LINK,
    HARD_LINK,
    /// A device, a named pipe, or anything else that isn't unpacked.
    SPECIAL
  }
}
