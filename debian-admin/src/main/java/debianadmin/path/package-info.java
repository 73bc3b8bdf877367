/// The way to a path, and the directory at its end held open: nobody who may write to a directory
/// on the way leads root elsewhere by a symbolic link. Knows nothing of what is placed.
@NullMarked
package debianadmin.path;

import org.jspecify.annotations.NullMarked;
