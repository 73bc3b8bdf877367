/// Scripts: which files of a repository are sources, what they compile to, which deployables they
/// have, and how those are called. The only package that knows the compiler. It knows nothing of
/// git or of what a run says to people.
@NullMarked
package troops.cli.script;

import org.jspecify.annotations.NullMarked;
