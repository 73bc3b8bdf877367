/// How a program changes a machine honestly: programs that it starts ([machine.Command]), things
/// with a wanted state ([machine.Resource]), the changes between what was found and what is wanted
/// ([machine.Change]), and whether to make them or only to name them ([machine.Machine]).
///
/// It knows Linux and the JDK. It knows neither any distribution nor any tool that is built on it.
@NullMarked
package machine;

import org.jspecify.annotations.NullMarked;
