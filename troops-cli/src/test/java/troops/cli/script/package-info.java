@NullMarked
package troops.cli.script;

import org.jspecify.annotations.NullMarked;
