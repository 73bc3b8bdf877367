@NullMarked
package troops.cli.requirement.version;

import org.jspecify.annotations.NullMarked;
