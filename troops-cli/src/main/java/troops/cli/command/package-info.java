/// The command line: what can be typed, what it means, and the exit code. The work itself lives in
/// the other packages; this one asks for it and prints. The only package that knows the parser.
@NullMarked
package troops.cli.command;

import org.jspecify.annotations.NullMarked;
