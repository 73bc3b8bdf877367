/// Resolving with Maven Resolver. These classes are loaded by a class loader of their own, see
/// [troops.cli.requirement]: they are the only ones that import Maven Resolver, MIMA or anything
/// that comes with them, and no class outside this package names one of them.
@NullMarked
package troops.cli.requirement.maven;

import org.jspecify.annotations.NullMarked;
