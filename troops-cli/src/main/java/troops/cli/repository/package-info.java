/// Git repositories: where one is, which commit a name means, what lies in its tree, and that tree
/// as files. The only package that runs git. It knows nothing of scripts.
@NullMarked
package troops.cli.repository;

import org.jspecify.annotations.NullMarked;
