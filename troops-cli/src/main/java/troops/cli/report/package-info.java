/// Runs as one page for a browser, which needs nothing but itself: no server, no network, no
/// script. It reads records through the history; it knows nothing of how runs happen.
@NullMarked
package troops.cli.report;

import org.jspecify.annotations.NullMarked;
