package troops.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static troops.cli.run.SourcesBench.contents;
import static troops.cli.run.SourcesBench.needs;
import static troops.cli.run.SourcesBench.pom;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.lock.Libraries;

/// Requirements that are folders of what is deployed: plain sources, and projects with a pom.
class FolderSourcesTest {
  private static final Libraries.Terms LOCKED = new Libraries.Terms(true, false);

  @TempDir Path root;
  SourcesBench bench;

  @BeforeEach
  void makeBench() throws IOException {
    bench = new SourcesBench(root);
  }

  private void plain(String name, String text) throws IOException {
    bench.write(
        "libraries/" + name + "/" + name + "/" + text.replaceAll(".* (\\w+) \\{.*", "$1") + ".java",
        "package " + name + ";",
        text);
  }

  @Test
  void buildsPlainSourcesThatSeeThoseBeforeThem() throws IOException {
    plain("a", "public class A { public static int one() { return 1; } }");
    plain("b", "class B { int two = a.A.one() + 1; }");
    bench.write("libraries/a/a/words.txt", "words").write("libraries/a/.hidden/x", "");
    bench.setting.remote.publish("x:top:1");
    bench.requires("-e ./libraries/a", "-e ./libraries/b", "x:top:1");
    Libraries.Found found = bench.run();
    assertThat(contents(found))
        .containsExactly(
            List.of("a/A.class", "a/words.txt"), List.of("b/B.class"), List.of("top.txt"));
    assertThat(found.folders()).containsExactly("libraries/a", "libraries/b");
    assertThat(found.settled()).isTrue();
  }

  @Test
  void buildsSourcesBelowSrcMainJavaWithTheirResources() throws IOException {
    bench
        .write("lib/src/main/java/a/A.java", "package a;", "class A {}")
        .write("lib/src/main/resources/META-INF/services/x", "a.A")
        .write("lib/src/test/java/a/ATest.java", "package a;", "class ATest extends Missing {}")
        .write("lib/README.md", "")
        .requires("-e ./lib");
    assertThat(contents(bench.run())).containsExactly(List.of("META-INF/services/x", "a/A.class"));
  }

  @Test
  void buildsOnceWhileTheFilesAreTheSame() throws IOException {
    plain("a", "class A { int one = 1; }");
    bench.requires("-e ./libraries/a");
    Path first = bench.run().classPath().jars().getFirst();
    assertThat(bench.built()).containsExactly("building ./libraries/a");
    assertThat(bench.run().classPath().jars()).containsExactly(first);
    assertThat(bench.built()).isEmpty();

    plain("a", "class A { int two = 2; }");
    assertThat(bench.run().classPath().jars()).doesNotContain(first);
    assertThat(bench.built()).hasSize(1);
    plain("a", "class A { int one = 1; }");
    assertThat(bench.run().classPath().jars()).containsExactly(first);
    assertThat(bench.built()).isEmpty();
  }

  @Test
  void showsWhatTheCompilerSaysAndKeepsNothing() throws IOException {
    plain("a", "class A { int one = \"one\"; }");
    bench.requires("-e ./libraries/a");
    Problem problem = bench.failure();
    assertThat(problem.kind()).isEqualTo(Kind.COMPILE_ERROR);
    assertThat(problem.message())
        .isEqualTo("./libraries/a doesn't compile: 1 error, the first at a/A.java:2");
    assertThat(problem.details())
        .containsSequence(
            "a/A.java:2:21: incompatible types: java.lang.String cannot be converted to int",
            "    class A { int one = \"one\"; }");
    assertThat(bench.tools.directories().cache().resolve("editable/built")).doesNotExist();
    plain("a", "class A { int one = 1 }");
    assertThat(bench.failure().details()).contains("a/A.java:2:22: ';' expected");
  }

  @Test
  void leavesOutWhatStandsElsewhereAndSaysSo() throws IOException {
    plain("a", "class A {}");
    bench.write("libraries/a/examples/B.java", "package b;", "class B extends Missing {}");
    bench.requires("-e ./libraries/a");
    assertThat(contents(bench.run())).containsExactly(List.of("a/A.class"));
    assertThat(bench.setting.said)
        .contains(
            "left out of ./libraries/a, for they don't stand in the directory of their package:"
                + " examples/B.java");
  }

  @Test
  void replacesALibraryWhereverItIsAskedFor() throws IOException {
    bench
        .setting
        .remote
        .publish("x:top:1", "x:bottom:1", "x:range:1")
        .publish("x:range:1", "x:bottom:[1,2)")
        .publish("x:bottom:1", "x:gone:1")
        .publish("x:gone:1")
        .publish("x:extra:1");
    bench
        .write("fork/pom.xml", pom("x:bottom:3-SNAPSHOT", needs("x:extra:1", "x:test:1:test")))
        .write("fork/src/main/java/bottom/Bottom.java", "package bottom;", "class Bottom {}")
        .requires("x:top:1", "-e ./fork");
    assertThat(contents(bench.run()))
        .containsExactly(
            List.of("bottom/Bottom.class"),
            List.of("extra.txt"),
            List.of("top.txt"),
            List.of("range.txt"));
    assertThat(bench.workTree().tree().toString())
        .contains("coordinates=x:bottom:3-SNAPSHOT, because=, origin=./fork, needs=[")
        .doesNotContain("x:gone");

    bench.requires("x:bottom:1; exclude x:extra", "-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("bottom/Bottom.class"));
  }

  @Test
  void meetsWhatIsLoadedAndNeedsALibraryThatItReplaces() throws IOException {
    bench
        .setting
        .remote
        .publish("x:more:1", "x:bottom:1", "x:leaf:1")
        .publish("x:bottom:1")
        .publish("x:leaf:1");
    bench
        .write("fork/pom.xml", pom("x:bottom:3-SNAPSHOT"))
        .write("fork/src/main/java/bottom/Bottom.java", "package bottom;", "class Bottom {}")
        .requires("-e ./fork", "--load x:more:1");
    Libraries.Found found = bench.run();
    assertThat(contents(found)).containsExactly(List.of("bottom/Bottom.class"));
    List<List<String>> more = List.of(List.of("more.txt"), List.of("leaf.txt"));
    assertThat(contents(bench.load(found, "x:more:1"))).isEqualTo(more);
    assertThat(bench.load(found, "x:bottom:1").jars()).isEmpty();
    assertThat(bench.workTree().tree().toString())
        .contains("coordinates=x:bottom:3-SNAPSHOT, because=, origin=./fork");

    assertThat(bench.lock().changes()).containsExactly("+ x:more:1", "+ x:leaf:1");
    Libraries.Found locked = bench.run(LOCKED);
    assertThat(contents(bench.load(locked, "x:more:1"))).isEqualTo(more);
    assertThat(bench.load(locked, "x:bottom:1").jars()).isEmpty();
    assertThat(bench.workTree().compiled().built()).containsOnlyKeys("./fork");
  }

  @Test
  void usesAForkOfDebianAdminInThePlaceOfTheBundledOne() throws IOException {
    bench
        .write(
            "fork/pom.xml",
            pom(
                "org.debianadmin:debian-admin:0.1.0",
                needs("org.debianadmin:machine:0.1.0", "x:mustache:1.16")))
        .write("fork/src/main/java/module-info.java", "module debianadmin { requires missing; }")
        .write(
            "fork/src/main/java/debianadmin/Apt.java",
            "package debianadmin;",
            "public class Apt {}")
        .requires("org.debianadmin:debian-admin", "-e ./fork");
    bench.setting.remote.publish("x:mustache:1.16");
    Libraries.Found found = bench.run();
    assertThat(found.classPath().debianAdmin()).isFalse();
    assertThat(contents(found))
        .containsExactly(List.of("debianadmin/Apt.class"), List.of("mustache.txt"));
    assertThat(bench.load(found, "org.debianadmin:debian-admin:0.1.0"))
        .isEqualTo(new ClassPath(false, List.of()));

    bench.setting.remote.publish("x:uses:1", "org.debianadmin:debian-admin:0.1.0");
    bench.requires("x:uses:1", "-e ./fork");
    assertThat(bench.run().classPath().debianAdmin()).isFalse();
    bench.lock();
    assertThat(bench.run(LOCKED).classPath().debianAdmin()).isFalse();
  }

  @Test
  void refusesPackagesOfTroopsElsewhere() throws IOException {
    plain("machine", "class A {}");
    bench.requires("-e ./libraries/machine");
    assertThat(bench.failure().kind()).isEqualTo(Kind.RESERVED_PACKAGE);
    bench
        .write("fork/pom.xml", pom("org.debianadmin:machine:0.1.0"))
        .write("fork/src/main/java/machine/Machine.java", "package machine;", "class Machine {}")
        .requires("-e ./fork");
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: org.debianadmin:machine always comes with Troops itself");
  }

  @Test
  void readsParentsBesideThePomAndInRepositories() throws IOException {
    bench.setting.remote.publish(
        "x:grandparent:1", "<packaging>pom</packaging><properties><extra>1</extra></properties>");
    bench.setting.remote.publish("x:extra:1");
    bench
        .write(
            "pom.xml",
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>x</groupId><artifactId>grandparent</artifactId><version>1</version><relativePath/></parent><artifactId>parent</artifactId><version>7</version><packaging>pom</packaging><build><sourceDirectory>java</sourceDirectory></build></project>")
        .write(
            "fork/pom.xml",
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>x</groupId><artifactId>parent</artifactId><version>7</version></parent><artifactId>fork</artifactId>",
            needs("x:extra:${extra}"),
            "</project>")
        .write("fork/java/anywhere/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("a/A.class"), List.of("extra.txt"));
    assertThat(bench.workTree().tree().toString()).contains("x:fork:7");

    bench.lock();
    assertThat(Files.readString(bench.work.resolve("requirements.lock")))
        .contains("# requires -e ./fork\n")
        .contains("# requires x:fork:7 needs x:extra:1\n")
        .contains("  x/grandparent/1/grandparent-1.pom\n");
    assertThat(contents(bench.run(LOCKED))).hasSize(2);
    bench.write(
        "pom.xml", Files.readString(bench.work.resolve("pom.xml")).replace(">java<", ">other<"));
    assertThat(contents(bench.run(LOCKED))).as("a parent is part of it").contains(List.of());

    bench.setting.remote.publish(
        "x:grandparent:2", "<packaging>pom</packaging><properties><extra>1</extra></properties>");
    String other = Files.readString(bench.work.resolve("pom.xml"));
    bench.write("pom.xml", other.replace("<version>1<", "<version>2<"));
    assertThat(bench.failure().message())
        .isEqualTo("requirements.lock has no x:grandparent:2 pom, which sources need to be built");
    bench.lock();
    assertThat(contents(bench.run(LOCKED))).hasSize(2);
  }

  @Test
  void refusesAPomOfARepositoryThatIsNotWhatTheLockSays() throws IOException {
    bench.setting.remote.publish("x:parent:1", "<packaging>pom</packaging>");
    bench
        .write(
            "fork/pom.xml",
            "<project><modelVersion>4.0.0</modelVersion><parent><groupId>x</groupId><artifactId>parent</artifactId><version>1</version></parent><artifactId>fork</artifactId></project>")
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    bench.lock();
    Files.move(bench.setting.local.root(), root.resolve("forgotten"));
    bench.setting.remote.publish("x:parent:1", "<packaging>pom</packaging><!-- another -->");
    bench.write("fork/src/main/java/a/B.java", "package a;", "class B {}");
    assertThat(bench.failure().message())
        .isEqualTo("x:parent:1 pom has other content than requirements.lock says");
  }

  @Test
  void usesWhatIsProvidedOnlyToBuild() throws IOException {
    library("x:annotations:1", "annotations.Fine", "public @interface Fine {}");
    library("x:optional:1", "optional.Thing", "public class Thing {}");
    bench
        .write(
            "fork/pom.xml",
            pom(
                "x:fork:1",
                "<dependencies>",
                "<dependency><groupId>x</groupId><artifactId>annotations</artifactId><version>1</version><scope>provided</scope></dependency>",
                "<dependency><groupId>x</groupId><artifactId>optional</artifactId><version>1</version><optional>true</optional></dependency>",
                "</dependencies>"))
        .write(
            "fork/src/main/java/a/A.java",
            "package a;",
            "@annotations.Fine class A { optional.Thing thing; }")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("a/A.class"));

    bench.lock();
    assertThat(Files.readString(bench.work.resolve("requirements.lock")))
        .contains("# requires x:fork:1 is built with x:annotations:1\n")
        .containsSubsequence(
            "# Only to build what -e names:\n", "  x/annotations/1/annotations-1.jar\n");
    Files.move(bench.setting.local.root(), root.resolve("forgotten"));
    bench.write("fork/src/main/java/a/B.java", "package a;", "@annotations.Fine class B {}");
    assertThat(contents(bench.run(LOCKED))).containsExactly(List.of("a/A.class", "a/B.class"));
  }

  /// Publishes a library with a class in it.
  private void library(String coordinates, String name, String text) throws IOException {
    String path = name.replace('.', '/');
    bench
        .write("made/" + path + ".java", "package " + name.split("\\.", -1)[0] + ";", text)
        .requires("-e ./made");
    Path jar = bench.run().classPath().jars().getFirst();
    bench.setting.remote.publish(coordinates).publishJar(coordinates, jar);
  }

  @Test
  void buildsProjectsThatNeedEachOtherInTheirOrder() throws IOException {
    bench
        .write("one/pom.xml", pom("x:one:1", needs("x:two:5")))
        .write("one/src/main/java/one/One.java", "package one;", "class One extends two.Two {}")
        .write("two/pom.xml", pom("x:two:1"))
        .write("two/src/main/java/two/Two.java", "package two;", "public class Two {}")
        .requires("-e ./one", "-e ./two");
    assertThat(contents(bench.run()))
        .containsExactly(List.of("one/One.class"), List.of("two/Two.class"));
    assertThat(bench.built()).containsExactly("building ./two", "building ./one");

    bench.write("two/pom.xml", pom("x:two:1", needs("x:one:1")));
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: sources need each other to be built");
    bench.write("two/pom.xml", pom("x:one:2"));
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:2: this is x:one once more, as in requirements.txt:1");
  }

  @Test
  void takesResourcesAsThePomSays() throws IOException {
    bench
        .write(
            "fork/pom.xml",
            pom(
                "x:fork:1",
                "<build><resources><resource><directory>.</directory><targetPath>META-INF</targetPath><includes><include>LICENSE</include></includes></resource>",
                "<resource><directory>data</directory><filtering>true</filtering><excludes><exclude>**/*.bak</exclude></excludes></resource></resources></build>"))
        .write("fork/LICENSE", "")
        .write("fork/data/one/two.txt", "plain")
        .write("fork/data/one/two.bak", "")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("META-INF/LICENSE", "one/two.txt"));
    bench.write("fork/data/one/two.txt", "version ${project.version}");
    assertThat(bench.failure().message())
        .isEqualTo(
            "requirements.txt:1: ./fork can't be built: its pom has Maven fill in data/one/two.txt");
  }

  private static String plugin(String name, String content) {
    String[] parts = name.split(":", -1);
    return "<build><plugins><plugin><groupId>%s</groupId><artifactId>%s</artifactId><version>1</version>%s</plugin></plugins></build>"
        .formatted(parts[0], parts[1], content);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.antlr:antlr4-maven-plugin                      | antlr4        | generate-sources
          org.jetbrains.kotlin:kotlin-maven-plugin           | compile       | compile
          org.apache.maven.plugins:maven-shade-plugin        | shade         | package
          org.apache.maven.plugins:maven-antrun-plugin       | run           | process-classes
          org.apache.maven.plugins:maven-dependency-plugin   | unpack        | generate-resources
          org.codehaus.mojo:build-helper-maven-plugin        | add-source    | generate-sources
          org.example:unknown-maven-plugin                   | make          | compile
          """)
  void refusesAPluginThatMakesSomethingByName(String name, String goal, String phase)
      throws IOException {
    bench
        .write("fork/pom.xml", pom("x:fork:1", plugin(name, execution(goal, phase))))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    Problem problem = bench.failure();
    assertThat(problem.kind()).isEqualTo(Kind.BAD_REQUIREMENT);
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:1: ./fork can't be built: its pom needs a plugin that Troops doesn't"
                + " carry out: "
                + name
                + ":"
                + goal);
    assertThat(problem.hint())
        .contains("publish the jar of the fork to a repository in a directory");
  }

  private static String execution(String goal, String phase) {
    return "<executions><execution><phase>%s</phase><goals><goal>%s</goal></goals></execution></executions>"
        .formatted(phase, goal);
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          org.apache.maven.plugins:maven-source-plugin       | jar             | package
          org.apache.maven.plugins:maven-enforcer-plugin     | enforce         | validate
          org.apache.maven.plugins:maven-dependency-plugin   | analyze-only    | process-classes
          org.codehaus.mojo:build-helper-maven-plugin        | add-test-source | generate-test-sources
          com.diffplug.spotless:spotless-maven-plugin        | check           | compile
          org.example:unknown-maven-plugin                   | check           | verify
          org.apache.maven.plugins:maven-remote-resources-plugin | process     | generate-resources
          org.example:unknown-maven-plugin                   | make            | none
          """)
  void letsAPluginBeThatMakesNothing(String name, String goal, String phase) throws IOException {
    bench
        .write("fork/pom.xml", pom("x:fork:1", plugin(name, execution(goal, phase))))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("a/A.class"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          <annotationProcessorPaths><path><groupId>org.projectlombok</groupId><artifactId>lombok</artifactId></path></annotationProcessorPaths> | its pom needs an annotation processor: org.projectlombok:lombok
          <annotationProcessors><annotationProcessor>a.B</annotationProcessor></annotationProcessors> | its pom needs an annotation processor: a.B
          <compilerId>eclipse</compilerId> | its pom needs another compiler than javac: eclipse
          """)
  void refusesWhatJavacAloneWouldNotMake(String configuration, String what) throws IOException {
    String compiler = "org.apache.maven.plugins:maven-compiler-plugin";
    bench
        .write(
            "fork/pom.xml",
            pom(
                "x:fork:1",
                plugin(compiler, "<configuration>" + configuration + "</configuration>")))
        .requires("-e ./fork");
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: ./fork can't be built: " + what);
  }

  @Test
  void buildsABundleUnlessItHasOtherLibrariesInIt() throws IOException {
    String bundle = "org.apache.felix:maven-bundle-plugin";
    String instructions =
        "<extensions>true</extensions><configuration><instructions><%s>*</%s></instructions></configuration>";
    String packaging = "<packaging>bundle</packaging>";
    bench
        .write(
            "fork/pom.xml",
            pom(
                "x:fork:1",
                packaging,
                plugin(bundle, instructions.replace("%s", "Import-Package"))))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).containsExactly(List.of("a/A.class"));
    bench.write(
        "fork/pom.xml",
        pom("x:fork:1", packaging, plugin(bundle, instructions.replace("%s", "Embed-Dependency"))));
    assertThat(bench.failure().message())
        .isEqualTo(
            "requirements.txt:1: ./fork can't be built: its pom puts other libraries into its jar: "
                + bundle
                + ":Embed-Dependency");
  }

  @Test
  void letsCheckersOfTheCompilerBe() throws IOException {
    String path =
        "<annotationProcessorPaths><path><groupId>com.google.errorprone</groupId><artifactId>error_prone_core</artifactId></path></annotationProcessorPaths>";
    bench
        .write(
            "fork/pom.xml",
            pom(
                "x:fork:1",
                plugin(
                    "org.apache.maven.plugins:maven-compiler-plugin",
                    "<configuration>" + path + "</configuration>")))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(contents(bench.run())).hasSize(1);
  }

  @Test
  void refusesAnAnnotationProcessorThatIsProvided() throws IOException {
    library("x:processor:1", "processor.P", "public @interface P {}");
    Path jar = bench.setting.remote.file("x:processor:1", "jar");
    try (FileSystem zip = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Path services = Files.createDirectories(zip.getPath("META-INF/services"));
      Files.writeString(services.resolve("javax.annotation.processing.Processor"), "processor.P");
    }
    bench.setting.remote.publishJar("x:processor:1", jar);
    bench
        .write("fork/pom.xml", pom("x:fork:1", needs("x:processor:1:provided")))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(bench.failure().message())
        .isEqualTo(
            "requirements.txt:1: ./fork can't be built: it needs an annotation processor:"
                + " processor-1.jar");
  }

  @ParameterizedTest
  @ValueSource(strings = {"war", "pom"})
  void refusesOtherPackagings(String packaging) throws IOException {
    bench
        .write("fork/pom.xml", pom("x:fork:1", "<packaging>" + packaging + "</packaging>"))
        .requires("-e ./fork");
    assertThat(bench.failure().message()).contains("its pom has packaging " + packaging);
  }

  @Test
  void refusesWhatCannotBeBuiltHere() throws IOException {
    bench.write("fork/README.md", "").requires("-e ./fork");
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: ./fork has no Java sources");
    bench.write("fork/build.gradle", "");
    assertThat(bench.failure().message())
        .isEqualTo(
            "requirements.txt:1: ./fork can't be built: it has a build.gradle, and Troops doesn't"
                + " carry out Gradle");
    bench.write("fork/pom.xml", "<project><modelVersion>4.0.0</modelVersion>");
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: ./fork can't be built: Maven can't understand its pom");
    bench.write("fork/pom.xml", pom("x:fork:1", needs("x:bom:${none}")));
    assertThat(bench.failure().message()).contains("x:bom:${none}");
    bench.write(
        "fork/pom.xml",
        pom("x:fork:1")
            .replace(
                "<groupId>",
                "<parent><groupId>x</groupId><artifactId>gone</artifactId><version>1</version></parent><groupId>"));
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: x:gone:1 is in none of the repositories");
  }

  @Test
  void needsNoLockForPlainSourcesOfWhatIsDeployed() throws IOException {
    plain("a", "class A {}");
    bench.requires("-e ./libraries/a", "org.debianadmin:debian-admin");
    assertThat(bench.run(LOCKED).locked()).isTrue();
    bench.write("libraries/a/pom.xml", pom("x:a:1"));
    assertThat(bench.run().locked()).isFalse();
  }

  @Test
  void refusesALockThatWasMadeForOtherNeeds() throws IOException {
    bench.setting.remote.publish("x:one:1").publish("x:two:1");
    bench
        .write("fork/pom.xml", pom("x:fork:1", needs("x:one:1")))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("-e ./fork");
    assertThat(bench.lock().changes()).containsExactly("+ x:one:1");
    assertThat(bench.lock().changes()).isEmpty();
    bench.write("fork/src/main/java/a/B.java", "package a;", "class B {}");
    assertThat(contents(bench.run(LOCKED))).hasSize(2).contains(List.of("a/A.class", "a/B.class"));
    bench.write("fork/pom.xml", pom("x:fork:1", needs("x:two:1")));
    assertThat(bench.failure().details())
        .containsExactly("+ x:fork:1 needs x:two:1", "- x:fork:1 needs x:one:1");
  }

  @Test
  void showsPlainSourcesInTheTree() throws IOException {
    plain("a", "class A {}");
    bench.requires("-e ./libraries/a");
    assertThat(bench.workTree().tree())
        .containsExactly(new Resolution.Node("", "", "./libraries/a", List.of()));
  }
}
