@NullMarked
package troops.cli.node.aftermath;

import org.jspecify.annotations.NullMarked;
