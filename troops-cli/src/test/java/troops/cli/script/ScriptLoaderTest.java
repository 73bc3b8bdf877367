package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static troops.cli.script.Scripts.compile;
import static troops.cli.script.Scripts.script;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptLoaderTest {
  private static ScriptLoader loader(boolean debianAdmin) {
    return script(compile("void main() {}"), debianAdmin).loader();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "troops.cli.Main",
        "troops.cli.run.Run",
        "org.apache.commons.cli.Option",
        "io.avaje.json.JsonWriter",
        "com.github.difflib.DiffUtils",
        "com.samskivert.mustache.Mustache",
        "debianadmin.template.PlacedTemplate",
        "eu.maveniverse.maven.mima.context.Context",
        "org.eclipse.aether.RepositorySystem",
        "org.slf4j.Logger",
        "org.junit.jupiter.api.Test",
      })
  void hidesTheToolAndItsLibraries(String name) throws Exception {
    assertThat(Class.forName(name, false, ScriptLoader.class.getClassLoader())).isNotNull();
    assertThatThrownBy(() -> loader(true).loadClass(name))
        .isInstanceOf(ClassNotFoundException.class);
    assertThat(loader(true).getResource(name.replace('.', '/') + ".class")).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java.sql.Connection",
        "java.net.http.HttpClient",
        "javax.tools.JavaCompiler",
        "sun.misc.Unsafe",
        "com.sun.net.httpserver.HttpServer",
        "troops.Troops",
        "machine.Command",
        "deploy",
      })
  void showsTheJdkTheBundledLibrariesAndTheScript(String name) throws Exception {
    assertThat(loader(false).loadClass(name)).isNotNull();
  }

  @Test
  void showsTheLibraryForDebianOnlyIfItIsRequired() throws Exception {
    assertThat(loader(true).loadClass("debianadmin.Apt")).isNotNull();
    assertThatThrownBy(() -> loader(false).loadClass("debianadmin.Apt"))
        .isInstanceOf(ClassNotFoundException.class);
  }

  @Test
  void sharesTheBundledClassesWithTheTool() throws Exception {
    assertThat(loader(false).loadClass("troops.Troops")).isSameAs(troops.Troops.class);
    assertThat(loader(false).loadClass("machine.Machine")).isSameAs(machine.Machine.class);
  }

  @Test
  void hidesTheServicesAndResourcesOfTheTool() throws IOException {
    ClassLoader tool = ScriptLoader.class.getClassLoader();
    assertThat(tool.getResource("META-INF/MANIFEST.MF")).isNotNull();
    String services = "META-INF/services/org.junit.platform.engine.TestEngine";
    assertThat(tool.getResource(services)).isNotNull();
    for (String name : List.of("META-INF/MANIFEST.MF", services)) {
      assertThat(loader(true).getResource(name)).isNull();
      assertThat(loader(true).getResources(name).hasMoreElements()).isFalse();
      assertThat(loader(true).getResourceAsStream(name)).isNull();
    }
  }

  @Test
  void loadsRequirementsAfterTheBundledLibrariesAndTheScript(@TempDir Path root) throws Exception {
    CompiledScript library = compile("class deploy { static String who() { return \"jar\"; } }");
    Path jar = root.resolve("a b.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry("deploy.class"));
      out.write(library.classes().getOrDefault("deploy", new byte[0]));
      out.putNextEntry(new JarEntry("troops/Troops.class"));
      out.write(library.classes().getOrDefault("deploy", new byte[0]));
      out.putNextEntry(new JarEntry("some.txt"));
    }
    ScriptLoader loader = ScriptLoader.of(java.util.Map.of(), List.of(jar), Set.of("troops"));
    assertThat(loader.loadClass("troops.Troops")).isSameAs(troops.Troops.class);
    assertThat(loader.loadClass("deploy").getClassLoader().getName()).isEqualTo("requirements");
    assertThat(loader.getResource("some.txt")).isNotNull();
    ScriptLoader own = ScriptLoader.of(library.classes(), List.of(jar), Set.of("troops"));
    assertThat(own.loadClass("deploy").getClassLoader()).isSameAs(own);
    assertThat(own.loadClass("deploy")).isSameAs(own.loadClass("deploy"));
    ((AutoCloseable) loader.loadClass("deploy").getClassLoader()).close();
  }

  @Test
  void findsWhatIsAddedBehindWhatIsThere(@TempDir Path root) throws Exception {
    List<Path> jars = new ArrayList<>();
    for (String name : List.of("First", "Second")) {
      byte[] type =
          compile(
                  Scripts.source(
                      name + ".java",
                      "public class %s implements Runnable { public void run() {} }"
                          .formatted(name)))
              .classes()
              .get(name);
      Path jar = root.resolve(name + ".jar");
      try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
        out.putNextEntry(new JarEntry(name + ".class"));
        out.write(Objects.requireNonNull(type));
        out.putNextEntry(new JarEntry("META-INF/services/java.lang.Runnable"));
        out.write(name.getBytes(StandardCharsets.UTF_8));
      }
      jars.add(jar);
    }
    ScriptLoader loader = ScriptLoader.of(compile("void main() {}").classes(), List.of(), Set.of());
    assertThat(ServiceLoader.load(Runnable.class, loader)).isEmpty();
    loader.add(jars.subList(0, 1), Set.of());
    loader.add(jars, Set.of("debianadmin"));
    assertThat(ServiceLoader.load(Runnable.class, loader))
        .extracting(each -> each.getClass().getName())
        .containsExactly("First", "Second");
    // They see each other, as those of one class path do.
    ClassLoader theirs = loader.loadClass("First").getClassLoader();
    assertThat(theirs.loadClass("Second")).isSameAs(loader.loadClass("Second"));
    assertThat(loader.loadClass("debianadmin.Apt")).isSameAs(theirs.loadClass("debianadmin.Apt"));
    ((AutoCloseable) theirs).close();
  }
}
