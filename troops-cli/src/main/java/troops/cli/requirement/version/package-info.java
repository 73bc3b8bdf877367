/// Versions of libraries: how they are ordered, which are wanted, and which letters they and the
/// other parts of coordinates are made of. It knows what Maven and pip mean by a version; it
/// doesn't know any library.
@NullMarked
package troops.cli.requirement.version;

import org.jspecify.annotations.NullMarked;
