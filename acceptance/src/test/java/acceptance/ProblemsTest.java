package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import troops.cli.problem.Kind;

/// Every kind of problem is provoked as a person would, and read as a person would: what, where,
/// and what to do next.
class ProblemsTest {
  private static final String FINE = "import troops.*;\n@Deployable\nvoid fine() {}\n";

  /// A fault of Troops itself can't be provoked from outside; where one is known, it is mended
  /// instead.
  private static final Set<Kind> NOT_FROM_OUTSIDE = EnumSet.of(Kind.INTERNAL);

  @TempDir Path directory;

  /// What provokes a kind, and what the message has to contain.
  private record Example(Function<Bench, Result> provoke, List<String> says) {}

  private static Example example(Function<Bench, Result> provoke, String... says) {
    return new Example(provoke, List.of(says));
  }

  private static Map<Kind, Example> examples() {
    Map<Kind, Example> all = new EnumMap<>(Kind.class);
    repositories(all);
    scripts(all);
    runs(all);
    return all;
  }

  private static void repositories(Map<Kind, Example> all) {
    all.put(
        Kind.NOT_A_REPOSITORY,
        example(
            bench -> bench.troops("deploy", "--repository=out", "--json"),
            "not a Git repository: ",
            "run git init there"));
    all.put(
        Kind.EMPTY_REPOSITORY,
        example(bench -> bench.deploy("--json"), "no commit yet: ", "git add deploy.java"));
    all.put(
        Kind.NO_SUCH_REVISION,
        example(
            bench -> bench.script(FINE).deploy("--json", "--revision=nowhere"),
            "no commit is called 'nowhere' in ",
            "git -C "));
    all.put(
        Kind.NO_DEPLOY_JAVA,
        example(
            bench -> bench.file("other", "").commit().file("deploy.java", FINE).deploy("--json"),
            " has no deploy.java",
            "there is one in the work tree: commit it"));
    all.put(
        Kind.FILE_EXISTS,
        example(
            bench -> bench.file("deploy.java", FINE).troops("init", "work", "--json"),
            "there is something already in ",
            "/work: deploy.java",
            "nothing was written; name another directory"));
    all.put(
        Kind.INCOMPLETE_COMMIT,
        example(
            bench -> {
              bench.script(FINE);
              String commit = bench.git("rev-parse", "HEAD");
              bench.git("update-index", "--add", "--cacheinfo", "160000," + commit + ",vendor");
              bench.git("commit", "--quiet", "--message=a submodule");
              return bench.deploy("--json");
            },
            "vendor is a submodule",
            "put the files there"));
    all.put(
        Kind.GIT_FAILED,
        example(
            bench -> {
              bench.script(FINE);
              String tree = bench.git("rev-parse", "HEAD^{tree}");
              delete(
                  bench
                      .work()
                      .resolve(".git/objects")
                      .resolve(tree.substring(0, 2))
                      .resolve(tree.substring(2)));
              return bench.deploy("--json");
            },
            "git cat-file: "));
  }

  private static void scripts(Map<Kind, Example> all) {
    all.put(
        Kind.RESERVED_PACKAGE,
        example(
            bench ->
                bench
                    .file("troops/Mine.java", "package troops; class Mine {}")
                    .script(FINE)
                    .deploy("--json"),
            "troops/Mine.java declares package troops, which belongs to Troops"));
    all.put(
        Kind.COMPILE_ERROR,
        example(
            bench -> bench.script("void main() { nonsense }\n").deploy("--json"),
            "the script doesn't compile: ",
            "deploy.java:1:"));
    all.put(
        Kind.BAD_DEPLOYABLE,
        example(
            bench ->
                bench
                    .script("import troops.*;\n@Deployable\nvoid asks(String what) {}\n")
                    .deploy("--json"),
            "deploy.java:3: deployable asks has parameters"));
    all.put(
        Kind.BAD_REQUIREMENT,
        example(
            bench ->
                bench
                    .script(FINE)
                    .file("requirements.txt", "\norg.example:thing => 2\n")
                    .commit()
                    .deploy("--json"),
            "requirements.txt:2:"));
    all.put(
        Kind.UNRESOLVED_REQUIREMENT,
        example(
            bench ->
                bench
                    .script(FINE)
                    .file("requirements.txt", "org.troops:troops:99\n")
                    .commit()
                    .deploy("--json"),
            "requirements.txt:1: this Troops is 0.1.0"));
    all.put(
        Kind.NO_SUCH_DEPLOYABLE,
        example(
            bench -> bench.script(FINE).deploy("--json", "--only=fein"),
            "no deployable is called 'fein'",
            "there are: fine"));
    all.put(
        Kind.DEPLOYABLE_FAILED,
        example(
            bench ->
                bench
                    .script(
                        "import troops.*;\n@Deployable\nvoid no() { throw new Error(\"x\"); }\n")
                    .deploy("--json"),
            "java.lang.Error: x",
            "deploy.java:3"));
  }

  private static void runs(Map<Kind, Example> all) {
    all.put(
        Kind.USAGE,
        example(
            bench -> bench.troops("deploy", "--repo=.", "--json"),
            "troops deploy has no option --repo",
            "see troops deploy --help"));
    all.put(
        Kind.UNREADABLE,
        example(
            bench -> {
              bench.script(FINE);
              return bench.with("TROOPS_DIRECTORY", "/proc/nowhere").deploy("--json");
            },
            "cannot make the directory /proc/nowhere/",
            "TROOPS_DIRECTORY names another place"));
    all.put(
        Kind.UNSAFE_DIRECTORY,
        example(
            bench -> {
              bench.script(FINE).deploy();
              bench.run(bench.out(), List.of("chmod", "a+w", bench.troopsDirectory() + "/cache"));
              return bench.deploy("--json");
            },
            "/troops/cache can be written to by others",
            "chmod go-w "));
    all.put(
        Kind.BAD_SETTING,
        example(
            bench -> {
              write(bench.troopsDirectory().resolve("etc/roles"), "two words\n");
              return bench.script(FINE).deploy("--json");
            },
            "etc/roles: not the name of a role: 'two words'",
            "one role in a line"));
    all.put(
        Kind.NO_SUCH_RUN,
        example(
            bench -> {
              bench.script(FINE).deploy();
              return bench.troops("log", "nowhere", "--json");
            },
            "no run is called 'nowhere' in ",
            "troops log names the runs"));
    all.put(
        Kind.NOT_A_NODE,
        example(
            bench -> bench.troops("status", "--json"),
            "this machine is no node: there is no ",
            "the Debian package of Troops makes it one"));
    all.put(
        Kind.BUSY,
        example(
            bench -> {
              bench.script(
                  FINE + "@Deployable\nvoid hangs() throws Exception { Thread.sleep(100_000); }\n");
              Process other = bench.start("deploy", "--repository=" + bench.work());
              Bench.await("the run", () -> bench.saidSoFar().contains("fine"));
              Result result = bench.deploy("--json", "--lock-wait=0");
              other.destroy();
              return result;
            },
            "one run at a time",
            "--lock-wait"));
    all.put(
        Kind.OUT_OF_TIME,
        example(
            bench ->
                bench
                    .script(
                        "import troops.*;\n@Deployable\nvoid slow() throws Exception"
                            + " { Thread.sleep(100_000); }\n")
                    .deploy("--json", "--time-limit=1"),
            "not done within its time limit of 1 s",
            "--time-limit gives it more"));
    all.put(
        Kind.ENDED,
        example(
            bench ->
                bench
                    .script("import troops.*;\n@Deployable\nvoid bye() { System.exit(0); }\n")
                    .deploy("--json"),
            "the script ended the process itself"));
  }

  @Test
  void everyKindHasAnExample() {
    Set<Kind> without = EnumSet.allOf(Kind.class);
    without.removeAll(examples().keySet());
    without.removeAll(NodeProblemsTest.KINDS);
    assertThat(without).isEqualTo(NOT_FROM_OUTSIDE);
  }

  @TestFactory
  List<DynamicTest> everyKindSaysWhatWhereAndWhatToDo() {
    return examples().entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey().name(), () -> check(entry.getKey(), entry.getValue())))
        .toList();
  }

  private void check(Kind kind, Example example) throws IOException {
    Bench bench = Bench.in(Files.createDirectory(directory.resolve(kind.name())));
    Result result = example.provoke().apply(bench);
    assertThat(result.code()).as(result.all()).isEqualTo(kind.exitCode().number());
    assertThat(result.all()).contains(example.says());
    assertThat(result.all()).doesNotContain("fault of Troops");
    if (kind == Kind.USAGE) {
      assertThat(result.out()).isEmpty();
    } else {
      String name = kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
      assertThat(result.out()).contains("\"kind\":\"" + name + "\"");
    }
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
