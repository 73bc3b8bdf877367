package troops.cli.script;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// javac in this process: from sources in memory to class files in memory.
final class Javac {
  private final List<Path> classPath;

  Javac(List<Path> classPath) {
    this.classPath = List.copyOf(classPath);
  }

  /// A source, and how it is built up.
  record Unit(Source source, CompilationUnitTree tree) {
    String packageName() {
      return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }
  }

  /// Parses sources, without asking what their names mean.
  List<Unit> parse(Collection<Source> sources, DiagnosticCollector<JavaFileObject> said) {
    List<Unit> units = new ArrayList<>();
    try (StandardJavaFileManager files = javac().getStandardFileManager(said, null, null)) {
      Map<URI, Source> byUri = new LinkedHashMap<>();
      sources.forEach(source -> byUri.put(InMemory.uri(source), source));
      List<InMemory> inputs = sources.stream().map(InMemory::new).toList();
      for (CompilationUnitTree tree : task(files, said, inputs).parse()) {
        units.add(new Unit(Objects.requireNonNull(byUri.get(tree.getSourceFile().toUri())), tree));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return units;
  }

  /// Compiles sources.
  ///
  /// @return binary name → class file; nothing if there was an error
  Map<String, byte[]> compile(List<Source> sources, DiagnosticCollector<JavaFileObject> said) {
    Map<String, byte[]> classes = new TreeMap<>();
    try (StandardJavaFileManager files = javac().getStandardFileManager(said, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      Output output = new Output(files);
      List<InMemory> inputs = sources.stream().map(InMemory::new).toList();
      if (task(output, said, inputs).call() && CompileErrors.count(said) == 0) {
        output.classes.forEach((name, bytes) -> classes.put(name, bytes.toByteArray()));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return classes;
  }

  private static JavacTask task(
      JavaFileManager files, DiagnosticCollector<JavaFileObject> said, List<InMemory> inputs) {
    List<String> options =
        List.of(
            "-proc:none",
            "-XDstringConcat=inline",
            "-g",
            "-parameters",
            "-nowarn",
            "-implicit:none");
    return (JavacTask) javac().getTask(new StringWriter(), files, said, options, null, inputs);
  }

  private static JavaCompiler javac() {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    if (javac == null) {
      throw new Problem(
          Kind.INTERNAL,
          "this Java runtime has no compiler: " + System.getProperty("java.home"),
          "Troops needs a JDK, not a JRE");
    }
    return javac;
  }

  /// A source that javac reads from memory.
  static final class InMemory extends SimpleJavaFileObject {
    final Source source;

    InMemory(Source source) {
      super(uri(source), JavaFileObject.Kind.SOURCE);
      this.source = source;
    }

    static URI uri(Source source) {
      String path = URLEncoder.encode(source.path(), StandardCharsets.UTF_8);
      return URI.create("script:///" + path.replace("%2F", "/"));
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source.text();
    }
  }

  /// Takes the class files that javac makes.
  private static final class Output extends ForwardingJavaFileManager<StandardJavaFileManager> {
    final Map<String, ByteArrayOutputStream> classes = new LinkedHashMap<>();

    Output(StandardJavaFileManager files) {
      super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      classes.put(className, bytes);
      return new SimpleJavaFileObject(
          new File("/" + className.replace('.', '/') + kind.extension).toURI(), kind) {
        @Override
        public OutputStream openOutputStream() {
          return bytes;
        }
      };
    }

    @Override
    public String inferBinaryName(Location location, JavaFileObject file) {
      return file instanceof InMemory in
          ? in.source.path().replace(".java", "")
          : super.inferBinaryName(location, file);
    }
  }
}
