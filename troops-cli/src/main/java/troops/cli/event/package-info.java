/// What happens in a run, and how it is shown: one sealed type of events, and its renderings as
/// lines for people and as JSON Lines. It knows nothing of how runs happen.
@NullMarked
package troops.cli.event;

import org.jspecify.annotations.NullMarked;
