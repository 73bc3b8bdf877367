package troops;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// Runs code as if in a process of its own: what is set once for the process, it sets for itself.
final class Isolated {
  private Isolated() {}

  /// Loads a class, and all that the test's class path has, afresh, and applies it.
  static List<String> apply(Class<? extends UnaryOperator<List<String>>> type, String... input)
      throws Exception {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path", "").split(File.pathSeparator, -1)) {
      urls.add(url(entry));
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
      Object made =
          Class.forName(type.getName(), true, loader).getDeclaredConstructor().newInstance();
      @SuppressWarnings("unchecked")
      UnaryOperator<List<String>> operator = (UnaryOperator<List<String>>) made;
      return operator.apply(List.of(input));
    }
  }

  private static URL url(String entry) throws MalformedURLException {
    return new File(entry).toURI().toURL();
  }
}
