/// Who hears of a node's runs besides those who asked for them: the system's journal, and the
/// administrator's programs. It knows nothing of how runs happen.
@NullMarked
package troops.cli.node.aftermath;

import org.jspecify.annotations.NullMarked;
