package troops.cli.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import troops.cli.requirement.Bundled;
import troops.cli.requirement.Place;
import troops.cli.requirement.Repository;
import troops.cli.requirement.Requirements;
import troops.cli.requirement.Resolution.Outcome.Resolved;
import troops.cli.requirement.lock.WorkTree;

class PomTest {
  private static final Path JAR = Path.of("some.jar");
  private static final Bundled BUNDLED =
      new Bundled("0.1.0", Path.of("/usr/lib/a & b/maven"), JAR, JAR, JAR);
  private static final Requirements.Sources SOURCES =
      new Requirements.Sources(
          List.of(
              new Repository(
                  "repo.example.com",
                  "https://repo.example.com/a&b",
                  "",
                  new Place("requirements.txt", 1))),
          true,
          false);

  private static Document pom(String name, boolean nested, Resolved.File... libraries)
      throws Exception {
    return pom(name, nested, new WorkTree.Compiled(List.of(libraries), Map.of(), List.of()));
  }

  private static Document pom(String name, boolean nested, WorkTree.Compiled compiled)
      throws Exception {
    String text = new Pom(name, nested, BUNDLED, SOURCES).text("<!-- a mark -->", compiled);
    assertThat(text).startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- a mark -->\n");
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
  }

  private static List<String> all(Document pom, String element) {
    NodeList nodes = pom.getElementsByTagName(element);
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  private static Resolved.File file(String group, String artifact, String version, String name) {
    String layout = group.replace('.', '/') + "/" + artifact + "/" + version + "/" + name;
    return new Resolved.File(group, artifact, version, layout, Path.of("/m2", layout));
  }

  @Test
  void namesEachLibraryInItsVersionAndNothingThatItBringsAlong() throws Exception {
    Document pom =
        pom(
            "machines",
            false,
            file("org.debianadmin", "debian-admin", "0.1.0", "debian-admin-0.1.0.jar"),
            file("x.y", "a", "1", "a-1.jar"),
            file("x.y", "b-c", "2.0-rc1", "b-c-2.0-rc1-linux-x86_64.jar"));
    assertThat(all(pom, "artifactId"))
        .startsWith("machines", "troops", "machine", "debian-admin", "a", "*", "b-c", "*");
    assertThat(all(pom, "version")).startsWith("1", "0.1.0", "0.1.0", "0.1.0", "1", "2.0-rc1");
    assertThat(all(pom, "classifier")).containsExactly("linux-x86_64");
    assertThat(all(pom, "systemPath"))
        .containsExactly(
            "/usr/lib/a & b/maven/org/troops/troops/0.1.0/troops-0.1.0.jar",
            "/usr/lib/a & b/maven/org/debianadmin/machine/0.1.0/machine-0.1.0.jar",
            "/usr/lib/a & b/maven/org/debianadmin/debian-admin/0.1.0/debian-admin-0.1.0.jar");
    assertThat(all(pom, "url")).containsExactly("https://repo.example.com/a&b");
  }

  @Test
  void takesAForkOfTheLibraryFromItsRepository() throws Exception {
    Document pom =
        pom("machines", false, file("org.debianadmin", "debian-admin", "9", "debian-admin-9.jar"));
    assertThat(all(pom, "systemPath")).hasSize(2);
    assertThat(all(pom, "version")).contains("9");
  }

  @Test
  void takesSourcesAsTheyAreBuiltAndTheirFoldersForNoneOfItsOwn() throws Exception {
    WorkTree.Compiled compiled =
        new WorkTree.Compiled(
            List.of(file("x.y", "a", "1", "a-1.jar")),
            Map.of("./libraries/nginx", Path.of("/cache/built/4f2a.jar")),
            List.of("libraries/nginx"));
    Document pom = pom("machines", false, compiled);
    assertThat(all(pom, "artifactId"))
        .startsWith("machines", "troops", "machine", ".-libraries-nginx", "a", "*");
    assertThat(all(pom, "systemPath")).hasSize(3).contains("/cache/built/4f2a.jar");
    assertThat(all(pom, "exclude")).containsExactly("src/**", "target/**", "libraries/nginx/**");
  }

  @Test
  void hasASecondFolderOfSourcesIfThereIsOne() throws Exception {
    assertThat(all(pom("machines", true), "source")).containsExactly("src/main/java");
    assertThat(all(pom("machines", false), "source")).isEmpty();
  }

  @Test
  void mayLieInAnyDirectory() throws Exception {
    assertThat(all(pom("our machines & <more>", false), "artifactId"))
        .startsWith("our-machines----more-");
    assertThat(all(pom("", false), "artifactId")).startsWith("deployment");
  }
}
