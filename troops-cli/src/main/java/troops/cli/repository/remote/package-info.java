/// The remotes of a node: read as data, fetched each on its own, and what of it may be deployed
/// next. It believes nothing that a member of the group, or a remote, can write.
@NullMarked
package troops.cli.repository.remote;

import org.jspecify.annotations.NullMarked;
