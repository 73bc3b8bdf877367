package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The work tree of somebody who writes deployments: how it begins, and what an IDE makes of it.
class WorkspaceTest {
  private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin/java");

  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(directory);
  }

  private Result ran(Path place, Object... words) {
    Result result = bench.run(place, Stream.of(words).map(Object::toString).toList());
    assertThat(result.code()).as(result.all()).isZero();
    return result;
  }

  /// Tells git who commits, everywhere.
  private void introduce() throws IOException {
    Files.writeString(
        directory.resolve("home/.gitconfig"),
        "[user]\n\tname = tester\n\temail = tester@example.com\n[init]\n\tdefaultBranch = trunk\n");
  }

  @Test
  void aNewDeploymentIsACommitThatCanBePreviewedAtOnce() throws IOException {
    introduce();
    Path machines = directory.resolve("my-machines");
    Result made = bench.troops("init", "my-machines");
    assertThat(made.code()).as(made.all()).isZero();
    assertThat(made.out())
        .contains("made a Git repository in " + machines + ", committed:\n")
        .contains("  cd " + machines + "\n  troops deploy --repository=. --check ");
    assertThat(ran(machines, "git", "status", "--porcelain").out()).isEmpty();
    assertThat(ran(machines, "git", "log", "--format=%D %s").out())
        .isEqualTo("HEAD -> trunk Begin\n");

    Result preview = bench.troops("deploy", "--repository=my-machines", "--check");
    assertThat(preview.code()).as(preview.all()).isZero();
    assertThat(preview.err()).contains("/etc/motd").doesNotContain("warning");
    Result web = bench.troops("deploy", "--repository=my-machines", "--list", "--role=web");
    assertThat(web.out()).contains("+ motd ").contains("+ nginx ");
  }

  @Test
  void aNewDeploymentIsPlainJava() throws IOException {
    introduce();
    bench.troops("init", "my-machines");
    Path machines = directory.resolve("my-machines");
    assertThat(ran(machines, JAVA, "MotdTest.java").out()).isEqualTo("fine\n");
    Path maven = Bench.DISTRIBUTION.resolve("maven");
    List<String> jars = new ArrayList<>();
    try (Stream<Path> all = Files.walk(maven)) {
      all.filter(file -> file.toString().endsWith(".jar")).forEach(jar -> jars.add(jar.toString()));
    }
    assertThat(jars).hasSize(3);
    ran(machines, JAVA, "--class-path", String.join(":", jars), "deploy.java");
  }

  @Test
  void aRepositoryThatIsThereIsLeftToItsOwner() throws IOException {
    introduce();
    bench.file("notes", "mine\n").commit();
    Result made = bench.troops("init", "work/machines");
    assertThat(made.out())
        .as(made.all())
        .contains("wrote into " + bench.work().resolve("machines") + ":\n")
        .contains("  git add deploy.java Motd.java MotdTest.java ")
        .contains("  git commit ");
    assertThat(bench.git("status", "--porcelain")).isEqualTo("?? machines/");
    assertThat(bench.work().resolve("machines/.git")).doesNotExist();
    Result preview = bench.troops("deploy", "--repository=work/machines", "--worktree", "--check");
    assertThat(preview.code()).as(preview.all()).isZero();
  }

  @Test
  void whereGitDoesNotKnowWhoCommitsNothingIs() throws IOException {
    Files.writeString(directory.resolve("home/.gitconfig"), "[user]\n\tuseConfigOnly = true\n");
    Result made = bench.troops("init", "my-machines");
    assertThat(made.code()).as(made.all()).isZero();
    assertThat(made.out())
        .contains("made a Git repository in " + directory.resolve("my-machines") + ":\n")
        .contains("  git commit ");
    assertThat(bench.troops("init", "json", "--json").out())
        .contains("\"path\":\"" + directory.resolve("json") + "\"")
        .contains("\"committed\":false");
  }

  @Test
  void nothingIsOverwritten() throws IOException {
    Path there = Files.createDirectories(directory.resolve("there"));
    Files.writeString(there.resolve("README.md"), "mine\n");
    Files.createSymbolicLink(there.resolve("Motd.java"), Path.of("nowhere"));
    Result refused = bench.troops("init", "there");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.err())
        .contains("there is something already in " + there + ": Motd.java, README.md\n");
    assertThat(there.resolve("deploy.java")).doesNotExist();
    assertThat(there.resolve(".git")).doesNotExist();
  }

  @Test
  void mavenCompilesWhatIdesAreTold() throws IOException {
    ran(directory, "cp", "-r", Bench.EXAMPLES.resolve("timeservers"), bench.work());
    Path libraries = bench.work().resolve("timeservers/libraries");
    Path words =
        new SmallLibrary(
                "org.example:words:1.0", "words/Words.java", "package words; public class Words {}")
            .publish(libraries);
    new SmallLibrary(
            "org.example:greeting:1.0",
            "greeting/Greeting.java",
            "package greeting; public class Greeting extends words.Words {}")
        .needing("org.example:words:1.0")
        .publish(libraries, words);
    bench.file("timeservers/Greets.java", "class Greets extends greeting.Greeting {}\n");
    bench.file(
        "timeservers/requirements.txt",
        "--repository ./libraries\norg.debianadmin:debian-admin\norg.example:greeting:1.0\n");
    bench.commit();
    Result ide = bench.troops("ide", "--repository=work/timeservers");
    assertThat(ide.code()).as(ide.all()).isZero();
    Path pom = bench.work().resolve("timeservers/pom.xml");
    assertThat(ide.out())
        .contains("wrote " + pom + ", which is in no commit")
        .contains("TROOPS_DEBUG=5005 troops deploy");
    String first = Files.readString(pom);
    bench.troops("ide", "--repository=work/timeservers");
    assertThat(pom).hasContent(first.stripTrailing());
    assertThat(bench.git("status", "--porcelain")).isEmpty();
    assertThat(
            Files.readAllLines(bench.work().resolve(".git/info/exclude")).stream()
                .filter(line -> line.equals("/timeservers/pom.xml")))
        .hasSize(1);

    // Maven's plugins are those that have built this.
    Path settings = directory.resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>here</id><mirrorOf>central</mirrorOf><url>file://"
            + System.getProperty("troops.localRepository")
            + "</url></mirror></mirrors></settings>\n");
    bench.with("JAVA_HOME", System.getProperty("java.home"));
    ran(
        pom.getParent(),
        "mvn",
        "--batch-mode",
        "--quiet",
        "--offline",
        "--settings=" + settings,
        "-Daether.offline.protocols=file",
        "-Dmaven.repo.local=" + directory.resolve("home/.m2/repository"),
        "compile");
    assertThat(pom.resolveSibling("target/classes/deploy.class")).exists();
    assertThat(pom.resolveSibling("target/classes/sites/Site.class")).exists();
    assertThat(pom.resolveSibling("target/classes/Greets.class")).exists();
    assertThat(bench.git("status", "--porcelain")).isEmpty();
  }

  @Test
  void aPomOfSomebodysOwnIsLeftAlone() throws IOException {
    bench.file("pom.xml", "<project/>\n").script("void main() {}\n");
    Result refused = bench.troops("ide", "--repository=work", "--json");
    assertThat(refused.code()).isEqualTo(1);
    assertThat(refused.out())
        .contains("\"kind\":\"file-exists\"")
        .contains("there is a pom.xml already that troops ide hasn't made");
    assertThat(bench.work().resolve("pom.xml")).hasContent("<project/>");
    assertThat(bench.troops("ide", "--repository=home").err()).contains("not a Git repository");
    Files.delete(bench.work().resolve("deploy.java"));
    assertThat(bench.troops("ide", "--repository=work").err())
        .contains("there is no deploy.java in ");
  }

  @Test
  void aDebuggerIsWaitedFor() throws Exception {
    bench.script("void main() { System.out.println(\"begun\"); }\n");
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    bench.with("TROOPS_DEBUG", Integer.toString(port));
    Process process = bench.start("deploy", "--repository=" + bench.work());
    Bench.await(
        "the launcher", () -> bench.saidSoFar().contains("waiting for a debugger at port " + port));
    byte[] greeting = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
    try (Socket debugger = new Socket()) {
      // The launcher speaks a moment before Java listens.
      Bench.await("the port", () -> listens(port));
      debugger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      debugger.getOutputStream().write(greeting);
      InputStream in = debugger.getInputStream();
      assertThat(in.readNBytes(greeting.length)).isEqualTo(greeting);
      assertThat(bench.saidSoFar()).doesNotContain("begun");
    }
    // Whoever attaches and goes away lets it run.
    Result result = bench.finish(process);
    assertThat(result.out()).as(result.all()).isEqualTo("begun\n");
  }

  /// By the kernel's table: a connection would be a debugger's (proc(5), /proc/net/tcp).
  private static boolean listens(int port) {
    try {
      return Files.readString(Path.of("/proc/net/tcp"))
          .contains("0100007F:%04X 00000000:0000 0A".formatted(port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
