/// What a `deploy.java` imports: [troops.Deployable] marks the methods that deploy something,
/// [troops.Troops] answers what a script asks about its node. Nothing here says how runs happen.
@NullMarked
package troops;

import org.jspecify.annotations.NullMarked;
