@NullMarked
package troops.cli.report;

import org.jspecify.annotations.NullMarked;
