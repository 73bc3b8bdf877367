package troops.cli.rehearsal;

import java.util.Optional;

/// A path at which something else lies in the copy than on the machine.
///
/// @param path the path, as it is called on the machine
/// @param before what lies there on the machine, if anything does
/// @param after what lies there in the copy, if anything does; not nothing in both
record FileDifference(String path, Optional<FileState> before, Optional<FileState> after) {}
