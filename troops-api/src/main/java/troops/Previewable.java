package troops;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks code that a preview may run although it writes files or starts programs by itself, without
/// the libraries: because that does no harm, as with a temporary file.
///
/// Elsewhere, a preview stops before such a call, and says that what follows in the deployable is
/// unknown. The mark counts for the method and the lambdas in it, or for all methods of the class;
/// not for what they call. A preview names the calls that it has let pass, because it can't vouch
/// for them.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface Previewable {}
