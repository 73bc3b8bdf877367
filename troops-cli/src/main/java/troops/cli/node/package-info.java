/// What makes a machine a node: runs that members of its group ask for by a push or through its
/// socket, pulls from its remotes, the branch that moves after success only. It puts together what
/// repositories and runs offer, and knows nothing of command lines.
@NullMarked
package troops.cli.node;

import org.jspecify.annotations.NullMarked;
