package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every example in the manual and in the documentation of what people type compiles.
class DocumentationTest {
  private static final Path SOURCES = Path.of("../debian-admin/src/main/java/debianadmin");
  private static final Path MANUAL = Path.of("../docs/debian");
  private static final Pattern FENCED =
      Pattern.compile("^```java\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern OPERATION = Pattern.compile("^  public static \\w[\\w<>]* \\w+\\(");

  /// Where a person has values of their own.
  private static final String SCRIPT =
      """
      import debianadmin.*;
      import java.nio.file.*;
      import java.time.*;
      import java.util.*;
      import machine.*;
      import troops.*;
      IMPORTS
      String key = "", hash = "", password = "", token = "", sha256 = "";

      void main() throws Exception {
      EXAMPLE
      }
      """;

  private static final class Script extends SimpleJavaFileObject {
    private final String text;

    Script(String text) {
      super(URI.create("string:///example.java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  private static List<Path> files(Path directory, String ending) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }

  /// The examples, by where they stand.
  private static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new TreeMap<>();
    for (Path file : files(MANUAL, ".md")) {
      collect(file, Files.readString(file), examples);
    }
    for (Path file : files(SOURCES, ".java")) {
      StringBuilder comments = new StringBuilder();
      for (String line : Files.readAllLines(file)) {
        String text = line.strip();
        comments.append(text.startsWith("///") ? text.substring(3).replaceFirst("^ ", "") : "");
        comments.append('\n');
      }
      collect(file, comments.toString(), examples);
    }
    return examples;
  }

  private static void collect(Path file, String text, Map<String, String> examples) {
    Matcher found = FENCED.matcher(text);
    while (found.find()) {
      long line = text.substring(0, found.start()).lines().count() + 1;
      examples.put(file.getFileName() + ":" + line, found.group(1));
    }
  }

  private static String compile(String example, Path out) {
    StringWriter said = new StringWriter();
    List<String> options =
        List.of("-proc:none", "-d", out.toString(), "-cp", System.getProperty("java.class.path"));
    List<JavaFileObject> sources = List.of(new Script(script(example)));
    boolean ok =
        ToolProvider.getSystemJavaCompiler()
            .getTask(said, null, null, options, null, sources)
            .call();
    return ok ? "" : said.toString();
  }

  private static String script(String example) {
    if (example.contains("void main()")) {
      return example;
    }
    StringBuilder imports = new StringBuilder();
    StringBuilder rest = new StringBuilder();
    for (String line : example.split("\n", -1)) {
      (line.startsWith("import ") ? imports : rest).append(line).append('\n');
    }
    return SCRIPT.replace("IMPORTS", imports).replace("EXAMPLE", rest);
  }

  @Test
  void everyExampleCompiles(@TempDir Path out) throws IOException {
    Map<String, String> examples = examples();
    assertThat(examples).isNotEmpty();
    assertThat(examples)
        .allSatisfy((where, example) -> assertThat(compile(example, out)).as(where).isEmpty());
  }

  @Test
  void everyOperationHasAnExample() throws IOException {
    String all = String.join("\n", examples().values());
    List<String> without = new ArrayList<>();
    for (Path file : files(SOURCES, ".java")) {
      String type = file.getFileName().toString().replace(".java", "");
      for (String line : Files.readAllLines(file)) {
        Matcher operation = OPERATION.matcher(line);
        if (operation.find()) {
          String name = line.substring(0, operation.end() - 1);
          String call = type + "." + name.substring(name.lastIndexOf(' ') + 1);
          if (!all.contains(call + "(")) {
            without.add(call);
          }
        }
      }
    }
    assertThat(without).isEmpty();
  }
}
