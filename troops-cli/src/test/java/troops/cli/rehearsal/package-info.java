@NullMarked
package troops.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
