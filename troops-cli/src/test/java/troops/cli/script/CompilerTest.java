package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static troops.cli.script.Scripts.compile;
import static troops.cli.script.Scripts.deploy;
import static troops.cli.script.Scripts.refusal;
import static troops.cli.script.Scripts.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class CompilerTest {
  private static final String TMUX = "@troops.Deployable void tmux() {}\n";

  private static void assertTmux(CompiledScript script, String mainClass) {
    assertThat(script.mainClass()).isEqualTo(mainClass);
    assertThat(script.classes()).containsKey(mainClass);
    assertThat(script.deployables()).extracting(DeployableMethod::name).containsExactly("tmux");
    assertThat(script.leftOut()).isEmpty();
  }

  @Test
  void takesACompactFileWithMainAndWithout() {
    assertTmux(compile("void main() {}\n" + TMUX), "deploy");
    assertTmux(compile(TMUX), "deploy");
    assertTmux(compile("static void main(String[] words) {}\n" + TMUX), "deploy");
    assertTmux(compile("// no line end at the end\n" + TMUX.strip() + " // größe"), "deploy");
  }

  @Test
  void takesAClassWithMainAndWithout() {
    assertTmux(compile("class deploy { " + TMUX + " }"), "deploy");
    assertTmux(compile("public class deploy { void main() {} " + TMUX + " }"), "deploy");
    assertTmux(compile("class Fleet {\n" + TMUX + "}\n"), "Fleet");
  }

  @Test
  void takesAPackageForDeployJavaWhereverItStands() {
    assertThat(compile("package org.example;\nclass deploy { " + TMUX + " }").mainClass())
        .isEqualTo("org.example.deploy");
  }

  @Test
  void takesNestedClassesRecordsAndLineEndsOfWindows() {
    CompiledScript script =
        compile(
            "record Port(int number) {}\r\nenum Kind { A }\r\nvoid main() {}\r\n"
                + "static class Web {\r\n  @troops.Deployable void nginx() {}\r\n}\r\n"
                + TMUX.replace("\n", "\r\n"));
    assertThat(script.classes())
        .containsOnlyKeys("deploy", "deploy$Port", "deploy$Kind", "deploy$Web");
    assertThat(script.deployables())
        .extracting(d -> d.name() + " " + d.where())
        .containsExactly("deploy.Web.nginx deploy.java:5", "tmux deploy.java:7");
  }

  @Test
  void takesOtherSourcesInTheDirectoryOfTheirPackage() {
    CompiledScript script =
        compile(
            source(
                "src/main/java/org/example/Db.java",
                "package org.example; public class Db { @troops.Deployable void postgres() {} }"),
            source("Web.java", "class Web { @troops.Deployable void nginx() {} }"),
            source(
                "a/b/Tool.java",
                "package a.b; public class Tool { @troops.Deployable static void make() {} }"),
            source("src/main/java/Top.java", "class Top {}"),
            deploy(
                "import a.b.*;\nimport org.example.*;\nvoid main() { new Web(); new Tool(); new Db(); new Top(); }\n"
                    + TMUX));
    assertThat(script.leftOut()).isEmpty();
    assertThat(script.classes())
        .containsOnlyKeys("deploy", "Web", "Top", "a.b.Tool", "org.example.Db");
    assertThat(script.deployables())
        .extracting(d -> d.name() + " " + d.file())
        .containsExactly(
            "tmux deploy.java",
            "Web.nginx Web.java",
            "Tool.make a/b/Tool.java",
            "Db.postgres src/main/java/org/example/Db.java");
  }

  @Test
  void leavesOutWhatStandsElsewhere() {
    CompiledScript script =
        compile(
            deploy(TMUX),
            source("src/test/java/SomeTest.java", "class SomeTest { no.such.Library x; }"),
            source("a/Wrong.java", "package b; class Wrong {}"),
            source("module-info.java", "module x {}"));
    assertThat(script.leftOut())
        .containsExactlyInAnyOrder(
            "src/test/java/SomeTest.java", "a/Wrong.java", "module-info.java");
    assertThat(script.classes()).containsOnlyKeys("deploy");
  }

  @ParameterizedTest
  @ValueSource(strings = {"troops", "machine", "debianadmin", "troops.mine", "debianadmin.a.b"})
  void refusesPackagesThatBelongToTroops(String name) {
    Problem problem =
        refusal(
            deploy(TMUX),
            source(name.replace('.', '/') + "/X.java", "package " + name + "; class X {}"));
    assertThat(problem.kind()).isEqualTo(Kind.RESERVED_PACKAGE);
    assertThat(problem.message())
        .isEqualTo(
            name.replace('.', '/')
                + "/X.java declares package "
                + name
                + ", which belongs to Troops");
  }

  @Test
  void takesPackagesThatOnlyLookLikeThoseOfTroops() {
    assertThat(
            compile(deploy(TMUX), source("troopsx/X.java", "package troopsx; class X {}"))
                .classes())
        .containsKey("troopsx.X");
    assertThat(
            compile(deploy(TMUX), source("org/troops/X.java", "package org.troops; class X {}"))
                .classes())
        .containsKey("org.troops.X");
  }

  @Test
  void showsTheLineAndTheColumnOfAnError() {
    Problem problem = refusal("void main() {}\n\tvoid x() {\n\t\tint größe = \"text\";\n\t}\n");
    assertThat(problem.kind()).isEqualTo(Kind.COMPILE_ERROR);
    assertThat(problem.message())
        .isEqualTo("the script doesn't compile: 1 error, the first at deploy.java:3");
    assertThat(problem.details())
        .containsExactly(
            "deploy.java:3:29: incompatible types: java.lang.String cannot be converted to int",
            "    \t\tint größe = \"text\";",
            "    \t\t            ^");
    assertThat(problem.hint()).isEmpty();
  }

  @Test
  void pointsIntoLinesWithTabsBetweenWordsAndLineEndsOfWindows() {
    Problem problem = refusal("void main() {\r\n  int a;\tint b = nothing;\r\n}\r\n");
    assertThat(problem.details())
        .contains("      int a;\tint b = nothing;", "            \t        ^")
        .noneMatch(line -> line.contains("\r"));
  }

  @Test
  void showsWhatCannotBeParsed() {
    Problem problem = refusal("void main() {\n  int x = ;\n}\n");
    assertThat(problem.kind()).isEqualTo(Kind.COMPILE_ERROR);
    assertThat(problem.details()).first().asString().startsWith("deploy.java:2:11: illegal start");
    assertThat(refusal("void main( {").kind()).isEqualTo(Kind.COMPILE_ERROR);
    assertThat(refusal("}}}\u0000").kind()).isEqualTo(Kind.COMPILE_ERROR);
  }

  @Test
  void showsEveryErrorUpToTenWithItsOwnLine() {
    Problem two =
        refusal(
            deploy("void main() {\n  int a = x;\n}\n"),
            source("Web.java", "class Web {\n  int b = y;\n}\n"));
    assertThat(two.message()).contains("2 errors, the first at deploy.java:2");
    assertThat(two.details()).contains("      int a = x;", "      int b = y;");
    StringBuilder many = new StringBuilder("void main() {}\n");
    for (int i = 0; i < 14; i++) {
      many.append("int a").append(i).append(" = x;\n");
    }
    Problem problem = refusal(many.toString());
    assertThat(problem.message()).contains("14 errors");
    assertThat(problem.details().getLast()).isEqualTo("and 4 more");
  }

  @Test
  void reportsTheErrorAndNotTheMissingMain() {
    Problem problem = refusal(TMUX + "void web() { nothing(); }\n");
    assertThat(problem.message()).contains("1 error");
    assertThat(problem.details())
        .first()
        .asString()
        .startsWith("deploy.java:2:")
        .contains("symbol");
  }

  @Test
  void saysHowToGetTheLibraryThatIsMissing() {
    Problem problem = refusal("import debianadmin.*;\nvoid main() { Apt.install(\"tmux\"); }\n");
    assertThat(problem.hint())
        .isEqualTo(
            "requirements.txt doesn't list the library: add the line org.debianadmin:debian-admin");
  }

  @Test
  void namesTheImportThatIsMissing() {
    for (String[] each :
        new String[][] {{"Apt", "debianadmin"}, {"Troops", "troops"}, {"Command", "machine"}}) {
      Problem problem = refusal("void main() { %s.x(); }\n".formatted(each[0]));
      assertThat(problem.hint()).isEqualTo("is an import missing? import " + each[1] + ".*;");
    }
    assertThat(refusal("void main() { Nonsense.x(); }\n").hint()).doesNotContain("import");
  }

  @Test
  void runsNoAnnotationProcessorAndSeesTheJdksOtherModules() {
    assertThat(
            compile("void main() throws Exception { java.sql.DriverManager.getDrivers(); }")
                .classes())
        .hasSize(1);
    assertThat(refusal("troops.cli.Main main; void main() {}").details())
        .first()
        .asString()
        .contains("package troops.cli does not exist");
  }

  @Test
  void knowsTheVersionOfTheCompiler() {
    assertThat(Compiler.version()).startsWith("25");
  }
}
