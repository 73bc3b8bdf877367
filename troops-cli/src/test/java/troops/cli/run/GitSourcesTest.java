package troops.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static troops.cli.run.SourcesBench.contents;
import static troops.cli.run.SourcesBench.needs;
import static troops.cli.run.SourcesBench.pom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.repository.TempGit;
import troops.cli.requirement.lock.Libraries;
import troops.cli.requirement.lock.Lock;
import troops.cli.requirement.lock.LockReader;
import troops.cli.state.Directories;

/// Requirements that are commits of Git repositories.
class GitSourcesTest {
  private static final Libraries.Terms LOCKED = new Libraries.Terms(true, false);

  @TempDir Path root;
  SourcesBench bench;
  String first = "";

  @BeforeEach
  void makeBench() throws IOException {
    bench = new SourcesBench(root);
    bench.setting.remote.publish("x:top:1", "x:fork:1").publish("x:fork:1").publish("x:extra:1");
    bench
        .fork
        .write("core/pom.xml", pom("x:fork:2", needs("x:extra:1")))
        .write("core/src/main/java/a/First.java", "package a; class First {}");
    first = bench.fork.commit("first");
    bench.fork.run("tag", "-a", "-m", "one", "v1");
  }

  private void second() throws IOException {
    bench.fork.run("mv", "core/src/main/java/a/First.java", "core/src/main/java/a/Second.java");
    bench.fork.write("core/src/main/java/a/Second.java", "package a; class Second {}");
    bench.fork.commit("second");
  }

  private String at(String revision) {
    return "-e " + bench.forked() + revision + "#subdirectory=core";
  }

  private void unplug() throws IOException {
    Files.move(bench.fork.directory(), root.resolve("unplugged"));
  }

  private void plug() throws IOException {
    Files.move(root.resolve("unplugged"), bench.fork.directory());
  }

  @ParameterizedTest
  @ValueSource(strings = {"@v1", "@ID", "@SHORT"})
  void buildsATagOrACommitAndThenNeedsNoNetwork(String revision) throws IOException {
    second();
    bench.requires(
        "x:top:1", at(revision.replace("ID", first).replace("SHORT", first.substring(0, 7))));
    Libraries.Found found = bench.run();
    assertThat(contents(found))
        .containsExactly(List.of("a/First.class"), List.of("extra.txt"), List.of("top.txt"));
    assertThat(found.settled()).isTrue();
    assertThat(found.folders()).isEmpty();
    unplug();
    assertThat(bench.run()).isEqualTo(found);
    assertThat(bench.setting.said).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"@master", ""})
  void looksABranchUpAtEachRun(String revision) throws IOException {
    bench.requires(at(revision));
    assertThat(contents(bench.run())).contains(List.of("a/First.class"));
    assertThat(bench.run().settled()).isFalse();
    assertThat(bench.built()).isEmpty();
    second();
    assertThat(contents(bench.run())).contains(List.of("a/Second.class"));
    unplug();
    assertThat(contents(bench.run())).contains(List.of("a/Second.class"));
    assertThat(bench.setting.said)
        .anyMatch(
            line -> line.startsWith("cannot fetch file://") && line.endsWith(", as it was last"));
  }

  @Test
  void staysTheCommitThatRunsWhileSomethingIsLoaded() throws IOException {
    bench.requires(at("@master"));
    Libraries.Found found = bench.run();
    bench.fork.write("core/pom.xml", pom("x:other:1")).commit("another library");
    assertThat(contents(bench.load(found, "x:top:1"))).containsExactly(List.of("top.txt"));
    assertThat(contents(bench.load(bench.run(), "x:top:1")))
        .containsExactly(List.of("top.txt"), List.of("fork.txt"));
  }

  @Test
  void buildsTheSameTreeOnce() throws IOException {
    bench.requires(at("@master"));
    Path jar = bench.run().classPath().jars().getFirst();
    bench.fork.write("README.md", "of no matter").commit("readme");
    assertThat(bench.run().classPath().jars()).contains(jar);
    assertThat(bench.built()).isEmpty();
  }

  @Test
  void buildsPlainSourcesToo() throws IOException {
    bench.fork.write("plain/b/B.java", "package b; class B {}").commit("plain");
    bench.requires("-e " + bench.forked() + "#subdirectory=plain");
    assertThat(contents(bench.run())).containsExactly(List.of("b/B.class"));
  }

  @Test
  void locksTheCommitOfABranch() throws IOException {
    bench.requires("x:top:1", at("@master"));
    assertThat(bench.lock().changes())
        .containsExactly(
            "+ x:extra:1", "+ x:top:1", "+ " + at("@master").substring(3) + " " + first);
    String text = Files.readString(bench.work.resolve("requirements.lock"));
    assertThat(text)
        .contains("# requires " + at("@master") + "\n")
        .contains("# requires x:fork:2 needs x:extra:1\n")
        .contains("# commit " + first + " " + at("@master").substring(3) + "\n")
        .doesNotContain("x/fork/");
    second();
    Libraries.Found found = bench.run(LOCKED);
    assertThat(contents(found)).contains(List.of("a/First.class"));
    assertThat(found.settled()).isTrue();
    assertThat(found.locked()).isTrue();

    unplug();
    bench.setting.removeLibraries();
    assertThat(bench.run(LOCKED)).isEqualTo(found);
    assertThat(bench.setting.said).isEmpty();
  }

  @Test
  void keepsTheCommitUnlessItIsToBeUpdated() throws IOException {
    bench.requires("x:top:1", at("@master"));
    bench.lock();
    second();
    bench.setting.remote.publish("x:new:1");
    bench.requires("x:top:1", "x:new:1", at("@master"));
    assertThat(bench.lock().changes()).containsExactly("+ x:new:1");
    assertThat(lock().commits()).containsValue(first);
    String name = at("@master").substring(3);
    String now = bench.fork.run("rev-parse", "HEAD");
    assertThat(bench.lock(name).changes())
        .containsExactly("+ " + name + " " + now, "- " + name + " " + first);
    assertThat(contents(bench.run(LOCKED))).contains(List.of("a/Second.class"));
    Problem problem = catchThrowableOfType(Problem.class, () -> bench.lock("git+https://none"));
    assertThat(problem.message()).isEqualTo("requirements.lock has no git+https://none");
  }

  private Lock lock() {
    return LockReader.read(bench.work).orElseThrow();
  }

  @Test
  void updatesAllCommits() throws IOException {
    bench.requires(at("@master"));
    bench.lock();
    second();
    bench.workTree().lock(List.of(), true);
    assertThat(contents(bench.run(LOCKED))).contains(List.of("a/Second.class"));
  }

  @Test
  void refusesALockThatDoesNotFit() throws IOException {
    bench.requires(at("@master"));
    bench.lock();
    bench.requires(at("@v1"));
    assertThat(bench.failure().details()).containsExactly("+ " + at("@v1"), "- " + at("@master"));

    bench.requires(at("@master"));
    Path lock = bench.work.resolve("requirements.lock");
    String text = Files.readString(lock);
    Files.writeString(lock, text.replaceAll("# commit .*\n", ""));
    assertThat(bench.failure().details()).contains("+ " + at("@master") + " (its commit)");

    String other = "0123456789".repeat(4);
    Files.writeString(lock, text.replace("# commit " + first, "# commit " + other));
    Problem problem = bench.failure();
    assertThat(problem.kind()).isEqualTo(Kind.UNRESOLVED_REQUIREMENT);
    assertThat(problem.message()).startsWith("requirements.txt:1: cannot fetch file://");

    bench.requires(at("@" + first));
    Files.delete(lock);
    bench.lock();
    Files.writeString(
        lock, Files.readString(lock).replace("# commit " + first, "# commit " + other));
    assertThat(bench.failure().message())
        .isEqualTo("requirements.txt:1: this isn't the commit that is locked: " + other);
  }

  @Test
  void refusesToRunWithoutALockThatIsRequired() {
    bench.requires(at("@v1"));
    Problem problem = catchThrowableOfType(Problem.class, () -> bench.run(LOCKED));
    assertThat(problem.message())
        .isEqualTo("there is no requirements.lock, and libraries are to be locked");
    assertThat(bench.setting.said).as("nothing was fetched").isEmpty();
  }

  @Test
  void fetchesALockedCommitThatNoBranchLeadsToAnyMore() throws IOException {
    second();
    String lost = bench.fork.run("rev-parse", "HEAD");
    bench.fork.run("reset", "--quiet", "--hard", "v1");
    bench.requires(at("@" + lost));
    assertThat(contents(bench.run())).contains(List.of("a/Second.class"));
  }

  @Test
  void saysWhatIsNotThere() throws IOException {
    bench.requires(at("@v9"));
    Problem problem = bench.failure();
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:1: file://"
                + bench.fork.directory()
                + " has no tag, branch or commit v9");
    assertThat(problem.hint()).startsWith("git ls-remote file://");
    bench.requires("-e " + bench.forked() + "@v1#subdirectory=gone");
    assertThat(bench.failure().message())
        .startsWith("requirements.txt:1: there is no folder gone in file://");
    unplug();
    bench.requires("-e " + bench.forked() + ".other");
    assertThat(bench.failure().message())
        .isEqualTo(
            "requirements.txt:1: cannot fetch file://%s.other: '%s.other' does not appear to be a git repository"
                .formatted(bench.fork.directory(), bench.fork.directory()));
    plug();
  }

  @Test
  void refusesSubmodulesInTheSourcesAndNoOthers() throws IOException {
    for (String path : List.of("modules/other", "core/src/test/resources/other")) {
      bench.fork.run("update-index", "--add", "--cacheinfo", "160000," + first + "," + path);
    }
    bench.fork.run("commit", "--quiet", "-m", "submodules elsewhere");
    bench.requires(at("@master"));
    assertThat(contents(bench.run())).contains(List.of("a/First.class"));
    bench.fork.run("update-index", "--add", "--cacheinfo", "160000," + first + ",core/other");
    bench.fork.run("commit", "--quiet", "-m", "a submodule among the sources");
    Problem problem = bench.failure();
    assertThat(problem.kind()).isEqualTo(Kind.INCOMPLETE_COMMIT);
    assertThat(problem.message()).startsWith("requirements.txt:1: core/other is a submodule");
  }

  @Test
  void showsTheCommitInTheTree() {
    bench.requires("x:top:1", at("@v1"));
    assertThat(bench.workTree().tree().toString())
        .contains(
            "coordinates=x:fork:2, because=, origin="
                + at("@v1").substring(3)
                + " at "
                + first.substring(0, 10));
  }

  @Test
  void refusesToVendorWhatComesFromGit() throws IOException {
    bench.requires(at("@v1"));
    Problem problem =
        catchThrowableOfType(Problem.class, () -> bench.workTree().vendor(root.resolve("vendor")));
    assertThat(problem.message())
        .isEqualTo(
            "requirements.txt:1: "
                + at("@v1").substring(3)
                + " can't be part of a Maven repository");
    bench
        .write("fork/pom.xml", pom("x:fork:2", needs("x:extra:1")))
        .write("fork/src/main/java/a/A.java", "package a;", "class A {}")
        .requires("x:top:1", "-e ./fork");
    assertThat(bench.workTree().vendor(bench.work.resolve("vendor"))).isEqualTo(4);
    Files.move(bench.setting.remote.root(), root.resolve("no-remote"));
    Files.move(bench.setting.local.root(), root.resolve("no-local"));
    bench.requires("--repository ./vendor", "--no-index", "x:top:1", "-e ./fork");
    assertThat(contents(bench.run())).hasSize(3);
  }

  @Test
  void needsNoHeadWhereABranchIsNamed() throws IOException {
    bench.fork.run("symbolic-ref", "HEAD", "refs/heads/none");
    bench.requires(at("@master"));
    assertThat(contents(bench.run())).contains(List.of("a/First.class"));
    bench.requires(at(""));
    assertThat(bench.failure().message()).endsWith(": couldn't find remote ref HEAD");
  }

  @Test
  void fetchesAgainWhatHasLostItsContent() throws IOException {
    bench.requires(at("@v1"));
    bench.run();
    Path cache = bench.tools.directories().cache();
    Path fetched;
    try (var all = Files.list(cache.resolve("sources"))) {
      fetched = all.findFirst().orElseThrow();
    }
    Path packs = fetched.resolve("objects/pack");
    Files.move(packs, fetched.resolve("packs"));
    Files.createDirectory(packs);
    try (var all = Files.list(fetched.resolve("packs"))) {
      Path pack = all.filter(file -> file.toString().endsWith(".pack")).findFirst().orElseThrow();
      new TempGit(fetched).feed(Files.readAllBytes(pack), "unpack-objects", "-q");
    }
    String tree = bench.fork.run("rev-parse", "v1:core");
    Files.delete(
        fetched.resolve("objects").resolve(tree.substring(0, 2)).resolve(tree.substring(2)));
    Directories.remove(cache.resolve("editable"));
    assertThat(bench.failure().kind()).isEqualTo(Kind.GIT_FAILED);
    assertThat(contents(bench.run())).contains(List.of("a/First.class"));
  }

  @Test
  void makesADamagedCacheAgain() throws IOException {
    bench.requires(at("@v1"));
    bench.run();
    try (var all = Files.walk(bench.tools.directories().cache().resolve("sources"))) {
      for (Path pack : all.filter(path -> path.toString().endsWith(".pack")).toList()) {
        Files.delete(pack);
      }
    }
    second();
    bench.requires(at("@master"));
    assertThat(contents(bench.run())).contains(List.of("a/Second.class"));
  }
}
