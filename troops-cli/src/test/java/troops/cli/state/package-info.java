@NullMarked
package troops.cli.state;

import org.jspecify.annotations.NullMarked;
