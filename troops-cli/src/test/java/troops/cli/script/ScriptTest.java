package troops.cli.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static troops.cli.script.Scripts.ask;
import static troops.cli.script.Scripts.compile;
import static troops.cli.script.Scripts.script;
import static troops.cli.script.Scripts.source;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptTest {
  private static final String SEEN =
      "static String seen = \"\"; static String seen() { return seen; }\n";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "void main() { seen = \"main\"; }",
        "static void main() { seen = \"main\"; }",
        "void main(String[] words) { seen = \"main\" + (words.length == 0 ? \"\" : \"?\"); }",
        "public static void main(String[] words) { seen = \"main\"; }",
        "protected void main() { seen = \"main\"; }",
        "void main() { seen = \"other\"; } void main(String[] words) { seen = \"main\"; }",
      })
  void callsMainAsJavaWould(String main) throws Throwable {
    for (String text : new String[] {SEEN + main, "class deploy {" + SEEN + main + "}"}) {
      Script script = script(text);
      script.main();
      assertThat(ask(script, "deploy", "seen")).isEqualTo("main");
    }
  }

  @Test
  void callsAnInheritedMainOnTheScriptsOwnInstance() throws Throwable {
    Script script =
        script(
            "class deploy extends Base { String name() { return \"deploy\"; } }\n"
                + "abstract class Base { abstract String name();"
                + SEEN
                + "void main() { seen = name(); } }");
    script.main();
    assertThat(ask(script, "Base", "seen")).isEqualTo("deploy");
  }

  @Test
  void doesWithoutMain() throws Throwable {
    script("class deploy { @troops.Deployable void x() {} }").main();
    script("class deploy { private void main() { throw new Error(); } }").main();
    script("@troops.Deployable void x() {}").main();
  }

  @Test
  void sharesOneInstanceOfAClassBetweenMainAndItsDeployables() throws Throwable {
    Script script =
        script(
            SEEN
                + "static int made; int count = 0 * ++made;\n"
                + "void main() { count = 40; }\n"
                + "@troops.Deployable void a() { count++; }\n"
                + "@troops.Deployable private void b() { seen = made + \" \" + ++count; }\n"
                + "@troops.Deployable static void c() { seen += \" static\"; }\n");
    script.main();
    for (DeployableMethod deployable : script.deployables()) {
      script.call(deployable);
    }
    assertThat(ask(script, "deploy", "seen")).isEqualTo("1 42 static");
  }

  @Test
  void callsDeployablesOfOtherClasses() throws Throwable {
    CompiledScript compiled =
        compile(
            Scripts.deploy("void main() {}"),
            source(
                "a/Web.java",
                "package a; class Web { "
                    + SEEN
                    + "private Web() {} @troops.Deployable void x() { seen = \"x\"; } }"));
    Script script = script(compiled, false);
    script.call(script.deployables().getFirst());
    assertThat(ask(script, "a.Web", "seen")).isEqualTo("x");
  }

  @Test
  void throwsWhatTheScriptThrew() {
    Script script =
        script(
            """
            void main() throws Exception { throw new java.io.IOException("main"); }
            @troops.Deployable void x() { throw new StackOverflowError("x"); }
            """);
    assertThatThrownBy(script::main).isInstanceOf(java.io.IOException.class).hasMessage("main");
    assertThatThrownBy(() -> script.call(script.deployables().getFirst()))
        .isInstanceOf(StackOverflowError.class);
    Script broken =
        script(
            "class deploy { deploy() { throw new IllegalStateException(\"made\"); }"
                + "void main() {} }");
    assertThatThrownBy(broken::main).isInstanceOf(IllegalStateException.class).hasMessage("made");
  }
}
