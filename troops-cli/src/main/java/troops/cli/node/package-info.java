/// What makes a machine a node, as far as it isn't a run itself: who else hears of its runs.
@NullMarked
package troops.cli.node;

import org.jspecify.annotations.NullMarked;
