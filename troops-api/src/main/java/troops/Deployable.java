package troops;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a method that deploys something: one without parameters, of any access, static or not.
///
/// A run calls the deployables of `deploy.java` in the order in which they stand there, then those
/// of the other sources by path. The first that throws ends the run. All of a class are called on
/// one instance of it, which `main` sees too.
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Deployable {
  /// The roles that ask for it. A node runs the method if it has any of them; if none is named,
  /// every node does.
  ///
  /// @return names of roles
  String[] roles() default {};
}
