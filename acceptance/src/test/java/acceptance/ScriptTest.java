package acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import acceptance.bed.Result;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a deploy.java may look like, and what becomes of what it does.
class ScriptTest {
  @TempDir Path directory;
  private Bench bench;

  @BeforeEach
  void open() {
    bench = Bench.in(directory);
  }

  @Test
  void mainIsOptional() {
    bench.script(
        """
        import troops.*;

        @Deployable
        void a() { System.out.println("a"); }
        """);
    assertThat(bench.deploy().out()).isEqualTo("a\n");
  }

  @Test
  void anOrdinaryClassWillDo() {
    bench.script(
        """
        import troops.*;

        class Anything {
          private int calls;

          public static void main(String[] arguments) { Troops.roles().add("web"); }

          @Deployable(roles = {"db", "web"})
          private void first() { calls++; }

          @Deployable
          private void second() { System.out.println(calls); }

          @Deployable(roles = "db")
          static void never() { System.out.println("never"); }
        }
        """);
    assertThat(bench.deploy().out()).isEqualTo("1\n");
  }

  @Test
  void otherSourcesStandInTheDirectoryOfTheirPackage() {
    bench
        .file("web/Site.java", "package web; public record Site(String name) {}")
        .file(
            "src/main/java/db/Base.java",
            """
            package db;
            import troops.Deployable;
            public class Base {
              @Deployable void tables() { System.out.println("tables"); }
            }
            """)
        .file("src/test/java/web/SiteTest.java", "package web; class SiteTest extends Nothing {}")
        .file("templates/Site.java", "package ${name};\n")
        .script(
            """
            import troops.*;
            import web.Site;

            @Deployable
            void site() { System.out.println(new Site("here")); }
            """);
    Result result = bench.deploy();
    assertThat(result.out()).as(result.all()).isEqualTo("Site[name=here]\ntables\n");
    assertThat(result.err())
        .contains(
            "warning: left out, for they don't stand in the directory of their package:"
                + " templates/Site.java\n");
    assertThat(bench.deploy("--only=tables").out()).isEqualTo("tables\n");
    assertThat(bench.deploy("--only=Base.tables").out()).isEqualTo("tables\n");
  }

  @Test
  void aCompileErrorShowsTheLineAndChangesNothing() {
    bench.script(
        """
        import debianadmin.*;
        import troops.*;

        @Deployable
        void good() { Place.text(System.getenv("OUT") + "/file", "text"); }

        @Deployable
        void bad() {
        \tString text = 12;
        }
        """);
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            """
            failed: the script doesn't compile: 1 error, the first at deploy.java:9
                deploy.java:9:23: incompatible types: int cannot be converted to java.lang.String
                    \tString text = 12;
                    \t              ^
            hint: nothing was changed on the machine
            """);
    assertThat(bench.out()).isEmptyDirectory();
    assertThat(bench.record().getLast())
        .contains("\"outcome\":\"failed\"")
        .contains("\"kind\":\"compile-error\"");
  }

  @Test
  void theLibraryMustBeListedAndTheHintSaysSo() {
    bench
        .file("deploy.java", "import debianadmin.*;\nvoid main() { Apt.install(\"tmux\"); }\n")
        .commit();
    assertThat(bench.deploy().err())
        .contains("deploy.java:1:8: package debianadmin does not exist")
        .contains("hint: requirements.txt doesn't list the library: add the line");
  }

  @Test
  void theFirstFailureEndsTheRun() {
    bench.script(
        """
        import debianadmin.*;
        import machine.*;
        import troops.*;

        final String out = System.getenv("OUT");

        @Deployable
        void first() { Place.text(out + "/first", "1\\n"); }

        @Deployable
        void second() {
          Place.text(out + "/second", "2\\n");
          Command.of("sh", "-c", "echo to stdout; echo some words >&2; exit 7").run();
        }

        @Deployable
        void third() { Place.text(out + "/third", "3\\n"); }
        """);
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains(
            """
            failed: second, deploy.java:13
              13 | Command.of("sh", "-c", "echo to stdout; echo some words >&2; exit 7").run();
              sh -c 'echo to stdout; echo some words >&2; exit 7': exit code 7
                some words
            changed before it failed: 3 changes
            not run: third
            """);
    assertThat(bench.out().resolve("second")).exists();
    assertThat(bench.out().resolve("third")).doesNotExist();
    assertThat(bench.record().getLast()).contains("\"not-run\":[\"third\"]");
  }

  @Test
  void anExceptionOfTheScriptShowsTheScriptsOwnFrames() {
    bench
        .file(
            "web/Site.java",
            """
            package web;
            public class Site {
              public static void render() {
                java.util.List.of(1).forEach(n -> { throw new IllegalStateException("no " + n); });
              }
            }
            """)
        .script("import troops.*;\n@Deployable\nvoid site() {\n  web.Site.render();\n}\n");
    assertThat(bench.deploy().err())
        .contains("failed: site, web/Site.java:4\n")
        .contains("  java.lang.IllegalStateException: no 1\n")
        .contains("at web.Site.render (Site.java:4)")
        .contains("at deploy.site (deploy.java:4)")
        .doesNotContain("troops.cli")
        .doesNotContain("java.util.ArrayList");
  }

  @Test
  void whatAClassCannotBeginWithIsToldItself() {
    bench.script(
        """
        import troops.*;
        class Site {
          static final int PORT = Integer.parseInt("none");
        }
        @Deployable
        void site() { System.out.println(Site.PORT); }
        """);
    assertThat(bench.deploy().err())
        .contains("failed: site, deploy.java:3\n")
        .contains("  java.lang.NumberFormatException: For input string: \"none\"\n")
        .doesNotContain("ExceptionInInitializerError");
  }

  @Test
  void systemExitIsAFailureWhateverItsArgument() {
    bench.script(
        """
        import troops.*;
        @Deployable
        void leaves() {
          System.out.print("before");
          System.exit(0);
        }
        """);
    Result result = bench.deploy();
    assertThat(result.code()).as(result.all()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: leaves, deploy.java:5")
        .contains("the script ended the process itself (System.exit)");
    assertThat(result.out()).isEqualTo("before\n");
    assertThat(bench.record().getLast()).contains("\"kind\":\"ended\"");
  }

  @Test
  void aStackOverflowIsAFailureLikeAnyOther() {
    bench.script(
        """
        import troops.*;
        int deeper(int n) { return deeper(n + 1) + 1; }
        @Deployable
        void falls() { deeper(0); }
        """);
    Result result = bench.deploy();
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: falls, deploy.java:2")
        .contains("java.lang.StackOverflowError");
    assertThat(result.err().lines().count()).isLessThan(30);
  }

  @Test
  void threadsLeftBehindAreNamedAndDontHoldTheTool() {
    bench.script(
        """
        import troops.*;
        @Deployable
        void leaves() {
          new Thread(() -> { while (true) { try { Thread.sleep(1000); } catch (InterruptedException e) { } } }, "forgotten").start();
        }
        """);
    Result result = bench.deploy();
    assertThat(result.code()).isZero();
    assertThat(result.err())
        .contains("warning: the script left threads running, which end now: 'forgotten'");
  }

  @Test
  void aScriptThatHangsIsEndedAtItsTimeLimit() {
    bench.script(
        """
        import machine.*;
        import troops.*;
        @Deployable
        void hangs() throws Exception {
          Command.of("sleep", "1000").run();
        }
        """);
    Result result = bench.deploy("--time-limit=1s");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.err())
        .contains("failed: hangs, deploy.java:5")
        .contains("not done within its time limit of 1 s")
        .contains("hint: --time-limit gives it more");
    assertThat(bench.record().getLast()).contains("\"kind\":\"out-of-time\"");
    assertThat(ProcessHandle.allProcesses().filter(p -> isSleep(p)).count()).isZero();
  }

  private static boolean isSleep(ProcessHandle process) {
    return process.info().commandLine().filter(line -> line.endsWith("sleep 1000")).isPresent();
  }

  @Test
  void outputIsShownOnceAndWholeOnItsOwnStream() {
    bench.script(
        """
        import troops.*;
        @Deployable
        void speaks() {
          System.out.print("no end");
          System.err.println("to stderr");
          System.out.print(" of line");
        }
        @Deployable
        void more() { System.out.print("last"); System.out.flush(); }
        """);
    Result result = bench.deploy();
    assertThat(result.out()).isEqualTo("no end of line\nlast\n");
    assertThat(result.err()).containsOnlyOnce("to stderr\n");
  }

  @Test
  void controlCharactersNeverReachATerminalRaw() {
    bench.script(
        """
        import machine.*;
        import troops.*;
        @Deployable
        void evil() {
          System.out.println("\\u001b[2Jclear \\u009b31m \\u202e back \\u0007");
          throw new MachineException("\\u001b]0;title\\u0007", "hint \\u001b[1m");
        }
        """);
    Result result = bench.deploy("--color=never", "-v");
    assertThat(result.out() + result.err()).doesNotContain("\u001b", "\u009b", "\u202e", "\u0007");
    assertThat(result.out()).contains("^[[2Jclear \\u009b31m \\u202e back ^G");
    assertThat(result.err()).contains("^[]0;title^G");

    Result json = bench.deploy("--json");
    assertThat(json.out())
        .doesNotContain("\u001b", "\u009b", "\u202e", "\u0007")
        .contains("\\u001B[2Jclear \\u009b31m \\u202e back");
  }

  @Test
  void jsonIsTheOnlyThingOnStandardOutput() {
    bench.script(
        """
        import debianadmin.*;
        import troops.*;
        @Deployable
        void speaks() {
          System.out.println("hello \\"there\\"");
          Place.text(System.getenv("OUT") + "/file", "text\\n");
          Place.text(System.getenv("OUT") + "/file", "text\\n");
        }
        """);
    Result result = bench.deploy("--json");
    assertThat(result.err()).isEmpty();
    assertThat(result.out().lines())
        .allMatch(line -> line.startsWith("{\"type\":\"") && line.endsWith("}"))
        .anyMatch(line -> line.contains("\"line\":\"hello \\\"there\\\"\""))
        .anyMatch(line -> line.startsWith("{\"type\":\"changed\",\"made\":true"))
        .anyMatch(line -> line.startsWith("{\"type\":\"kept\""))
        .anyMatch(line -> line.startsWith("{\"type\":\"finished\""));
    assertThat(bench.record()).noneMatch(line -> line.startsWith("{\"type\":\"kept\""));
    assertThat(bench.record().getFirst())
        .startsWith("{\"type\":\"started\",")
        .contains("\"schema\":1");
  }

  @Test
  void aPreviewNamesChangesAndMakesNone() {
    bench.script(
        """
        import debianadmin.*;
        import machine.*;
        import troops.*;
        final String out = System.getenv("OUT");
        @Deployable
        void file() {
          Place.directory(out + "/new");
          Place.text(out + "/new/file", "one\\ntwo\\n", Place.mode("0600"));
        }
        @Deployable
        void program() {
          Command.of("touch", out + "/touched").run();
          Place.text(out + "/never", "");
        }
        """);
    Result result = bench.deploy("--check", "--diff", "--detailed-exitcode");
    assertThat(result.code()).as(result.all()).isEqualTo(2);
    assertThat(result.err())
        .contains("  would create " + bench.out() + "/new (mode 0755)")
        .contains("  would create " + bench.out() + "/new/file (2 lines, mode 0600)")
        .contains("    +one\n    +two\n")
        .contains("  unknown: touch " + bench.out() + "/touched: a preview doesn't run it")
        .contains("preview: 2 changes to make, 1 unknown; nothing was changed");
    assertThat(bench.out()).isEmptyDirectory();

    assertThat(bench.deploy("--detailed-exitcode").code()).isEqualTo(2);
    assertThat(bench.deploy("--only=file", "--detailed-exitcode").code()).isZero();
  }
}
