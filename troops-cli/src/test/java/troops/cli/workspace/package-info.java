@NullMarked
package troops.cli.workspace;

import org.jspecify.annotations.NullMarked;
