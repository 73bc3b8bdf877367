package troops.cli.script;

import com.sun.source.tree.Tree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// Compiles the sources of a script, or of a library, in this process, into memory.
public final class Compiler {
  private static final String NO_MAIN = "compiler.err.implicit.class.does.not.have.main.method";
  private static final Set<String> RESERVED = Set.of("troops", "machine", "debianadmin");

  private final Javac javac;

  /// A compiler.
  ///
  /// @param classPath the jars that sources see
  public Compiler(List<Path> classPath) {
    this.javac = new Javac(classPath);
  }

  /// The compiler and the language that it compiles, as a part of a cache's key.
  ///
  /// @return the JDK's full version
  public static String version() {
    return Runtime.version().toString();
  }

  /// Compiles the sources of a script.
  ///
  /// @param main the path of the source that the script begins with
  /// @param sources all Java sources of the script
  /// @return what they compile to
  /// @throws Problem if they don't compile ([Kind#COMPILE_ERROR]), declare a package of Troops
  ///   ([Kind#RESERVED_PACKAGE]), or mark a method that can't be a deployable
  ///   ([Kind#BAD_DEPLOYABLE])
  public CompiledScript compile(String main, Collection<Source> sources) {
    Parsed parsed = parse(main, sources);
    List<Source> inPlace = parsed.inPlace();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Map<String, byte[]> classes = javac.compile(inPlace, said);
    if (lacksMain(said, main)) {
      // The language wants a main in a compact source file; a script whose deployables are all
      // there is to it has none.
      inPlace = inPlace.stream().map(source -> withMain(source, main)).toList();
      said = new DiagnosticCollector<>();
      classes = javac.compile(inPlace, said);
    }
    if (CompileErrors.count(said) > 0) {
      throw CompileErrors.problem("the script", main, said, inPlace);
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
  /// @param mainClass the class that the main source declares first
  /// @param inPlace the sources to be compiled, the main one first, then by path
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

  private Parsed parse(String main, Collection<Source> sources) {
    Map<String, Source> inPlace = new TreeMap<>((a, b) -> mainFirst(main, a, b));
    List<String> leftOut = new ArrayList<>();
    String mainClass = "";
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    for (Javac.Unit unit : javac.parse(sources, said)) {
      Source source = unit.source();
      refuseReserved(unit, RESERVED);
      boolean isMain = source.path().equals(main);
      if (isMain) {
        mainClass = mainClass(unit);
      }
      // It stands at the top, whatever its package.
      if (isMain || stands(source, unit.packageName())) {
        inPlace.put(source.path(), source);
      } else {
        leftOut.add(source.path());
      }
    }
    refuseUnparsed("the script", main, said, inPlace);
    return new Parsed(mainClass, List.copyOf(inPlace.values()), leftOut);
  }

  private static void refuseUnparsed(
      String what,
      String main,
      DiagnosticCollector<JavaFileObject> said,
      Map<String, Source> inPlace) {
    for (Diagnostic<? extends JavaFileObject> diagnostic : said.getDiagnostics()) {
      if (diagnostic.getKind() == Diagnostic.Kind.ERROR
          && inPlace.containsKey(CompileErrors.path(diagnostic))) {
        throw CompileErrors.problem(what, main, said, inPlace.values());
      }
    }
  }

  /// A library that is compiled: it has neither `deploy.java` nor deployables.
  ///
  /// @param name what it is called in messages
  /// @param packages the packages of Troops that it may declare
  /// @param anywhere whether sources count wherever they stand; if not, those that don't stand in
  ///   the directory of their package are left out
  public record Library(String name, Set<String> packages, boolean anywhere) {
    /// Copies the set.
    public Library {
      packages = Set.copyOf(packages);
    }
  }

  /// Compiles the sources of a library.
  ///
  /// @param library the library
  /// @param sources its sources
  /// @return what they compile to
  /// @throws Problem if they don't compile, or there are none ([Kind#COMPILE_ERROR]); or declare a
  ///   package of Troops that they may not ([Kind#RESERVED_PACKAGE])
  public CompiledScript library(Library library, Collection<Source> sources) {
    Set<String> reserved = new HashSet<>(RESERVED);
    reserved.removeAll(library.packages());
    Map<String, Source> inPlace = new TreeMap<>();
    List<String> leftOut = new ArrayList<>();
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    for (Javac.Unit unit : javac.parse(sources, said)) {
      Source source = unit.source();
      refuseReserved(unit, reserved);
      if (library.anywhere() || stands(source, unit.packageName())) {
        inPlace.put(source.path(), source);
      } else {
        leftOut.add(source.path());
      }
    }
    refuseUnparsed(library.name(), "", said, inPlace);
    if (inPlace.isEmpty()) {
      throw new Problem(
          Kind.COMPILE_ERROR,
          library.name() + " has no sources in the directories of their packages",
          leftOut,
          "package a.b stands in a/b, or in src/main/java/a/b",
          null);
    }
    said = new DiagnosticCollector<>();
    Map<String, byte[]> classes = javac.compile(List.copyOf(inPlace.values()), said);
    if (CompileErrors.count(said) > 0) {
      throw CompileErrors.problem(library.name(), "", said, inPlace.values());
    }
    return new CompiledScript("", classes, List.of(), leftOut, Map.of(), List.of());
  }

  private static int mainFirst(String main, String a, String b) {
    if (a.equals(b)) {
      return 0;
    }
    return a.equals(main) ? -1 : b.equals(main) ? 1 : a.compareTo(b);
  }

  private static void refuseReserved(Javac.Unit unit, Set<String> reserved) {
    String packageName = unit.packageName();
    int dot = packageName.indexOf('.');
    String first = dot < 0 ? packageName : packageName.substring(0, dot);
    if (reserved.contains(first)) {
      throw new Problem(
          Kind.RESERVED_PACKAGE,
          unit.source().path() + " declares package " + packageName + ", which belongs to Troops",
          "call the package something else (to replace the library itself, require a fork of it)");
    }
  }

  private static String mainClass(Javac.Unit unit) {
    String prefix = unit.packageName().isEmpty() ? "" : unit.packageName() + ".";
    for (Tree tree : unit.tree().getTypeDecls()) {
      if (tree instanceof com.sun.source.tree.ClassTree type) {
        return prefix + type.getSimpleName();
      }
    }
    return "";
  }

  /// Whether a source stands in the directory of its package: below the top, or below
  /// src/main/java.
  private static boolean stands(Source source, String packageName) {
    String folder = packageName.isEmpty() ? "" : packageName.replace('.', '/') + "/";
    String directory = source.directory();
    boolean fits = directory.equals(folder) || directory.equals(ROOT + folder);
    return fits && !source.path().endsWith("module-info.java");
  }

  private static boolean lacksMain(DiagnosticCollector<JavaFileObject> said, String main) {
    return said.getDiagnostics().stream()
        .anyMatch(d -> d.getCode().equals(NO_MAIN) && CompileErrors.path(d).equals(main));
  }

  private static Source withMain(Source source, String main) {
    return source.path().equals(main)
        ? new Source(source.path(), source.text() + "\nvoid main() {}\n")
        : source;
  }
}
