package troops;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModuleTest {
  private static final Path GOLDEN = Path.of("src/test/resources/troops/module.expected.txt");

  private static Path classes() throws URISyntaxException {
    return Path.of(Troops.class.getProtectionDomain().getCodeSource().getLocation().toURI());
  }

  @Test
  void hasTheDescriptorThatUsersRelyOn() throws Exception {
    ModuleDescriptor descriptor =
        ModuleFinder.of(classes()).findAll().iterator().next().descriptor();
    List<String> lines = new ArrayList<>();
    descriptor.requires().forEach(requires -> lines.add("requires " + withoutVersion(requires)));
    descriptor.exports().forEach(exports -> lines.add("exports " + exports));
    descriptor.opens().forEach(opens -> lines.add("opens " + opens));
    descriptor.uses().forEach(uses -> lines.add("uses " + uses));
    descriptor.provides().forEach(provides -> lines.add("provides " + provides));
    descriptor.packages().forEach(name -> lines.add("contains " + name));
    lines.sort(String::compareTo);
    lines.addFirst("module " + descriptor.name());
    String text = String.join("\n", lines) + "\n";
    if ("write".equals(System.getProperty("golden"))) {
      Files.createDirectories(GOLDEN.getParent());
      Files.writeString(GOLDEN, text);
    }
    assertThat(text).as("-Dgolden=write rewrites " + GOLDEN).isEqualTo(Files.readString(GOLDEN));
  }

  private static String withoutVersion(ModuleDescriptor.Requires requires) {
    String modifiers =
        requires.modifiers().stream()
            .map(modifier -> modifier.name().toLowerCase(java.util.Locale.ROOT) + " ")
            .sorted()
            .collect(Collectors.joining());
    return modifiers + requires.name();
  }

  /// Scripts import everything of `troops` and of java.base, so their names must not meet.
  @Test
  void namesNoTypeAsTheLibraryOfTheLanguageDoes() throws Exception {
    Set<String> theirs = typesOfJavaBase();
    assertThat(theirs).contains("String", "List", "Path", "Duration");
    Set<String> ours = new TreeSet<>();
    try (Stream<Path> files = Files.list(classes().resolve("troops"))) {
      for (Path file : files.toList()) {
        String name = String.valueOf(file.getFileName()).replace(".class", "");
        if (name.indexOf('$') < 0 && !name.equals("package-info") && isPublic(name)) {
          ours.add(name);
        }
      }
    }
    assertThat(ours).contains("Troops", "Deployable", "Roles").doesNotContainAnyElementsOf(theirs);
  }

  private static boolean isPublic(String name) throws ClassNotFoundException {
    return java.lang.reflect.Modifier.isPublic(Class.forName("troops." + name).getModifiers());
  }

  private static boolean isPublic(Module base, String type) {
    Class<?> found = Class.forName(base, type);
    return found != null && java.lang.reflect.Modifier.isPublic(found.getModifiers());
  }

  private static Set<String> typesOfJavaBase() throws IOException {
    Module base = Object.class.getModule();
    Set<String> names = new TreeSet<>();
    try (java.lang.module.ModuleReader reader =
            ModuleFinder.ofSystem().find("java.base").orElseThrow().open();
        Stream<String> entries = reader.list()) {
      for (String entry : entries.filter(e -> e.endsWith(".class")).toList()) {
        String type = entry.substring(0, entry.length() - ".class".length());
        int slash = type.lastIndexOf('/');
        boolean exported = slash > 0 && base.isExported(type.substring(0, slash).replace('/', '.'));
        if (exported && type.indexOf('$') < 0 && isPublic(base, type.replace('/', '.'))) {
          names.add(type.substring(slash + 1));
        }
      }
    }
    return names;
  }
}
