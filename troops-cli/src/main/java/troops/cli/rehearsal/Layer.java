package troops.cli.rehearsal;

import java.nio.file.Path;

/// What was written to one file system of a copy.
///
/// @param place where that is mounted on the machine
/// @param upper the plain directory that has what was written, and whiteouts of what was removed
///   (the kernel's documentation of overlayfs)
/// @param merged how the file system looks in the copy
public record Layer(Path place, Path upper, Path merged) {}
