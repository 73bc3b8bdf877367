/// What Troops keeps on disk: where it lies, the lock that lets one run go at a time, the records
/// of runs, and how files of state are written so that a crash leaves the old one or the new one.
/// It knows nothing of scripts and repositories.
@NullMarked
package troops.cli.state;

import org.jspecify.annotations.NullMarked;
