package troops.cli.requirement;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Loads Maven Resolver and the classes that know it, apart from the tool's own libraries.
///
/// It finds the classes of the package `troops.cli.requirement.maven` where the tool's own are, but
/// defines them itself, so that they see the jars given. All other classes come from those jars or
/// from the parent, which shows the JDK and the packages `troops.cli.requirement` and
/// `troops.cli.requirement.version`.
final class ApartLoader extends URLClassLoader {
  private static final String SHARED = "troops.cli.requirement.";
  private static final String VERSIONS = "troops.cli.requirement.version.";
  private static final String APART = "troops.cli.requirement.maven.";
  private static final ClassLoader OWN = ApartLoader.class.getClassLoader();

  static {
    registerAsParallelCapable();
  }

  private ApartLoader(URL[] jars) {
    super("maven-resolver", jars, new Window());
  }

  /// Opens one over all jars of a directory.
  ///
  /// @throws Problem if there are none
  static ApartLoader open(Path directory) {
    List<URL> jars = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, "*.jar")) {
      for (Path file : files) {
        jars.add(url(file));
      }
    } catch (IOException e) {
      throw missing(directory, e);
    }
    if (jars.isEmpty()) {
      throw missing(directory, new IOException("the directory has no jars"));
    }
    // A directory's order is the file system's; the same jars shall behave in the same way
    // everywhere.
    Collections.sort(jars, (a, b) -> a.getPath().compareTo(b.getPath()));
    return new ApartLoader(jars.toArray(new URL[0]));
  }

  private static URL url(Path file) throws MalformedURLException {
    return file.toUri().toURL();
  }

  private static Problem missing(Path directory, IOException cause) {
    return new Problem(
        Kind.INTERNAL,
        "the libraries that resolve requirements can't be read from " + directory,
        List.of(String.valueOf(cause)),
        "install Troops anew, or build it anew",
        cause);
  }

  /// Makes the resolution that this loader is for.
  Resolution resolution() {
    try {
      return loadClass(APART + "MavenResolution")
          .asSubclass(Resolution.class)
          .getDeclaredConstructor()
          .newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new Problem(
          Kind.INTERNAL,
          "the libraries that resolve requirements don't fit this Troops",
          List.of(String.valueOf(e)),
          "install Troops anew, or build it anew",
          e);
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    if (!name.startsWith(APART)) {
      return super.findClass(name);
    }
    String resource = name.replace('.', '/') + ".class";
    try (InputStream in = OWN.getResourceAsStream(resource)) {
      if (in == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException e) {
      throw new ClassNotFoundException(name, e);
    }
  }

  /// Closes the jars; what was loaded goes on working, what wasn't can't be loaded any more.
  @Override
  public void close() {
    try {
      super.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Shows the JDK and two packages of the tool.
  private static final class Window extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    Window() {
      super("maven-resolver-window", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      boolean direct = name.startsWith(SHARED) && name.indexOf('.', SHARED.length()) < 0;
      if (direct || name.startsWith(VERSIONS)) {
        return OWN.loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
