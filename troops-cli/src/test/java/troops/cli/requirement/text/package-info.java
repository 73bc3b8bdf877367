@NullMarked
package troops.cli.requirement.text;

import org.jspecify.annotations.NullMarked;
