/// What can go wrong in a way that a person can mend: a closed set of kinds, each with its exit
/// code. A leaf: it knows nothing of the rest.
@NullMarked
package troops.cli.problem;

import org.jspecify.annotations.NullMarked;
