@NullMarked
package troops.cli.requirement.lock;

import org.jspecify.annotations.NullMarked;
