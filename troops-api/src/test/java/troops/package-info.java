@NullMarked
package troops;

import org.jspecify.annotations.NullMarked;
