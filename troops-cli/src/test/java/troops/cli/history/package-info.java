@NullMarked
package troops.cli.history;

import org.jspecify.annotations.NullMarked;
