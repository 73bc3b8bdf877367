package troops.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.channels.FileChannel;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The directions between packages, and the doors to the world: each is one named class, or one
/// package, and no other may open it.
class ArchitectureTest {
  private static final JavaClasses TOOL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("troops.cli");

  /// Packages with more than fifteen types, and why.
  private static final Map<String, String> LARGE =
      Map.of(
          "troops.cli.run",
          "the ten steps of a run; it shrinks when preparation becomes a package of its own",
          "troops.cli.requirement",
          "both sides of the resolver's class loader share the values in it",
          "troops.cli.requirement.maven",
          "each is one of the things that Maven Resolver asks of whoever embeds it",
          "troops.cli.command",
          "a verb is one class or two, and they share what is typed and how it is shown");

  @Test
  void packagesDependOnEachOtherInOneDirection() {
    layeredArchitecture()
        .consideringOnlyDependenciesInLayers()
        .layer("tool")
        .definedBy("troops.cli")
        .layer("command")
        .definedBy("troops.cli.command")
        .layer("node")
        .definedBy("troops.cli.node..")
        .layer("report")
        .definedBy("troops.cli.report")
        .layer("history")
        .definedBy("troops.cli.history")
        .layer("run")
        .definedBy("troops.cli.run")
        .layer("workspace")
        .definedBy("troops.cli.workspace")
        .layer("rehearsal")
        .definedBy("troops.cli.rehearsal")
        .layer("script")
        .definedBy("troops.cli.script")
        .layer("repository")
        .definedBy("troops.cli.repository..")
        .layer("requirement")
        .definedBy("troops.cli.requirement..")
        .layer("event")
        .definedBy("troops.cli.event")
        .layer("state")
        .definedBy("troops.cli.state")
        .layer("console")
        .definedBy("troops.cli.console")
        .whereLayer("tool")
        .mayNotBeAccessedByAnyLayer()
        .whereLayer("command")
        .mayOnlyBeAccessedByLayers("tool")
        .whereLayer("node")
        .mayOnlyBeAccessedByLayers("tool", "command")
        .whereLayer("history")
        .mayOnlyBeAccessedByLayers("tool", "command", "node", "run", "report")
        .whereLayer("report")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("run")
        .mayOnlyBeAccessedByLayers("tool", "command", "node")
        .whereLayer("workspace")
        .mayOnlyBeAccessedByLayers("command")
        .whereLayer("rehearsal")
        .mayOnlyBeAccessedByLayers("run")
        .whereLayer("script")
        .mayOnlyBeAccessedByLayers("command", "run")
        .whereLayer("repository")
        .mayOnlyBeAccessedByLayers("run", "node", "command", "workspace")
        .whereLayer("requirement")
        .mayOnlyBeAccessedByLayers("tool", "command", "node", "run", "script", "workspace")
        .whereLayer("event")
        .mayOnlyBeAccessedByLayers("command", "node", "report", "history", "run", "rehearsal")
        .whereLayer("state")
        .mayOnlyBeAccessedByLayers(
            "tool",
            "command",
            "node",
            "history",
            "run",
            "rehearsal",
            "script",
            "repository",
            "requirement")
        .whereLayer("console")
        .mayOnlyBeAccessedByLayers("tool", "command", "node", "report", "history", "event")
        .check(TOOL);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("troops.cli.(*)..").should().beFreeOfCycles().check(TOOL);
  }

  @Test
  void leavesKnowNothingOfTheRest() {
    onlyKnows("troops.cli.problem", "troops.cli.problem");
    onlyKnows("troops.cli.console", "troops.cli.console");
    onlyKnows("troops.cli.event", "troops.cli.event", "troops.cli.console", "troops.cli.problem");
    onlyKnows("troops.cli.state", "troops.cli.state", "troops.cli.problem");
    onlyKnows(
        "troops.cli.history",
        "troops.cli.history",
        "troops.cli.event",
        "troops.cli.state",
        "troops.cli.console",
        "troops.cli.problem");
    onlyKnows(
        "troops.cli.rehearsal",
        "troops.cli.rehearsal",
        "troops.cli.event",
        "troops.cli.state",
        "troops.cli.problem");
    onlyKnows(
        "troops.cli.report",
        "troops.cli.report",
        "troops.cli.history",
        "troops.cli.event",
        "troops.cli.console",
        "troops.cli.problem");
    onlyKnows("troops.cli.script", "troops.cli.script", "troops.cli.state", "troops.cli.problem");
  }

  /// What a run answers has values of other packages in it; commands print those, and no more.
  @Test
  void commandsKnowOnlyValuesOfWhatLiesBelowTheRun() {
    Set<String> known = new TreeSet<>();
    for (JavaClass type : TOOL) {
      if (type.getPackageName().equals("troops.cli.command")) {
        type.getDirectDependenciesFromSelf().stream()
            .map(dependency -> dependency.getTargetClass())
            .filter(
                resideInAnyPackage(
                    "troops.cli.script..", "troops.cli.repository..", "troops.cli.requirement.."))
            .forEach(target -> known.add(name(target)));
      }
    }
    assertThat(known)
        .containsExactly(
            "repository.Revision",
            "requirement.Bundled",
            "requirement.Resolution",
            "requirement.lock.Libraries",
            "requirement.lock.WorkTree",
            "script.DeployableMethod");
  }

  private static void onlyKnows(String from, String... others) {
    noClasses()
        .that()
        .resideInAPackage(from)
        .should()
        .dependOnClassesThat(
            resideInAPackage("troops.cli..")
                .and(DescribedPredicate.not(resideInAnyPackage(others))))
        .check(TOOL);
  }

  @Test
  void onlyNamedPackagesKnowNamedLibraries() {
    onlyIn(Set.of("troops.cli.command"), "org.apache.commons.cli..");
    onlyIn(
        Set.of("troops.cli.requirement.maven"),
        "eu.maveniverse..",
        "org.eclipse.aether..",
        "org.apache.maven..",
        "org.apache.http..",
        "org.codehaus.plexus..");
    onlyIn(
        Set.of("troops.cli.script"), "javax.tools..", "com.sun.source..", "java.lang.classfile..");
    onlyIn(Set.of("troops.cli.event"), "com.github.difflib..");
    onlyIn(Set.of("troops.cli.event", "troops.cli.command"), "io.avaje..");
    onlyIn(Set.of(), "org.slf4j..", "java.util.logging..", "com.google..");
  }

  private static void onlyIn(Set<String> packages, String... libraries) {
    noClasses()
        .that()
        .resideOutsideOfPackages(packages.toArray(String[]::new))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .check(TOOL);
  }

  @Test
  void onlyDiffComparesTextsAndOnlyRenderingsAndTheirReaderKnowJson() {
    assertThat(whoDependsOn("com.github.difflib..")).containsExactly("event.Diff");
    assertThat(whoDependsOn("io.avaje.."))
        .containsExactly(
            "command.Listing", "event.EventFields", "event.JsonLines", "event.JsonRendering");
  }

  @Test
  void onlyTheNetworkOfACopyIsEnteredByForeignCalls() {
    assertThat(whoDependsOn("java.lang.foreign..")).containsExactly("rehearsal.NetworkNamespace");
  }

  @Test
  void noClassKnowsTheLibraryThatScriptsUse() {
    assertThat(whoDependsOn("debianadmin..")).isEmpty();
  }

  private static Set<String> whoDependsOn(String library) {
    DescribedPredicate<JavaClass> there = resideInAPackage(library);
    return TOOL.stream()
        .filter(type ->
            type.getDirectDependenciesFromSelf().stream()
                .anyMatch(dependency -> there.test(dependency.getTargetClass())))
        .map(ArchitectureTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /// The outermost class, as people would name it.
  private static String name(JavaClass type) {
    String name = type.getName();
    int nested = name.indexOf('$');
    return (nested < 0 ? name : name.substring(0, nested)).substring("troops.cli.".length());
  }

  @FunctionalInterface
  private interface Door {
    boolean isOpenedBy(JavaAccess<?> access);
  }

  private static Set<String> whoOpens(Door door) {
    return TOOL.stream()
        .filter(type -> type.getAccessesFromSelf().stream().anyMatch(door::isOpenedBy))
        .map(ArchitectureTest::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Door door(Class<?> owner, String... members) {
    return access ->
        access.getTargetOwner().isAssignableTo(owner)
            && (members.length == 0
                || Arrays.asList(members).contains(access.getTarget().getName()));
  }

  @Test
  void onlyGitTheJournalAndRehearsalsStartProgramsByThemselves() {
    assertThat(whoOpens(door(ProcessBuilder.class)))
        .containsExactly(
            "node.aftermath.DatagramSocket", "rehearsal.MachineCopy", "repository.Git");
    assertThat(whoOpens(door(Runtime.class, "exec"))).isEmpty();
  }

  @Test
  void onlyTheToolEndsTheProcess() {
    assertThat(whoOpens(door(System.class, "exit"))).containsExactly("Tool");
    // A script that ends the process itself must not choose the exit code.
    assertThat(whoOpens(door(Runtime.class, "halt"))).containsExactly("Tool", "run.Supervisor");
    assertThat(whoOpens(door(Runtime.class, "exit"))).isEmpty();
  }

  @Test
  void standardStreamsHaveFewDoors() {
    assertThat(whoOpens(door(System.class, "out", "err", "in"))).containsExactly("Tool");
    assertThat(whoOpens(door(System.class, "setOut", "setErr", "setIn")))
        .containsExactly("run.Deployment");
    assertThat(whoOpens(door(java.io.FileDescriptor.class, "in", "out", "err")))
        .containsExactly("console.Outlet", "node.control.Connection");
    assertThat(whoOpens(door(Throwable.class, "printStackTrace"))).containsExactly("Tool");
  }

  @Test
  void onlyTheLockLocksFiles() {
    assertThat(whoOpens(door(FileChannel.class, "lock", "tryLock"))).containsExactly("state.Lock");
  }

  @Test
  void theEnvironmentHasOneDoor() {
    assertThat(whoOpens(door(System.class, "getenv"))).containsExactly("Tool");
  }

  @Test
  void packagesAreSmall() {
    Map<String, Set<String>> types = new TreeMap<>();
    for (JavaClass type : TOOL) {
      if (type.getName().indexOf('$') < 0 && !type.getSimpleName().equals("package-info")) {
        types
            .computeIfAbsent(type.getPackageName(), key -> new TreeSet<>())
            .add(type.getSimpleName());
      }
    }
    types.forEach((name, members) -> {
      if (!LARGE.containsKey(name)) {
        assertThat(members).as(name).hasSizeLessThanOrEqualTo(15);
      }
    });
    assertThat(LARGE.keySet())
        .as("exceptions that are none any more")
        .allMatch(name -> types.getOrDefault(name, Set.of()).size() > 15);
  }
}
