/// `requirements.lock`: which files the requirements need, each by its checksum. With a [Lock],
/// nothing is used that it doesn't name, and nothing has to be resolved. It knows what a lock says,
/// and keeps the files that one names; it doesn't know how libraries are resolved.
@NullMarked
package troops.cli.requirement.lock;

import org.jspecify.annotations.NullMarked;
