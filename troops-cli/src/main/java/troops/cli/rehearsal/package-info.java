/// Rehearsals: a throw-away copy of this machine in which a program is carried out, and what is
/// different in it afterwards, whoever changed it. It knows the kernel's and Debian's side of that;
/// of scripts and runs it knows nothing.
@NullMarked
package troops.cli.rehearsal;

import org.jspecify.annotations.NullMarked;
