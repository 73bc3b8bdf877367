@NullMarked
package troops.cli;

import org.jspecify.annotations.NullMarked;
