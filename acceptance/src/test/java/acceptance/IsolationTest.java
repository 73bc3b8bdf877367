package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A script may require any version of any library, whatever the tool itself is made with.
class IsolationTest {
  /// What scripts share with the tool, and the tool itself.
  private static final Set<String> OWN = Set.of("machine", "troops", "debian-admin", "troops-cli");

  private static final String SCRIPT =
      """
      import debianadmin.*;
      import java.nio.file.*;
      import troops.*;

      @Deployable
      void looks() throws Exception {
        for (String name : Files.readAllLines(Troops.file("classes"))) {
          Class<?> type = Class.forName(name);
          System.out.println(name + " " + type.getField("WHOSE").get(null));
        }
      }

      @Deployable
      void works() {
        String out = System.getenv("OUT");
        Place.template(out + "/template", Path.of("template"), Map.of("name", "there"));
        Archive.unpacked(out + "/unpacked", Troops.file("some.tar.gz").toString(), "SHA256");
      }
      """;

  @TempDir Path directory;

  @Test
  void aScriptMayRequireOtherVersionsOfEachLibraryOfTheTool() throws IOException {
    Bench bench = Bench.in(directory);
    Map<String, Set<String>> libraries = libraries();
    assertThat(libraries)
        .hasSizeGreaterThan(40)
        .containsKeys("commons-cli", "commons-compress", "jmustache", "maven-resolver-api");
    StringBuilder requirements = new StringBuilder("--repository ./other\n--no-index\n");
    List<String> expected = new ArrayList<>();
    libraries.forEach((library, classes) -> {
      publish(library, classes, bench.work().resolve("other"));
      requirements.append("other:").append(library).append(":99\n");
      classes.forEach(name -> expected.add(name + " of " + library + " 99"));
    });
    requirements.append("org.debianadmin:debian-admin\n");
    bench.file("classes", names(libraries)).file("template", "hello {{name}}\n");
    bench.run(bench.work(), List.of("tar", "--create", "--gzip", "--file=some.tar.gz", "template"));
    String sum = bench.run(bench.work(), List.of("sha256sum", "some.tar.gz")).out();
    bench.script(SCRIPT.replace("SHA256", sum.substring(0, 64)));
    bench.file("requirements.txt", requirements.toString()).commit();

    Result result = bench.deploy();
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(result.out().lines()).containsExactlyElementsOf(expected);
    assertThat(bench.out().resolve("template")).hasContent("hello there");
    assertThat(bench.out().resolve("unpacked/template")).hasContent("hello {{name}}");
  }

  private static String names(Map<String, Set<String>> libraries) {
    StringBuilder names = new StringBuilder();
    libraries.values().forEach(classes -> classes.forEach(each -> names.append(each).append('\n')));
    return names.toString();
  }

  /// Another version of a library: classes of the same names.
  private static void publish(String library, Set<String> classes, Path repository) {
    Map<String, String> sources = new TreeMap<>();
    for (String name : classes) {
      int dot = name.lastIndexOf('.');
      sources.put(
          name.replace('.', '/') + ".java",
          "package %s; public class %s { public static String WHOSE = \"of %s 99\"; }"
              .formatted(name.substring(0, dot), name.substring(dot + 1), library));
    }
    new SmallLibrary("other:" + library + ":99", sources, List.of()).publish(repository);
  }

  /// The libraries of the tool, and of each a class of each of its packages.
  private static Map<String, Set<String>> libraries() throws IOException {
    Map<String, Set<String>> libraries = new TreeMap<>();
    for (Path place : List.of(lib(), lib().resolve("resolver"))) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(place, "*.jar")) {
        for (Path jar : jars) {
          String name = String.valueOf(jar.getFileName()).replace(".jar", "");
          Set<String> classes = classes(jar);
          if (!OWN.contains(name) && !classes.isEmpty()) {
            libraries.put(name, classes);
          }
        }
      }
    }
    return libraries;
  }

  private static Path lib() throws IOException {
    Path home = Bench.DISTRIBUTION;
    String start = "lib=$home/lib/";
    return Files.readAllLines(home.resolve("bin/troops")).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> home.resolve("lib").resolve(line.substring(start.length())))
        .findFirst()
        .orElseThrow();
  }

  private static Set<String> classes(Path jar) throws IOException {
    Map<String, String> byPackage = new TreeMap<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream()
          .map(JarEntry::getName)
          .filter(name -> name.endsWith(".class") && name.indexOf('-') < 0)
          .filter(name -> name.indexOf('$') < 0 && name.indexOf('/') > 0)
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.'))
          .forEach(name -> byPackage.putIfAbsent(name.substring(0, name.lastIndexOf('.')), name));
    }
    return new TreeSet<>(byPackage.values());
  }
}
