package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static troops.cli.script.Scripts.compile;
import static troops.cli.script.Scripts.refusal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import troops.cli.problem.Kind;
import troops.cli.problem.Problem;

class DeployableScanTest {
  @Test
  void keepsTheOrderOfTheSourceWhichReflectionLoses() throws Exception {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      names.add("m" + i);
    }
    Collections.shuffle(names, new Random(7));
    StringBuilder text = new StringBuilder("void main() {}\n");
    for (String name : names) {
      text.append("@Deployable void ").append(name).append("() { Runnable r = () -> {}; }\n");
    }
    CompiledScript compiled = compile("import troops.*;\n" + text);
    assertThat(compiled.deployables())
        .extracting(DeployableMethod::method)
        .containsExactlyElementsOf(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(compiled.deployables().get(i).line()).isEqualTo(i + 3);
    }
    Class<?> type = Scripts.script(compiled, false).loader().loadClass("deploy");
    List<String> reflected =
        Arrays.stream(type.getDeclaredMethods())
            .map(java.lang.reflect.Method::getName)
            .filter(names::contains)
            .toList();
    assertThat(reflected).hasSize(60);
  }

  @Test
  void readsWhatIsWrittenAboutADeployable() {
    List<DeployableMethod> found =
        compile(
                """
                import troops.*;
                static final String ROLE = "const" + "ant";
                @Deployable private void hidden() {}
                @Deployable static void fixed() {}
                @Deployable(roles = "one")
                public void one() {
                  Runnable inside = () -> { Runnable more = () -> {}; };
                }
                @Deployable(roles = {"a", ROLE}) String answers() { return ""; }
                @Deprecated @Deployable(roles = {}) void all() throws Exception {}
                void notOne() {}
                """)
            .deployables();
    assertThat(found)
        .containsExactly(
            new DeployableMethod("deploy", "hidden", false, List.of(), "deploy.java", 3),
            new DeployableMethod("deploy", "fixed", true, List.of(), "deploy.java", 4),
            new DeployableMethod("deploy", "one", false, List.of("one"), "deploy.java", 7),
            new DeployableMethod(
                "deploy", "answers", false, List.of("a", "constant"), "deploy.java", 9),
            new DeployableMethod("deploy", "all", false, List.of(), "deploy.java", 10));
  }

  @Test
  void countsAnInheritedOneWhereItIsDeclared() {
    assertThat(
            compile(
                    """
                    class deploy extends Base { @troops.Deployable void own() {} }
                    class Base { @troops.Deployable void inherited() {} }
                    """)
                .deployables())
        .extracting(d -> d.className() + "." + d.method())
        .containsExactly("deploy.own", "Base.inherited");
  }

  @Test
  void countsAMethodThatImplementsAGenericOneOnce() {
    assertThat(
            compile(
                    """
                    class deploy implements java.util.function.Supplier<String> {
                      @troops.Deployable public String get() { return ""; }
                    }
                    """)
                .deployables())
        .hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "void main() {}\\n@troops.Deployable void x(int a) {} | deploy.java:2: deployable x has parameters",
        "abstract class deploy {\\n@troops.Deployable abstract void x();} | deployable x has no body",
        "abstract class deploy {\\n@troops.Deployable void x() {}} | deploy.java:2: deployable x belongs to a class without a constructor that takes nothing",
        "class deploy { deploy(int a) {}\\n@troops.Deployable void x() {}} | without a constructor",
        "interface deploy {\\n@troops.Deployable default void x() {}} | without a constructor",
        "void main() {}\\nclass Inner {\\n@troops.Deployable void x() {}} | deploy.java:3: deployable deploy.Inner.x belongs to a class without",
      })
  void refusesWhatCannotBeOne(String text, String message) {
    Problem problem = refusal(text.replace("\\n", "\n"));
    assertThat(problem.kind()).isEqualTo(Kind.BAD_DEPLOYABLE);
    assertThat(problem.message()).contains(message);
    assertThat(problem.hint()).isNotEmpty();
  }

  @Test
  void takesAStaticOneOfAClassThatCannotBeMade() {
    assertThat(
            compile("abstract class deploy { @troops.Deployable static void x() {} }")
                .deployables())
        .hasSize(1);
  }
}
