@NullMarked
package troops.cli.event;

import org.jspecify.annotations.NullMarked;
