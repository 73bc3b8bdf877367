package troops.cli.script;

import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Loads the classes of a script. They see the JDK, the libraries that come with Troops and the
/// script's requirements, and nothing else of the tool.
public final class ScriptLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;

  private ScriptLoader(Map<String, byte[]> classes, ClassLoader parent) {
    super("script", parent);
    this.classes = classes;
  }

  /// Makes a loader.
  ///
  /// @param classes binary name → class file
  /// @param jars the script's requirements
  /// @param bundled the packages of this tool's class path that scripts see
  /// @return the loader
  public static ScriptLoader of(Map<String, byte[]> classes, List<Path> jars, Set<String> bundled) {
    ClassLoader parent = new Bundled(bundled);
    if (!jars.isEmpty()) {
      parent = new URLClassLoader("requirements", urls(jars), parent);
    }
    return new ScriptLoader(classes, parent);
  }

  private static URL[] urls(List<Path> jars) {
    URL[] urls = new URL[jars.size()];
    try {
      for (int i = 0; i < urls.length; i++) {
        urls[i] = jars.get(i).toUri().toURL();
      }
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
    return urls;
  }

  /// A script's own classes come first, as they do when it is compiled; and no jar is opened to
  /// look for them.
  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (!classes.containsKey(name)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] bytes = classes.get(name);
    if (bytes == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, bytes, 0, bytes.length);
  }

  /// Shows the JDK, and some packages of the tool's own class path: there the start-up cache serves
  /// them.
  private static final class Bundled extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final ClassLoader tool = ScriptLoader.class.getClassLoader();
    private final Set<String> packages;

    Bundled(Set<String> packages) {
      super("bundled", ClassLoader.getPlatformClassLoader());
      this.packages = packages;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      int dot = name.lastIndexOf('.');
      if (dot > 0 && packages.contains(name.substring(0, dot))) {
        return tool.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
