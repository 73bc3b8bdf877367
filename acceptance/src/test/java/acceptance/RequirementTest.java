package acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import acceptance.bed.Machine;
import acceptance.bed.Result;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Libraries that scripts need, from a requirement's line to the script that calls them.
class RequirementTest {
  private static final String CAPITALISES =
      """
      import org.apache.commons.text.WordUtils;
      import troops.*;

      @Deployable
      void speaks() { System.out.println(WordUtils.capitalize("some words")); }
      """;

  @TempDir Path directory;

  @Test
  void aLibraryOfMavenCentralIsFetchedOnceAndThenNeedsNoNetwork() {
    Bench bench = Bench.in(directory).script(CAPITALISES);
    bench
        .file(
            "requirements.txt",
            "org.debianadmin:debian-admin\norg.apache.commons:commons-text:1.13.0\n")
        .commit();
    Result first = bench.deploy();
    assertThat(first.out()).as(first.all()).isEqualTo("Some Words\n");
    assertThat(first.err()).contains("downloading org.apache.commons:commons-text:1.13.0");
    assertThat(directory.resolve("home/.m2/repository/org/apache/commons/commons-text"))
        .isDirectory();

    assertThat(withoutNetwork(bench).out()).isEqualTo("Some Words\n");
    bench.file("deploy.java", CAPITALISES.replace("some", "other")).commit();
    Result changed = withoutNetwork(bench);
    assertThat(changed.out()).as(changed.all()).isEqualTo("Other Words\n");
  }

  @Test
  void theBundledLibraryNeedsNoNetworkAtAll() {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import debianadmin.*;
                import troops.*;
                @Deployable
                void file() { Place.text(System.getenv("OUT") + "/file", "text"); }
                """);
    Result result = withoutNetwork(bench);
    assertThat(result.code()).as(result.all()).isZero();
    assertThat(directory.resolve("home/.m2")).doesNotExist();
  }

  @Test
  void anotherVersionOfTheLibraryIsUsedInsteadOfTheBundledOne() throws Exception {
    Bench bench =
        Bench.in(directory)
            .script(
                """
                import debianadmin.*;
                import troops.*;
                @Deployable
                void tmux() { Apt.install("tmux"); }
                """);
    publishFork(bench);
    bench.file("requirements.txt", "org.debianadmin:debian-admin:9.9\n").commit();
    Result result = bench.deploy();
    assertThat(result.out()).as(result.all()).isEqualTo("the fork installs tmux\n");
  }

  @Test
  void whatIsLockedNeedsNeitherNetworkNorMavensOwnCache() throws Exception {
    Bench bench = Bench.in(directory).script(CAPITALISES);
    bench.file("requirements.txt", "-r common.txt\n");
    bench.file("common.txt", "org.apache.commons:commons-text ~= 1.13.0, < 1.13.1\n").commit();
    Result refused = bench.deploy("--require-lock");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err()).contains("there is no requirements.lock");

    String here = "--repository=" + bench.work();
    Result tree = bench.troops("requirements", "tree", here);
    assertThat(tree.out().lines().toList())
        .as(tree.all())
        .hasSize(2)
        .contains("org.apache.commons:commons-text:1.13.0")
        .last()
        .asString()
        .startsWith("\\- org.apache.commons:commons-lang3:");
    Result locked = bench.troops("requirements", "lock", here);
    assertThat(locked.out()).as(locked.all()).contains("+ org.apache.commons:commons-text:1.13.0");
    bench.commit();
    assertThat(bench.deploy("--require-lock").out()).isEqualTo("Some Words\n");

    Files.move(directory.resolve("home/.m2"), directory.resolve("forgotten"));
    bench.file("deploy.java", CAPITALISES.replace("some", "other")).commit();
    assertThat(withoutNetwork(bench, "--require-lock").out()).isEqualTo("Other Words\n");
    assertThat(withoutNetwork(bench, "--verify").out()).isEqualTo("Other Words\n");
    assertThat(directory.resolve("home/.m2")).doesNotExist();

    bench.file("common.txt", "org.apache.commons:commons-text:1.12.0\n").commit();
    Result unfit = bench.deploy();
    assertThat(unfit.code()).isEqualTo(1);
    assertThat(unfit.err())
        .contains("requirements.lock doesn't fit requirements.txt")
        .contains("+ org.apache.commons:commons-text:1.12.0")
        .contains("run troops requirements lock");
  }

  @Test
  void whatIsVendoredNeedsNoNetworkFromTheFirstRunOn() {
    Bench bench = Bench.in(directory).script(CAPITALISES);
    bench.file("requirements.txt", "org.apache.commons:commons-text:1.13.0\n");
    Result vendored = bench.troops("requirements", "vendor", "--repository=" + bench.work());
    assertThat(vendored.code()).as(vendored.all()).isZero();
    bench
        .file("requirements.txt", "--repository ./vendor\norg.apache.commons:commons-text:1.13.0\n")
        .commit();
    run(bench, "rm", "-r", directory.resolve("home/.m2"));
    Result result = withoutNetwork(bench);
    assertThat(result.out()).as(result.all()).isEqualTo("Some Words\n");
  }

  /// A Maven repository in a directory, which the user's settings put in the place of Maven
  /// Central.
  private void publishFork(Bench bench) throws Exception {
    Path place = directory.resolve("maven/org/debianadmin/debian-admin/9.9");
    Path sources = Files.createDirectories(directory.resolve("fork/debianadmin"));
    Files.createDirectories(place);
    Files.writeString(
        sources.resolve("Apt.java"),
        """
        package debianadmin;
        public class Apt {
          public static void install(String name) {
            System.out.println("the fork installs " + name);
          }
        }
        """);
    Path java = Path.of(System.getProperty("java.home"), "bin");
    run(bench, java.resolve("javac"), "-d", "fork/classes", sources.resolve("Apt.java"));
    Path jar = place.resolve("debian-admin-9.9.jar");
    run(bench, java.resolve("jar"), "--create", "--file", jar, "-C", "fork/classes", ".");
    Path pom = place.resolve("debian-admin-9.9.pom");
    Files.writeString(
        pom,
        "<project><modelVersion>4.0.0</modelVersion><groupId>org.debianadmin</groupId>"
            + "<artifactId>debian-admin</artifactId><version>9.9</version></project>\n");
    for (Path file : List.of(jar, pom)) {
      byte[] sum = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
      Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(sum));
    }
    Path settings = Files.createDirectories(directory.resolve("home/.m2")).resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>here</id><mirrorOf>*</mirrorOf><url>file://"
            + directory.resolve("maven")
            + "</url></mirror></mirrors></settings>\n",
        StandardCharsets.UTF_8);
  }

  private void run(Bench bench, Object... words) {
    List<String> all = new ArrayList<>();
    for (Object word : words) {
      all.add(word.toString());
    }
    Result result = bench.run(directory, all);
    assertThat(result.code()).as(result.all()).isZero();
  }

  /// Deploys in a network namespace that has nothing but a loopback that is down.
  private Result withoutNetwork(Bench bench, String... more) {
    assumeTrue(
        Machine.isRoot() || System.getenv("CI") != null, "only root can take the network away");
    List<String> words = new ArrayList<>(List.of("unshare", "--net"));
    words.addAll(List.of(Bench.DISTRIBUTION.resolve("bin/troops").toString(), "deploy"));
    words.add("--repository=" + bench.work());
    words.addAll(List.of(more));
    return bench.run(directory, words);
  }
}
