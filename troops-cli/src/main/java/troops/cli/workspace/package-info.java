/// The work tree of a person who writes deployments: how it begins ([NewDeployment]), and how an
/// IDE understands it ([IdeProject]). It writes files there, and knows nothing of runs.
@NullMarked
package troops.cli.workspace;

import org.jspecify.annotations.NullMarked;
