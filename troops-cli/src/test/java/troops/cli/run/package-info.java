@NullMarked
package troops.cli.run;

import org.jspecify.annotations.NullMarked;
