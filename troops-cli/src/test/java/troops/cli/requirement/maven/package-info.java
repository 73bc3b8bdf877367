@NullMarked
package troops.cli.requirement.maven;

import org.jspecify.annotations.NullMarked;
