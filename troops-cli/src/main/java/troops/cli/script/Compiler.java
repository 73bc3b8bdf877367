package troops.cli.script;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
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
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
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
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Compiles the sources of a script in this process, into memory.
public final class Compiler {
  private static final String NO_MAIN = "compiler.err.implicit.class.does.not.have.main.method";
  private static final Set<String> RESERVED = Set.of("troops", "machine", "debianadmin");
  private static final int SHOWN = 10;

  private final List<Path> classPath;

  /// A compiler.
  ///
  /// @param classPath the jars that scripts see
  public Compiler(List<Path> classPath) {
    this.classPath = List.copyOf(classPath);
  }

  /// The compiler and the language that it compiles, as a part of a cache's key.
  ///
  /// @return the JDK's full version
  public static String version() {
    return Runtime.version().toString();
  }

  /// Compiles sources.
  ///
  /// @param sources all Java sources of the repository; one of them is `deploy.java` at its top
  /// @return what they compile to
  /// @throws Problem if they don't compile ([Kind#COMPILE_ERROR]), declare a package of Troops
  ///   ([Kind#RESERVED_PACKAGE]), or mark a method that can't be a deployable
  ///   ([Kind#BAD_DEPLOYABLE])
  public CompiledScript compile(Collection<Source> sources) {
    Parsed parsed = parse(sources);
    List<Source> inPlace = parsed.inPlace();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Map<String, byte[]> classes = compile(inPlace, said);
    if (lacksMain(said)) {
      // The language wants a main in a compact source file; a script whose deployables are all
      // there is to it has none.
      inPlace = inPlace.stream().map(Compiler::withMain).toList();
      said = new DiagnosticCollector<>();
      classes = compile(inPlace, said);
    }
    if (errors(said) > 0) {
      throw failed(said, inPlace);
    }
    List<DeployableMethod> deployables =
        new DeployableScan(parsed.paths()).scan(classes.values(), inPlace);
    PreviewGuard guard = new PreviewGuard(classes, parsed.paths());
    return new CompiledScript(
        parsed.mainClass(),
        classes,
        deployables,
        parsed.leftOut(),
        guard.guarded(),
        guard.unvouched());
  }

  /// What a first look at the sources tells.
  ///
  /// @param mainClass the class that deploy.java declares first
  /// @param inPlace the sources to be compiled, deploy.java first, then by path
  /// @param leftOut the paths of the others
  private record Parsed(String mainClass, List<Source> inPlace, List<String> leftOut) {
    /// Package and file name (which is all that a class file knows of its source) → path.
    Map<String, String> paths() {
      Map<String, String> paths = new LinkedHashMap<>();
      for (Source source : inPlace) {
        String directory = source.directory();
        String folder = directory.startsWith(ROOT) ? directory.substring(ROOT.length()) : directory;
        paths.putIfAbsent(folder + source.path().substring(directory.length()), source.path());
      }
      return paths;
    }
  }

  private static final String ROOT = "src/main/java/";

  private Parsed parse(Collection<Source> sources) {
    Map<String, Source> inPlace = new TreeMap<>(Compiler::mainFirst);
    List<String> leftOut = new ArrayList<>();
    String mainClass = "";
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files = javac().getStandardFileManager(said, null, null)) {
      Map<URI, Source> byUri = new LinkedHashMap<>();
      sources.forEach(source -> byUri.put(InMemory.uri(source), source));
      List<InMemory> inputs = sources.stream().map(InMemory::new).toList();
      JavacTask task = task(files, said, inputs);
      for (CompilationUnitTree unit : task.parse()) {
        Source source = Objects.requireNonNull(byUri.get(unit.getSourceFile().toUri()));
        String packageName = packageName(unit);
        refuseReserved(packageName, source);
        if (source.path().equals(Source.MAIN)) {
          mainClass = mainClass(unit, packageName);
        }
        if (stands(source, packageName)) {
          inPlace.put(source.path(), source);
        } else {
          leftOut.add(source.path());
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    for (Diagnostic<? extends JavaFileObject> diagnostic : said.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR && inPlace.containsKey(path(diagnostic))) {
        throw failed(said, inPlace.values());
      }
    }
    return new Parsed(mainClass, List.copyOf(inPlace.values()), leftOut);
  }

  private static int mainFirst(String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    return a.equals(Source.MAIN) ? -1 : b.equals(Source.MAIN) ? 1 : a.compareTo(b);
  }

  private static String packageName(CompilationUnitTree unit) {
    return unit.getPackageName() == null ? "" : unit.getPackageName().toString();
  }

  private static void refuseReserved(String packageName, Source source) {
    int dot = packageName.indexOf('.');
    String first = dot < 0 ? packageName : packageName.substring(0, dot);
    if (RESERVED.contains(first)) {
      throw new Problem(
          Kind.RESERVED_PACKAGE,
          source.path() + " declares package " + packageName + ", which belongs to Troops",
          "call the package something else (to replace the library itself, require a fork of it)");
    }
  }

  private static String mainClass(CompilationUnitTree unit, String packageName) {
    String prefix = packageName.isEmpty() ? "" : packageName + ".";
    for (Tree tree : unit.getTypeDecls()) {
      if (tree instanceof com.sun.source.tree.ClassTree type) {
        return prefix + type.getSimpleName();
      }
    }
    return "";
  }

  /// Whether a source stands in the directory of its package: below the top, or below
  /// src/main/java. `deploy.java` stands at the top, whatever its package.
  private static boolean stands(Source source, String packageName) {
    if (source.path().equals(Source.MAIN)) {
      return true;
    }
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    String directory = source.directory();
    boolean fits = directory.equals(folder) || directory.equals(ROOT + folder);
    return fits && !source.path().endsWith("module-info.java");
  }

  private static boolean lacksMain(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .anyMatch(d -> d.getCode().equals(NO_MAIN) && path(d).equals(Source.MAIN));
  }

  private static Source withMain(Source source) {
    return source.path().equals(Source.MAIN)
        ? new Source(source.path(), source.text() + "\nvoid main() {}\n")
        : source;
  }

  private Map<String, byte[]> compile(
      List<Source> sources, DiagnosticCollector<JavaFileObject> said) {
    Map<String, byte[]> classes = new TreeMap<>();
    try (StandardJavaFileManager files = javac().getStandardFileManager(said, null, null)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
      Output output = new Output(files);
      List<InMemory> inputs = sources.stream().map(InMemory::new).toList();
      if (task(output, said, inputs).call() && errors(said) == 0) {
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

  private static long errors(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).count();
  }

  private static Problem failed(
      DiagnosticCollector<JavaFileObject> said, Collection<Source> sources) {
    Map<String, Source> byPath = new LinkedHashMap<>();
    sources.forEach(source -> byPath.put(source.path(), source));
    List<String> details = new ArrayList<>();
    String where = "";
    int shown = 0;
    for (Diagnostic<? extends JavaFileObject> diagnostic : said.getDiagnostics()) {
      if (diagnostic.getKind() != Diagnostic.Kind.ERROR || ++shown > SHOWN) {
        continue;
      }
      where = where.isEmpty() ? path(diagnostic) + ":" + diagnostic.getLineNumber() : where;
      details.addAll(lines(diagnostic, byPath.get(path(diagnostic))));
    }
    if (shown > SHOWN) {
      details.add("and " + (shown - SHOWN) + " more");
    }
    String count = shown == 1 ? "1 error" : shown + " errors";
    return new Problem(
        Kind.COMPILE_ERROR,
        "the script doesn't compile: " + count + ", the first at " + where,
        details,
        hint(details),
        null);
  }

  /// What people forget most often: a line of requirements.txt, and an import.
  private static String hint(List<String> details) {
    for (String line : details) {
      if (line.contains("package debianadmin does not exist")) {
        return "requirements.txt doesn't list the library: add the line org.debianadmin:debian-admin";
      }
    }
    for (String line : details) {
      for (String kind : List.of("symbol:   class ", "symbol:   variable ")) {
        int at = line.indexOf(kind);
        String home = at < 0 ? "" : home(line.substring(at + kind.length()));
        if (!home.isEmpty()) {
          return "is an import missing? import " + home + ".*;";
        }
      }
    }
    return "nothing was changed on the machine";
  }

  /// Which of the libraries that come with the tool has a class of a name; they are on its own
  /// class path.
  private static String home(String name) {
    for (String library : RESERVED) {
      String file = library + "/" + name + ".class";
      if (Compiler.class.getClassLoader().getResource(file) != null) {
        return library;
      }
    }
    return "";
  }

  private static List<String> lines(
      Diagnostic<? extends JavaFileObject> diagnostic, @Nullable Source source) {
    List<String> lines = new ArrayList<>();
    String[] message = diagnostic.getMessage(java.util.Locale.ROOT).split("\n", -1);
    long number = diagnostic.getLineNumber();
    long column = diagnostic.getColumnNumber();
    lines.add(path(diagnostic) + ":" + number + ":" + column + ": " + message[0]);
    if (source != null && number > 0) {
      String line = source.line(number);
      lines.add("    " + line);
      lines.add("    " + indent(line, column) + "^");
    }
    for (int i = 1; i < message.length; i++) {
      lines.add("    " + message[i].strip());
    }
    return lines;
  }

  /// Blanks up to a column, with the line's own tabs, which javac counts as up to eight columns.
  private static String indent(String line, long column) {
    StringBuilder blanks = new StringBuilder();
    long at = 1;
    for (int i = 0; i < line.length() && at < column; i++) {
      boolean tab = line.charAt(i) == '\t';
      blanks.append(tab ? '\t' : ' ');
      at = tab ? ((at - 1) / 8 + 1) * 8 + 1 : at + 1;
    }
    return blanks.toString();
  }

  private static String path(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() instanceof InMemory in ? in.source.path() : "";
  }

  /// A source that javac reads from memory.
  private static final class InMemory extends SimpleJavaFileObject {
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
