@NullMarked
package troops.cli.node;

import org.jspecify.annotations.NullMarked;
