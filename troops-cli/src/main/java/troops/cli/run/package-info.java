/// Runs: one carrying-out of one revision on this machine, from the request to the record. It puts
/// repositories, requirements, scripts and state together, and tells what happens as events. It
/// knows nothing of command lines.
@NullMarked
package troops.cli.run;

import org.jspecify.annotations.NullMarked;
