@NullMarked
package troops.cli.requirement.editable;

import org.jspecify.annotations.NullMarked;
