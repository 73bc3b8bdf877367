package troops.cli.requirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class ResolverTest {
  @TempDir Path root;
  Setting setting;

  @BeforeEach
  void makeSetting() throws IOException {
    setting = new Setting(root);
  }

  @Test
  void answersBundledRequirementsWithoutMaven() throws IOException {
    setting.removeLibraries();
    assertThat(setting.resolve("org.debianadmin:debian-admin", "org.troops:troops:0.1.0"))
        .isEqualTo(new ClassPath(true, List.of()));
    assertThat(setting.resolve("org.debianadmin:machine"))
        .isEqualTo(new ClassPath(false, List.of()));
    assertThat(setting.resolve("# nothing").debianAdmin()).isFalse();
  }

  @Test
  void refusesAnotherVersionOfTroopsItself() {
    Problem problem = setting.failure("a:b:1", "org.troops:troops:0.2.0");
    assertThat(problem.kind()).isEqualTo(Kind.UNRESOLVED_REQUIREMENT);
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:2: this Troops is 0.1.0; org.troops:troops:0.2.0 can't be had");
    assertThat(problem.hint()).contains("sudo apt install ./troops_");
  }

  @Test
  void findsWhatIsNeededByWhatIsNeeded() throws IOException {
    setting
        .remote
        .publish("x:top:1", "x:middle:1", "x:tests:1:test", "x:given:1:provided")
        .publish("x:middle:1", "x:bottom:1:runtime")
        .publish("x:bottom:1");
    ClassPath classPath = setting.resolve("org.debianadmin:debian-admin", "x:top:1");
    assertThat(classPath.debianAdmin()).isTrue();
    assertThat(setting.names(classPath))
        .containsExactly("top-1.jar", "middle-1.jar", "bottom-1.jar");
    assertThat(classPath.jars()).allMatch(jar -> jar.startsWith(setting.local.root()));
    assertThat(setting.said)
        .anyMatch(line -> line.matches("downloading x:top:1 \\(\\d+ bytes\\)"))
        .anyMatch(line -> line.startsWith("downloading x:bottom:1 pom ("));
  }

  @Test
  void settlesConflictsAsMavenDoes() throws IOException {
    setting
        .remote
        .publish("x:a:1", "x:b:1")
        .publish("x:b:1", "x:c:2")
        .publish("x:d:1", "x:c:1")
        .publish("x:c:1")
        .publish("x:c:2")
        .publish("x:c:3");
    assertThat(setting.names(setting.resolve("x:a:1", "x:d:1")))
        .containsExactly("a-1.jar", "b-1.jar", "d-1.jar", "c-1.jar");
    assertThat(setting.names(setting.resolve("x:a:1", "x:d:1", "x:c:3"))).contains("c-3.jar");
  }

  @Test
  void letsNoDependencyManageTheVersionsOfOthers() throws IOException {
    String managed =
        "<dependencyManagement><dependencies>%s</dependencies></dependencyManagement>"
            .formatted(MavenDirectory.dependency("x:c:2"));
    setting
        .remote
        .publish("x:a:1", "x:b:1", managed)
        .publish("x:b:1", "x:c:1")
        .publish("x:c:1")
        .publish("x:c:2");
    assertThat(setting.names(setting.resolve("x:a:1"))).contains("c-1.jar");
  }

  @Test
  void putsAForkOfDebianAdminInPlaceOfTheBundledOne() throws IOException {
    setting
        .remote
        .publish(
            "org.debianadmin:debian-admin:0.1.1",
            "org.debianadmin:machine:0.1.0",
            "x:mustache:1.17")
        .publish("x:mustache:1.17");
    ClassPath classPath = setting.resolve("org.debianadmin:debian-admin:0.1.1");
    assertThat(classPath.debianAdmin()).isFalse();
    assertThat(setting.names(classPath))
        .containsExactly("debian-admin-0.1.1.jar", "mustache-1.17.jar");
  }

  @Test
  void givesTheScriptItsOwnVersionOfWhatTheBundledLibraryNeeds() throws IOException {
    setting.remote.publish("x:mustache:1.15");
    ClassPath classPath = setting.resolve("org.debianadmin:debian-admin", "x:mustache:1.15");
    assertThat(classPath.debianAdmin()).isTrue();
    assertThat(setting.names(classPath)).containsExactly("mustache-1.15.jar");
  }

  @Test
  void givesLibrariesTheBundledOnesAndFetchesNoneOfThem() throws IOException {
    setting.remote.publish(
        "x:recipes:1", "org.debianadmin:debian-admin:0.1.0", "org.troops:troops:0.0.9");
    ClassPath classPath = setting.resolve("x:recipes:1");
    assertThat(classPath.debianAdmin()).isTrue();
    assertThat(setting.names(classPath)).containsExactly("recipes-1.jar");
    assertThat(setting.local.root().resolve("org")).doesNotExist();
  }

  @Test
  void refusesALibraryThatNeedsANewerTroops() throws IOException {
    setting
        .remote
        .publish("x:top:1", "x:recipes:1")
        .publish("x:recipes:1", "org.troops:troops:0.2.0");
    Problem problem = setting.failure("", "x:top:1");
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:2: a library needs org.troops:troops:0.2.0, which is newer than this"
                + " Troops");
    assertThat(problem.details())
        .contains("needed by x:top:1 > x:recipes:1 > org.troops:troops:0.2.0");
  }

  @Test
  void namesTheLineAndTheRepositoryOfWhatIsMissing() {
    Problem problem = setting.failure("# x", "x:gone:1");
    assertThat(problem.kind()).isEqualTo(Kind.UNRESOLVED_REQUIREMENT);
    assertThat(problem.message())
        .isEqualTo("requirements.txt:2: x:gone:1 is in none of the repositories");
    assertThat(problem.details()).last().asString().startsWith("asked: mirror (file:");
    assertThat(problem.hint()).contains("check spelling and version");
  }

  @Test
  void namesThePathToWhatIsMissing() throws IOException {
    setting
        .remote
        .publish("x:fine:1")
        .publish("x:top:1", "x:middle:1")
        .publish("x:middle:1", "x:gone:1");
    Problem problem = setting.failure("x:fine:1", "x:top:1");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:2: x:gone:1 is in none of the repositories");
    assertThat(problem.details()).contains("needed by x:top:1 > x:middle:1 > x:gone:1");
  }

  @Test
  void refusesAFileThatIsNotWhatItsChecksumSays() throws IOException {
    setting.remote.publish("x:top:1", "x:bad:1").publish("x:bad:1");
    Files.writeString(setting.remote.file("x:bad:1", "jar.sha1"), "0".repeat(40));
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message()).contains("requirements.txt:1: x:bad:1 can't be used");
    assertThat(setting.local.file("x:bad:1", "jar")).doesNotExist();
  }

  @Test
  void refusesAPomThatIsNotWhatItsChecksumSays() throws IOException {
    setting.remote.publish("x:top:1", "x:bad:1").publish("x:bad:1");
    Files.writeString(setting.remote.file("x:bad:1", "pom.sha1"), "0".repeat(40));
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message()).contains("requirements.txt:1: x:bad:1 can't be used");
    assertThat(problem.details()).contains("needed by x:top:1 > x:bad:1");
  }

  @Test
  void refusesAFileWithoutAChecksum() throws IOException {
    setting.remote.publish("x:top:1");
    Files.delete(setting.remote.file("x:top:1", "jar.sha1"));
    assertThat(setting.failure("x:top:1").message()).contains("x:top:1 can't be used");
  }

  @Test
  void saysThatAPomIsMissingEachTime() throws IOException {
    setting.remote.publish("x:top:1");
    Files.delete(setting.remote.file("x:top:1", "pom"));
    for (int i = 0; i < 2; i++) {
      assertThat(setting.names(setting.resolve("x:top:1"))).containsExactly("top-1.jar");
      assertThat(setting.said)
          .contains("there is no pom of x:top:1: what it needs itself isn't there");
    }
  }

  @Test
  void asksNobodyWithoutHttps() throws IOException {
    setting.mirror("http://user:secret@repository.example.com/maven");
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message()).contains("a repository would be asked without HTTPS");
    assertThat(problem.details()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void saysThatARepositoryCannotBeReached() throws IOException {
    setting.mirror("https://user:secret@localhost:1/maven");
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.message())
        .isEqualTo("requirements.txt:1: x:top:1 can't be fetched: the repository can't be reached");
    assertThat(problem.details()).noneMatch(line -> line.contains("secret"));
  }

  @Test
  void namesSettingsThatCannotBeUnderstood() throws IOException {
    Files.writeString(setting.settings, "<settings><mirrors>");
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.kind()).isEqualTo(Kind.BAD_SETTING);
    assertThat(problem.message()).contains(setting.settings.toString());
    assertThat(problem.details()).isNotEmpty();
  }

  @Test
  void needsNoRepositoryForWhatIsInTheLocalOne() throws IOException {
    setting.remote.publish("x:top:1", "x:bottom:1").publish("x:bottom:1");
    ClassPath first = setting.resolve("x:top:1");
    Files.move(setting.remote.root(), root.resolve("unplugged"));
    Files.move(root.resolve("cache"), root.resolve("forgotten"));
    assertThat(setting.resolve("x:top:1")).isEqualTo(first);
    assertThat(setting.said).isEmpty();
  }

  @Test
  void saysThatTheToolIsBrokenWhereTheResolverIsMissing() throws IOException {
    setting.removeLibraries();
    Problem problem = setting.failure("x:top:1");
    assertThat(problem.kind()).isEqualTo(Kind.INTERNAL);
    assertThat(problem.message()).contains("lib/resolver");
  }

  @Test
  void loadsMavenResolverApartFromTheTool() throws Exception {
    try (ApartLoader loader = ApartLoader.open(setting.libraries)) {
      Class<?> resolution = loader.resolution().getClass();
      assertThat(resolution.getClassLoader()).isSameAs(loader);
      assertThat(loader.loadClass("org.eclipse.aether.RepositorySystem").getClassLoader())
          .isSameAs(loader);
      assertThat(loader.loadClass(Progress.class.getName())).isSameAs(Progress.class);
      assertThatThrownBy(() -> loader.loadClass(Problem.class.getName()))
          .isInstanceOf(ClassNotFoundException.class);
    }
  }
}
