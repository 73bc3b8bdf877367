package troops.cli.script;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A script that is ready to be called. Each of its classes gets at most one instance.
public final class Script {
  private final CompiledScript compiled;
  private final ScriptLoader loader;
  private final Map<String, Object> instances = new HashMap<>();

  /// Makes a script callable.
  ///
  /// @param compiled its classes
  /// @param loader loads them
  public Script(CompiledScript compiled, ScriptLoader loader) {
    this.compiled = compiled;
    this.loader = loader;
  }

  /// The deployables in the order in which they run.
  ///
  /// @return the deployables
  public List<DeployableMethod> deployables() {
    return compiled.deployables();
  }

  /// What a preview runs without knowing what it does.
  ///
  /// @return the calls
  public List<Unvouched> unvouched() {
    return compiled.unvouched();
  }

  /// What loads the script's classes.
  ///
  /// @return the loader
  public ScriptLoader loader() {
    return loader;
  }

  /// Calls `main`, if there is one, as java would (Java Language Specification, 12.1.4): with an
  /// array of strings or with nothing, static or not.
  ///
  /// @throws Throwable whatever it throws
  public void main() throws Throwable {
    if (compiled.mainClass().isEmpty()) {
      return;
    }
    Class<?> type = load(compiled.mainClass());
    Method main = find(type, String[].class);
    if (main != null) {
      invoke(main, type, new Object[] {new String[0]});
      return;
    }
    main = find(type);
    if (main != null) {
      invoke(main, type, new Object[0]);
    }
  }

  private static @Nullable Method find(Class<?> type, Class<?>... parameters) {
    for (Class<?> at = type; at != null && at != Object.class; at = at.getSuperclass()) {
      try {
        Method method = at.getDeclaredMethod("main", parameters);
        if (!Modifier.isPrivate(method.getModifiers())) {
          return method;
        }
      } catch (NoSuchMethodException e) {
        // Perhaps its superclass has one.
      }
    }
    return null;
  }

  /// Calls a deployable.
  ///
  /// @param deployable the deployable
  /// @throws Throwable whatever it throws
  public void call(DeployableMethod deployable) throws Throwable {
    Class<?> type = load(deployable.className());
    invoke(type.getDeclaredMethod(deployable.method()), type, new Object[0]);
  }

  private Class<?> load(String name) throws ClassNotFoundException {
    return loader.loadClass(name);
  }

  private void invoke(Method method, Class<?> type, Object[] arguments) throws Throwable {
    method.setAccessible(true);
    boolean isStatic = Modifier.isStatic(method.getModifiers());
    try {
      method.invoke(isStatic ? null : instance(type), arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }

  private Object instance(Class<?> type) throws Throwable {
    Object known = instances.get(type.getName());
    if (known != null) {
      return known;
    }
    Constructor<?> constructor = type.getDeclaredConstructor();
    constructor.setAccessible(true);
    try {
      Object made = constructor.newInstance();
      instances.put(type.getName(), made);
      return made;
    } catch (InvocationTargetException e) {
      throw e.getCause() == null ? e : e.getCause();
    }
  }
}
