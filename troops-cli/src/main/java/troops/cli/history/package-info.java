/// The runs that were: which there are, how each ended, and one of them as it was told, also while
/// it goes on. It reads records; it knows nothing of how runs happen.
@NullMarked
package troops.cli.history;

import org.jspecify.annotations.NullMarked;
