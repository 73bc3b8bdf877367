@NullMarked
package troops.cli.requirement;

import org.jspecify.annotations.NullMarked;
