package troops.cli.script;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

/// What javac says when sources don't compile, for people: its own words, with line and caret.
final class CompileErrors {
  private static final int SHOWN = 10;

  private CompileErrors() {}

  /// How many there are.
  static long count(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream().filter(d -> d.getKind() == Diagnostic.Kind.ERROR).count();
  }

  /// Makes the problem.
  ///
  /// @param what what doesn't compile
  /// @param main the path of the source that it begins with; empty for a library
  /// @param said what javac has said
  /// @param sources what it was given
  static Problem problem(
      String what,
      String main,
      DiagnosticCollector<JavaFileObject> said,
      Collection<Source> sources) {
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
        what + " doesn't compile: " + count + ", the first at " + where,
        details,
        hint(main, details),
        null);
  }

  /// What people forget most often: a line of requirements.txt, and an import.
  private static String hint(String main, List<String> details) {
    for (String line : details) {
      if (main.equals(Source.PREPARE) && line.endsWith(" does not exist")) {
        return "prepare.java comes before requirements.txt and stands alone: it sees the JDK,"
            + " machine, troops and debianadmin";
      }
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
    return "";
  }

  /// Which of the libraries that come with the tool has a class of a name; they are on its own
  /// class path.
  private static String home(String name) {
    for (String library : List.of("troops", "machine", "debianadmin")) {
      String file = library + "/" + name + ".class";
      if (CompileErrors.class.getClassLoader().getResource(file) != null) {
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

  /// The path of the source that javac speaks of; an empty string if it speaks of none.
  static String path(Diagnostic<? extends JavaFileObject> diagnostic) {
    return diagnostic.getSource() instanceof Javac.InMemory in ? in.source.path() : "";
  }
}
