/// How requirements are written: a [RequirementsReader] turns `requirements.txt`, and the files
/// that it names, into [troops.cli.requirement.Requirements]. It knows the ways of pip, Maven,
/// Gradle and others, so that whoever writes one of those is told how the same is written here; it
/// doesn't know how libraries are found.
@NullMarked
package troops.cli.requirement.text;

import org.jspecify.annotations.NullMarked;
