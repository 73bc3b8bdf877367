@NullMarked
package troops.cli.repository;

import org.jspecify.annotations.NullMarked;
