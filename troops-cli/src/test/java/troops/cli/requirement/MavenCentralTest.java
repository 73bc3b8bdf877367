package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Needs Maven Central, with the settings of whoever runs the test.
class MavenCentralTest {
  @TempDir Path root;

  @Test
  void fetchesALibraryAndWhatItNeeds() throws IOException {
    Setting setting = new Setting(root);
    Maven maven =
        Maven.of(setting.libraries, Path.of(System.getProperty("user.home"), ".m2"))
            .withLocalRepository(setting.local.root());
    Resolver resolver =
        new Resolver(setting.bundled, maven, new ResolutionCache(root.resolve("cache")));
    Requirements requirements = setting.requirements("org.apache.commons:commons-text:1.13.0");

    ClassPath classPath = resolver.resolve(requirements, setting.said::add);
    assertThat(setting.names(classPath))
        .containsExactly("commons-text-1.13.0.jar", "commons-lang3-3.17.0.jar");
    assertThat(setting.said)
        .anyMatch(line -> line.startsWith("downloading org.apache.commons:commons-text:1.13.0 ("));

    setting.said.clear();
    assertThat(resolver.resolve(requirements, setting.said::add)).isEqualTo(classPath);
    assertThat(setting.said).isEqualTo(List.of());
  }
}
