@NullMarked
package troops.cli.console;

import org.jspecify.annotations.NullMarked;
