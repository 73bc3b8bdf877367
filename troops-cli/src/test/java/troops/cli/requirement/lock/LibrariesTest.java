package troops.cli.requirement.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;
import troops.cli.requirement.ClassPath;
import troops.cli.requirement.LockedFile;
import troops.cli.requirement.Place;
import troops.cli.requirement.Requirement;
import troops.cli.requirement.Resolution;
import troops.cli.requirement.Setting;
import troops.cli.requirement.editable.Workshop;
import troops.cli.requirement.text.Folder;
import troops.cli.requirement.text.RequirementsReader;

/// A lock, from the work tree where it is made to the runs that use it.
class LibrariesTest {
  private static final Libraries.Terms REQUIRED = new Libraries.Terms(true, false);
  private static final Libraries.Terms VERIFIED = new Libraries.Terms(false, true);

  @TempDir Path root;
  Setting setting;
  Path work;

  @BeforeEach
  void makeSetting() throws IOException {
    setting = new Setting(root);
    work = root.resolve("work");
    setting
        .remote
        .publish("x:parent:1", "<packaging>pom</packaging>")
        .publish(
            "x:top:1",
            "x:bottom:1",
            "<parent><groupId>x</groupId><artifactId>parent</artifactId><version>1</version></parent>")
        .publish("x:bottom:1")
        .publish("x:bottom:2");
  }

  private Libraries libraries() {
    return new Libraries(setting.resolver(), new LockedFiles(root.resolve("locked")));
  }

  private WorkTree workTree(String... lines) {
    setting.requirements(lines);
    return new WorkTree(libraries(), work, LibrariesTest::noWorkshop, setting.said::add);
  }

  private static Workshop noWorkshop() {
    throw new AssertionError("there is nothing to build");
  }

  private WorkTree.Locked lock(String... lines) {
    return workTree(lines).lock(List.of(), false);
  }

  private ClassPath run(Libraries.Terms terms) {
    return libraries()
        .find(new Folder(work), terms, LibrariesTest::noWorkshop, setting.said::add)
        .classPath();
  }

  private Problem failure(Libraries.Terms terms) {
    return catchThrowableOfType(Problem.class, () -> run(terms));
  }

  /// Nothing is left of what was fetched but what a run with a lock keeps.
  private void forgetLocalRepository() throws IOException {
    Files.move(setting.local.root(), root.resolve("forgotten" + System.nanoTime()));
  }

  private static List<String> texts(ClassPath classPath) throws IOException {
    ArrayList<String> texts = new ArrayList<>();
    for (Path jar : classPath.jars()) {
      try (JarFile file = new JarFile(jar.toFile())) {
        texts.add(
            new String(
                file.getInputStream(file.entries().nextElement()).readAllBytes(),
                StandardCharsets.UTF_8));
      }
    }
    return texts;
  }

  @Test
  void namesJarsInTheirOrderAndThenThePoms() throws IOException {
    WorkTree.Locked locked = lock("x:top:1");
    assertThat(locked.changes()).containsExactly("+ x:top:1", "+ x:bottom:1");
    assertThat(LockReader.read(work).orElseThrow().files())
        .extracting(LockedFile::path)
        .containsExactly(
            "x/top/1/top-1.jar",
            "x/bottom/1/bottom-1.jar",
            "x/bottom/1/bottom-1.pom",
            "x/parent/1/parent-1.pom",
            "x/top/1/top-1.pom");
  }

  private ClassPath load(Libraries.Terms terms, String coordinates) {
    Requirement wanted = RequirementsReader.load(coordinates, new Place("deploy.java", 7));
    return libraries()
        .load(
            new Folder(work),
            wanted,
            Map.of(),
            terms,
            LibrariesTest::noWorkshop,
            setting.said::add);
  }

  private Problem loadFailure(Libraries.Terms terms, String coordinates) {
    return catchThrowableOfType(Problem.class, () -> load(terms, coordinates));
  }

  @Test
  void loadsWhatComesToWhatIsThere() throws IOException {
    setting.remote.publish("x:more:1", "x:bottom:2", "x:leaf:1").publish("x:leaf:1");
    setting.requirements("x:top:1");
    List<String> more = List.of("x:more:1", "x:leaf:1");
    assertThat(texts(load(Libraries.Terms.USUAL, "x:more:1"))).isEqualTo(more);
    // Asked again, nobody is asked.
    setting.removeLibraries();
    assertThat(texts(load(Libraries.Terms.USUAL, "x:more:1"))).isEqualTo(more);
  }

  @Test
  void replacesNothingThatIsThere() {
    setting.requirements("x:top:1");
    Problem problem = loadFailure(Libraries.Terms.USUAL, "x:bottom:2");
    assertThat(problem.message())
        .isEqualTo(
            "deploy.java:7: x:bottom:2 can't be loaded: x:bottom is needed in 2, and there in 1");
    assertThat(problem.hint())
        .isEqualTo("require x:bottom:2 in requirements.txt, or load another version");
    assertThat(load(Libraries.Terms.USUAL, "x:bottom:1").jars()).isEmpty();
  }

  @Test
  void loadsTheBundledLibraryWithoutAskingAnybody() throws IOException {
    setting.requirements("");
    setting.removeLibraries();
    ClassPath classPath = load(REQUIRED, "org.debianadmin:debian-admin:0.1.0");
    assertThat(classPath).isEqualTo(new ClassPath(true, List.of()));
    assertThat(loadFailure(REQUIRED, "org.troops:troops:9").message())
        .startsWith("deploy.java:7: this Troops is 0.1.0");
  }

  @Test
  void refusesToLoadWhatIsNotLocked() {
    setting.requirements("x:top:1");
    assertThat(loadFailure(REQUIRED, "x:bottom:2").message())
        .isEqualTo("deploy.java:7: there is no requirements.lock, and libraries are to be locked");
    lock("x:top:1");
    Problem problem = loadFailure(Libraries.Terms.USUAL, "x:bottom:2");
    assertThat(problem.message()).isEqualTo("deploy.java:7: x:bottom:2 isn't locked");
    assertThat(problem.hint())
        .isEqualTo(
            "add the line --load x:bottom:2 to requirements.txt, run troops requirements lock, and"
                + " commit both");
  }

  @Test
  void locksWhatMayBeLoaded() throws IOException {
    setting
        .remote
        .publish("x:more:1", "x:bottom:2", "x:leaf:1", "org.debianadmin:debian-admin:0.1.0")
        .publish("x:other:1", "x:leaf:1")
        .publish("x:leaf:1");
    String[] lines = {"x:top:1", "--load x:more:1", "--load x:other:1"};
    assertThat(lock(lines).changes())
        .containsExactly("+ x:top:1", "+ x:bottom:1", "+ x:more:1", "+ x:leaf:1", "+ x:other:1");
    assertThat(workTree(lines).vendor(root.resolve("vendor"))).isEqualTo(11);
    assertThat(texts(run(REQUIRED))).containsExactly("x:top:1", "x:bottom:1");
    assertThat(texts(load(REQUIRED, "x:more:1"))).containsExactly("x:more:1", "x:leaf:1");
    assertThat(load(REQUIRED, "x:more:1").debianAdmin()).isTrue();
    forgetLocalRepository();
    setting.removeLibraries();
    assertThat(texts(load(VERIFIED, "x:more:1"))).containsExactly("x:more:1", "x:leaf:1");
    setting.requirements("x:top:1", "--load x:more:1");
    assertThat(failure(Libraries.Terms.USUAL).details()).containsExactly("- --load x:other:1");
  }

  @Test
  void knowsTheFilesOfAWorkTree() throws IOException {
    lock("x:bottom:[1,2)");
    setting.remote.publish("x:bottom:1.5");
    WorkTree workTree = workTree("x:bottom:[1,2)", "--repository https://repo.example.com/maven");
    assertThat(workTree.compiled().files())
        .extracting(Resolution.Outcome.Resolved.File::version)
        .containsExactly("1");
    assertThat(workTree.sources().repositories()).hasSize(1);
    Files.delete(work.resolve(Lock.FILE));
    assertThat(workTree("x:bottom:1", "x:top:1").compiled().files()).hasSize(2);
  }

  @Test
  void refusesToLoadWhatIsNoLibrary() {
    for (String coordinates :
        List.of("", "x", "x:y", "x:y:", "x:y:[1,2)", "x:y:LATEST", "x:../y:1")) {
      assertThat(loadFailure(Libraries.Terms.USUAL, coordinates).message())
          .isEqualTo("deploy.java:7: '" + coordinates + "' is no library in one version");
    }
  }

  @Test
  void isReadBySha256sum() throws Exception {
    lock("x:top:1");
    Process process =
        new ProcessBuilder("sha256sum", "--check", "--strict", work.resolve(Lock.FILE).toString())
            .directory(setting.local.root().toFile())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said.lines()).hasSize(5).allMatch(line -> line.endsWith(": OK"));
  }

  @Test
  void needsNeitherTheResolverNorAnyRepositoryOnceTheFilesAreThere() throws IOException {
    lock("x:top:1", "org.debianadmin:debian-admin");
    ClassPath first = run(REQUIRED);
    assertThat(texts(first)).containsExactly("x:top:1", "x:bottom:1");
    assertThat(first.debianAdmin()).isTrue();
    setting.removeLibraries();
    forgetLocalRepository();
    Files.move(setting.remote.root(), root.resolve("unplugged"));
    assertThat(run(REQUIRED)).isEqualTo(first);
    assertThat(run(VERIFIED)).isEqualTo(first);
  }

  @Test
  void fetchesWithoutReadingAnyPom() throws IOException {
    lock("x:top:1");
    forgetLocalRepository();
    setting.said.clear();
    assertThat(texts(run(REQUIRED))).containsExactly("x:top:1", "x:bottom:1");
    assertThat(setting.said).hasSize(2).noneMatch(line -> line.contains("pom"));
    assertThat(setting.local.root().resolve("x")).doesNotExist();
  }

  @Test
  void usesNothingThatTheLockDoesNotName() throws IOException {
    lock("x:top:1");
    setting.remote.publish("x:top:1", "x:bottom:2");
    assertThat(texts(run(REQUIRED))).containsExactly("x:top:1", "x:bottom:1");
  }

  @Test
  void refusesOtherContentAndKeepsNothingOfIt() throws IOException {
    lock("x:top:1");
    forgetLocalRepository();
    Path jar = setting.remote.file("x:bottom:1", "jar");
    byte[] right = Files.readAllBytes(jar);
    setting.remote.publish("x:bottom:1", "<!-- another jar -->");
    Files.write(jar, new byte[] {'P', 'K'});
    Files.writeString(jar.resolveSibling(jar.getFileName() + ".sha1"), sha1(new byte[] {'P', 'K'}));
    Problem problem = failure(REQUIRED);
    assertThat(problem.kind()).isEqualTo(Kind.UNRESOLVED_REQUIREMENT);
    assertThat(problem.message())
        .isEqualTo("x:bottom:1 has other content than requirements.lock says");
    assertThat(problem.details()).anyMatch(line -> line.startsWith("locked: sha256 "));
    try (DirectoryStream<Path> kept = Files.newDirectoryStream(root.resolve("locked"))) {
      assertThat(kept).hasSize(1);
    }
    Files.write(jar, right);
    Files.writeString(jar.resolveSibling(jar.getFileName() + ".sha1"), sha1(right));
    assertThat(texts(run(REQUIRED))).hasSize(2);
  }

  private static String sha1(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void fetchesAgainWhatWasChangedInTheCache() throws IOException {
    lock("x:top:1");
    Path jar = run(REQUIRED).jars().getFirst();
    byte[] right = Files.readAllBytes(jar);
    Files.write(jar, new byte[] {'P', 'K'});
    assertThat(run(REQUIRED).jars()).contains(jar);
    assertThat(jar).hasBinaryContent(right);

    // Somebody who means it sets the time back: that, verifying finds.
    FileTime time = Files.getLastModifiedTime(jar);
    Files.write(jar, new byte[] {'P', 'K'});
    Files.setLastModifiedTime(jar, time);
    assertThat(run(VERIFIED).jars()).contains(jar);
    assertThat(jar).hasBinaryContent(right);
  }

  @Test
  void refusesToRunWithoutALockThatIsRequired() {
    setting.requirements("x:top:1");
    assertThat(failure(REQUIRED).message())
        .isEqualTo("there is no requirements.lock, and libraries are to be locked");
    setting.requirements("org.debianadmin:debian-admin");
    assertThat(run(REQUIRED).debianAdmin()).isTrue();
  }

  @Test
  void refusesALockThatDoesNotFit() throws IOException {
    lock("x:top:1");
    setting.requirements("x:top:1", "x:bottom:2");
    assertThat(failure(Libraries.Terms.USUAL).details()).containsExactly("+ x:bottom:2");
    Files.delete(work.resolve("requirements.txt"));
    assertThat(failure(Libraries.Terms.USUAL).details()).containsExactly("- x:top:1");
  }

  @Test
  void changesAsLittleAsPossible() throws IOException {
    lock("x:bottom >= 1, < 2");
    assertThat(lock("x:bottom >= 1, < 2").changes()).isEmpty();
    assertThat(lock("x:bottom >= 1").changes()).as("1 is still wanted").isEmpty();
    setting.remote.publish("x:other:1");
    assertThat(lock("x:bottom >= 1", "x:other >= 1").changes()).containsExactly("+ x:other:1");
    setting.remote.publish("x:other:2");
    WorkTree workTree = workTree("x:bottom >= 1", "x:other >= 1");
    assertThat(workTree.lock(List.of("x:other"), false).changes())
        .containsExactly("+ x:other:2", "- x:other:1");
    assertThat(workTree.lock(List.of(), true).changes())
        .containsExactly("+ x:bottom:2", "- x:bottom:1");
    Problem problem =
        catchThrowableOfType(Problem.class, () -> workTree.lock(List.of("x:none"), false));
    assertThat(problem.message()).isEqualTo("requirements.lock has no x:none");
  }

  @Test
  void saysWhichLockedFileCannotBeHad() throws IOException {
    lock("x:top:1", "x:bottom:1");
    forgetLocalRepository();
    Files.move(setting.remote.root(), root.resolve("unplugged"));
    Problem problem = failure(REQUIRED);
    assertThat(problem.message())
        .isEqualTo("requirements.txt:1: x:top:1 is in none of the repositories (and 1 more)");
    assertThat(problem.details())
        .contains("requirements.txt:2: x:bottom:1 is in none of the repositories");
  }

  @Test
  void refusesToLockWhatWasPublishedAnewUnderTheSameName() throws IOException {
    lock("x:bottom:1");
    forgetLocalRepository();
    setting.remote.publish("x:bottom:1", "x:top:1");
    Problem problem = catchThrowableOfType(Problem.class, () -> lock("x:bottom:1", "x:top:1"));
    assertThat(problem.message())
        .isEqualTo("x:bottom:1 pom has other content than requirements.lock says");
  }

  @Test
  void refusesToLockASnapshot() throws IOException {
    setting.local.publish("x:moving:1-SNAPSHOT");
    setting.remote.publish("x:moving:1-SNAPSHOT");
    Problem problem = catchThrowableOfType(Problem.class, () -> lock("x:moving:1-SNAPSHOT"));
    assertThat(problem.message()).contains("x:moving:1-SNAPSHOT");
    assertThat(work.resolve(Lock.FILE)).doesNotExist();
  }

  @Test
  void makesARepositoryThatNeedsNoOther() throws IOException {
    Files.createDirectories(work.resolve("vendor"));
    WorkTree workTree = workTree("--repository ./vendor", "--no-index", "x:top:1", "x:bottom >= 1");
    Problem empty = catchThrowableOfType(Problem.class, () -> workTree.lock(List.of(), false));
    assertThat(empty.message()).contains("none of the repositories");

    assertThat(workTree("x:top:1", "x:bottom >= 1").vendor(work.resolve("vendor")))
        .as("two jars, and four poms: that of the version that lost, and a parent")
        .isEqualTo(6);
    Files.move(setting.remote.root(), root.resolve("unplugged"));
    forgetLocalRepository();
    setting.requirements("--repository ./vendor", "--no-index", "x:top:1", "x:bottom >= 1");
    assertThat(texts(run(Libraries.Terms.USUAL))).containsExactly("x:top:1", "x:bottom:2");
    forgetLocalRepository();
    workTree("--repository ./vendor", "--no-index", "x:top:1", "x:bottom >= 1")
        .lock(List.of(), false);
    assertThat(texts(run(REQUIRED))).containsExactly("x:top:1", "x:bottom:2");
  }

  @Test
  void showsWhichVersionWonAndWhoAskedForIt() throws IOException {
    setting.remote.publish("x:other:1", "x:middle:1").publish("x:middle:1", "x:bottom:2");
    List<Resolution.Node> tree = workTree("x:top:1", "x:other:1").tree();
    assertThat(tree.toString())
        .contains("coordinates=x:bottom:1, because=, origin=, needs=[]")
        .contains("coordinates=x:bottom:2, because=1 won: x:top:1 asks for it, origin=, needs=[]");
    assertThat(workTree("x:top:1", "x:bottom:2").tree().toString())
        .contains("coordinates=x:bottom:1, because=2 won: required directly, origin=, needs=[]");
  }
}
