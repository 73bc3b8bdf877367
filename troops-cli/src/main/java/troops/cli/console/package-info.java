/// What people see: the two standard streams, colour, and text that can't do harm to a terminal. A
/// leaf: it knows nothing of the rest.
@NullMarked
package troops.cli.console;

import org.jspecify.annotations.NullMarked;
