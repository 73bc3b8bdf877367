@NullMarked
package troops.cli.repository.remote;

import org.jspecify.annotations.NullMarked;
