@NullMarked
package troops.cli.command;

import org.jspecify.annotations.NullMarked;
