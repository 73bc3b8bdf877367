/// Edits of a text: what is to be made of it, line by line. Knows nothing of files.
@NullMarked
package debianadmin.edit;

import org.jspecify.annotations.NullMarked;
