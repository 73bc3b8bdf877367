/// Requirements that are sources: folders of what is deployed, and commits of Git repositories,
/// which are built to jars on the machine. It knows what is to be built of what and when, and keeps
/// what was built; how git fetches and javac compiles is the business of a [Workshop].
@NullMarked
package troops.cli.requirement.editable;

import org.jspecify.annotations.NullMarked;
