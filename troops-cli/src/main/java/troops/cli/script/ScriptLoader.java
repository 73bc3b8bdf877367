package troops.cli.script;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Loads the classes of a script. They see the JDK, the libraries that come with Troops and the
/// script's requirements, and nothing else of the tool.
public final class ScriptLoader extends ClassLoader {
  static {
    registerAsParallelCapable();
  }

  private final Map<String, byte[]> classes;
  private final Bundled bundled;
  private volatile @Nullable Requirements requirements;

  private ScriptLoader(Map<String, byte[]> classes, Bundled bundled, List<Path> jars) {
    super("script", bundled);
    this.classes = classes;
    this.bundled = bundled;
    this.requirements = jars.isEmpty() ? null : new Requirements(urls(jars), bundled);
  }

  /// Makes a loader.
  ///
  /// @param classes binary name → class file
  /// @param jars the script's requirements
  /// @param bundled the packages of this tool's class path that scripts see
  /// @return the loader
  public static ScriptLoader of(Map<String, byte[]> classes, List<Path> jars, Set<String> bundled) {
    return new ScriptLoader(classes, new Bundled(bundled), jars);
  }

  /// Adds requirements behind those that are there: from now on, the script and its requirements
  /// find their classes and resources.
  ///
  /// @param jars the jars; those that are there count once
  /// @param more packages of this tool's class path that are seen, too
  public synchronized void add(List<Path> jars, Set<String> more) {
    bundled.show(more);
    Requirements now = requirements;
    if (now != null) {
      now.add(urls(jars));
    } else if (!jars.isEmpty()) {
      requirements = new Requirements(urls(jars), bundled);
    }
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
    if (bytes != null) {
      return defineClass(name, bytes, 0, bytes.length);
    }
    Requirements now = requirements;
    if (now == null) {
      throw new ClassNotFoundException(name);
    }
    return now.own(name);
  }

  @Override
  protected @Nullable URL findResource(String name) {
    Requirements now = requirements;
    return now == null ? null : now.findResource(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) throws IOException {
    Requirements now = requirements;
    return now == null ? Collections.emptyEnumeration() : now.findResources(name);
  }

  /// Loads what isn't the script's own.
  private static final class Requirements extends URLClassLoader {
    static {
      registerAsParallelCapable();
    }

    Requirements(URL[] jars, ClassLoader parent) {
      super("requirements", jars, parent);
    }

    void add(URL[] jars) {
      for (URL jar : jars) {
        addURL(jar);
      }
    }

    /// A class that its parent has been asked for already.
    Class<?> own(String name) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  /// Shows the JDK, and some packages of the tool's own class path: there the start-up cache serves
  /// them.
  private static final class Bundled extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    private final ClassLoader tool = ScriptLoader.class.getClassLoader();
    private volatile Set<String> packages;

    Bundled(Set<String> packages) {
      super("bundled", ClassLoader.getPlatformClassLoader());
      this.packages = packages;
    }

    void show(Set<String> more) {
      if (!packages.containsAll(more)) {
        Set<String> all = new HashSet<>(packages);
        all.addAll(more);
        packages = all;
      }
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
