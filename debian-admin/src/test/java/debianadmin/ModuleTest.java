package debianadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the libraries' modules show to the world. `-Dgolden=write` writes the descriptors anew.
class ModuleTest {
  static Path classes(String module) throws Exception {
    Class<?> one = module.equals("machine") ? machine.Machine.class : Apt.class;
    return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  private static ModuleReference module(String name) throws Exception {
    return ModuleFinder.of(classes(name)).find(name).orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"machine", "debianadmin"})
  void describesItselfAsBefore(String name) throws Exception {
    ModuleDescriptor module = ModuleFinder.of(classes(name)).find(name).orElseThrow().descriptor();
    TreeSet<String> lines = new TreeSet<>();
    module.requires().forEach(r -> lines.add("requires " + r.modifiers() + " " + r.name()));
    module.exports().forEach(e -> lines.add("exports " + e));
    module.opens().forEach(o -> lines.add("opens " + o));
    module.provides().forEach(p -> lines.add("provides " + p));
    module.uses().forEach(u -> lines.add("uses " + u));
    String text = "module " + name + "\n" + String.join("\n", lines) + "\n";
    Path golden = Path.of("src/test/resources/debianadmin/module-" + name + ".txt");
    if ("write".equals(System.getProperty("golden"))) {
      Files.writeString(golden, text, UTF_8);
    }
    assertThat(text).isEqualTo(Files.readString(golden, UTF_8));
  }

  @Test
  void takesNoNameOfJavaBase() throws Exception {
    Set<String> taken = namesOfJavaBase();
    assertThat(taken).contains("String", "List", "Path").hasSizeGreaterThan(500);
    List<String> ours = new ArrayList<>();
    for (String module : List.of("machine", "debianadmin")) {
      try (ModuleReader reader = module(module).open()) {
        ours.addAll(publicTypes(reader.list().toList(), module));
      }
    }
    assertThat(ours).contains("Apt", "Machine").doesNotContainAnyElementsOf(taken);
  }

  private static Set<String> namesOfJavaBase() throws IOException {
    ModuleDescriptor base = Object.class.getModule().getDescriptor();
    Set<String> names = new HashSet<>();
    for (ModuleDescriptor.Exports exported : base.exports()) {
      if (!exported.isQualified()) {
        Path directory =
            FileSystems.getFileSystem(URI.create("jrt:/"))
                .getPath("modules/java.base", exported.source().replace('.', '/'));
        try (var files = Files.list(directory)) {
          names.addAll(publicTypes(files.map(Path::toString).toList(), exported.source()));
        }
      }
    }
    return names;
  }

  private static List<String> publicTypes(List<String> files, String pack) {
    List<String> names = new ArrayList<>();
    String start = pack.replace('.', '/') + "/";
    for (String file : files) {
      int from = file.indexOf(start) + start.length();
      if (file.contains(start) && file.endsWith(".class") && file.indexOf('/', from) < 0) {
        String name = file.substring(from, file.length() - ".class".length());
        if (!name.contains("$") && !name.contains("-") && isPublic(pack + "." + name)) {
          names.add(name);
        }
      }
    }
    return names;
  }

  private static boolean isPublic(String name) {
    try {
      Class<?> type = Class.forName(name, false, Apt.class.getClassLoader());
      return Modifier.isPublic(type.getModifiers());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(name, e);
    }
  }
}
