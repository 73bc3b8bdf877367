package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import troops.cli.problem.Problem;

/// Each form that a requirement can have, from the line to the jars.
class FormsTest {
  @TempDir Path root;
  Setting setting;

  @BeforeEach
  void makeSetting() throws IOException {
    setting = new Setting(root);
  }

  private String managed(String... libraries) {
    StringBuilder all = new StringBuilder();
    for (String library : libraries) {
      all.append(MavenDirectory.dependency(library));
    }
    return "<dependencyManagement><dependencies>" + all + "</dependencies></dependencyManagement>";
  }

  @ParameterizedTest
  @CsvSource({
    "'x:lib:[1.0,2.0)', 2.0-alpha",
    "'x:lib:[1.0,1.5]', 1.4.10",
    "x:lib:1.2, 1.2",
    "x:lib >= 1.2, 2.0",
    "x:lib < 2.0, 1.4.10",
    "x:lib ~= 1.4.2, 1.4.10",
    "x:lib == 1.2, 1.2",
    "'x:lib > 1.2, != 2.0', 1.4.10",
    "x:lib >= 2.1-rc1, 2.1-rc1"
  })
  void takesTheLastVersionThatIsWanted(String line, String version) throws IOException {
    for (String each :
        new String[] {"1.0", "1.2", "1.4.2", "1.4.10", "2.0-alpha", "2.0", "2.1-rc1"}) {
      setting.remote.publish("x:lib:" + each);
    }
    assertThat(setting.names(setting.resolve(line))).containsExactly("lib-" + version + ".jar");
  }

  @Test
  void readsNoPomButThatOfTheVersionItTakes() throws IOException {
    setting.remote.publish("x:lib:1").publish("x:lib:2").publish("x:lib:3");
    setting.resolve("x:lib >= 1");
    assertThat(setting.said)
        .filteredOn(line -> line.contains(" pom "))
        .singleElement()
        .asString()
        .contains("x:lib:3");
  }

  @Test
  void saysWhichVersionsThereAreIfNoneIsWanted() throws IOException {
    setting.remote.publish("x:lib:1.0").publish("x:lib:2.0-rc1");
    Problem problem = setting.failure("", "x:lib >= 1.5");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:2: no version of x:lib:[1.5,) is wanted");
    assertThat(problem.details()).contains("  there are 2.0-rc1");
    assertThat(problem.hint()).contains("pre-releases");
    assertThat(setting.failure("x:lib >= 3").message())
        .isEqualTo("requirements.txt:1: x:lib:[3,) is in none of the repositories");
  }

  @Test
  void saysWhoseRangesContradictEachOther() throws IOException {
    setting.remote.publish("x:lib:1").publish("x:lib:2").publish("x:top:1", "x:lib:[2]");
    Problem problem = setting.failure("x:lib < 2", "x:top:1");
    assertThat(problem.message()).contains("no version of x:lib fits all that need it");
    assertThat(problem.details()).contains("  x:lib:(,2)", "  x:top:1 > x:lib:[2,2]");
  }

  @Test
  void takesAJarByItsClassifierAndOnlyWhatAPomNeeds() throws IOException {
    setting
        .remote
        .publish("x:lib:1", "x:needed:1")
        .publishClassifier("x:lib:1", "linux")
        .publish("x:needed:1");
    assertThat(setting.names(setting.resolve("x:lib:1:jar:linux")))
        .containsExactly("lib-1-linux.jar", "needed-1.jar");
    assertThat(setting.names(setting.resolve("x:lib:1:pom"))).containsExactly("needed-1.jar");
  }

  @Test
  void leavesOutWhatIsExcluded() throws IOException {
    setting
        .remote
        .publish("x:top:1", "x:middle:1", "y:other:1")
        .publish("x:middle:1", "x:bottom:1")
        .publish("x:bottom:1")
        .publish("y:other:1");
    assertThat(setting.names(setting.resolve("x:top:1; exclude x:bottom, y:*")))
        .containsExactly("top-1.jar", "middle-1.jar");
    assertThat(setting.names(setting.resolve("x:top:1; exclude *:*"))).containsExactly("top-1.jar");
  }

  @Test
  void takesVersionsFromABom() throws IOException {
    setting
        .remote
        .publish("x:parent:1", "<packaging>pom</packaging>", managed("x:bottom:2"))
        .publish(
            "x:bom:1",
            "<packaging>pom</packaging>",
            "<parent><groupId>x</groupId><artifactId>parent</artifactId><version>1</version></parent>",
            managed("x:top:1"))
        .publish("x:top:1", "x:bottom:1")
        .publish("x:bottom:1")
        .publish("x:bottom:2");
    assertThat(setting.names(setting.resolve("-c x:bom:1", "x:top")))
        .containsExactly("top-1.jar", "bottom-2.jar");
    Problem unmanaged = setting.failure("-c x:bom:1", "x:other");
    assertThat(unmanaged.message())
        .isEqualTo("requirements.txt:2: none of the BOMs names a version of x:other");
    assertThat(unmanaged.hint()).isEqualTo("write x:other:VERSION, or leave it out");
    assertThat(setting.failure("", "-c x:gone:1", "x:top:1").message())
        .isEqualTo("requirements.txt:2: x:gone:1 is in none of the repositories");
  }

  @Test
  void constrainsWhatIsNeededByWhatIsNeeded() throws IOException {
    setting
        .remote
        .publish("x:top:1", "x:bottom:1")
        .publish("x:bottom:1")
        .publish("x:bottom:2")
        .publish("x:bottom:3")
        .publish("x:bom:1", managed("x:bottom:3"));
    setting.requirements("");
    Files.writeString(root.resolve("work/constraints.txt"), "x:bottom:2\n");
    assertThat(setting.names(setting.resolve("-c constraints.txt", "x:top:1")))
        .containsExactly("top-1.jar", "bottom-2.jar");
    assertThat(setting.names(setting.resolve("-c x:bom:1", "-c constraints.txt", "x:top:1")))
        .containsExactly("top-1.jar", "bottom-2.jar");
    Files.writeString(root.resolve("work/constraints.txt"), "x:bottom:3\n");
    assertThat(setting.names(setting.resolve("-c constraints.txt", "x:top:1")))
        .as("the cache knows constraints apart")
        .containsExactly("top-1.jar", "bottom-3.jar");
  }

  @Test
  void asksADirectoryOfWhatIsDeployedFirst() throws IOException {
    setting.mirror("https://repository.invalid/maven");
    setting.requirements("");
    MavenDirectory vendor = new MavenDirectory(root.resolve("work/vendor"));
    vendor.publish("x:top:1", "x:bottom:1").publish("x:bottom:1");
    ClassPath first = setting.resolve("--repository ./vendor", "x:top:1");
    assertThat(setting.names(first)).containsExactly("top-1.jar", "bottom-1.jar");

    vendor.publish("x:bottom:2");
    assertThat(setting.names(setting.resolve("--repository ./vendor", "x:bottom >= 1")))
        .containsExactly("bottom-2.jar");
    vendor.publish("x:bottom:3");
    assertThat(setting.names(setting.resolve("--repository ./vendor", "x:bottom >= 1")))
        .as("other content, another answer")
        .containsExactly("bottom-3.jar");
  }

  @Test
  void asksNobodyElseWithNoIndex() throws IOException {
    setting.remote.publish("x:top:1");
    setting.requirements("");
    Files.createDirectories(root.resolve("work/vendor"));
    Problem problem = setting.failure("--no-index", "--repository ./vendor", "x:top:1");
    assertThat(problem.message()).contains("x:top:1 is in none of the repositories");
    assertThat(problem.details()).last().asString().startsWith("asked: directory-");
  }

  @Test
  void findsALibraryThatWasPublishedAfterItWasMissed() throws IOException {
    setting.failure("x:top:1");
    setting.remote.publish("x:top:1");
    assertThat(setting.names(setting.resolve("x:top:1"))).containsExactly("top-1.jar");
  }

  @Test
  void takesTroopsItselfAtLeastInAVersion() {
    assertThat(setting.resolve("org.troops:troops >= 0.1").jars()).isEmpty();
    assertThat(setting.resolve("org.debianadmin:debian-admin ~= 0.1.0").debianAdmin()).isTrue();
    Problem problem = setting.failure("org.troops:troops >= 0.2");
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:1: this Troops is 0.1.0; org.troops:troops >= 0.2 can't be had");
  }

  @ParameterizedTest
  @CsvSource({"../../../../evil, 1", "evil, ../../../1"})
  void followsNoNameOutOfARepository(String artifact, String version) throws IOException {
    setting
        .remote
        .publish("x:top:1", "x:" + artifact + ":" + version)
        .publish(
            "x:child:1",
            "<parent><groupId>x</groupId><artifactId>%s</artifactId><version>%s</version></parent>"
                .formatted(artifact, version));
    Problem parent = setting.failure("x:child:1");
    assertThat(parent.message()).isEqualTo("requirements.txt:1: x:child:1 can't be resolved");
    assertThat(parent.details()).anyMatch(line -> line.contains("illegal resource path"));
    if (artifact.equals("evil")) {
      Problem problem = setting.failure("", "x:top:1");
      assertThat(problem.message())
          .startsWith(
              "requirements.txt:2: a library needs x:evil:../../../1, whose name leads out");
      assertThat(problem.details()).contains("needed by x:top:1 > x:evil:../../../1");
    } else {
      assertThat(setting.names(setting.resolve("x:top:1"))).containsExactly("top-1.jar");
      assertThat(setting.said).anyMatch(line -> line.contains("can't understand the pom"));
    }
    assertThat(root.resolve("evil")).doesNotExist();
  }

  @Test
  void putsUpWithLibrariesThatNeedEachOther() throws IOException {
    setting.remote.publish("x:a:1", "x:b:1").publish("x:b:1", "x:a:1");
    assertThat(setting.names(setting.resolve("x:a:1"))).containsExactly("a-1.jar", "b-1.jar");
  }
}
