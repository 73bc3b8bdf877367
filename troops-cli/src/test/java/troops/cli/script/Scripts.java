package troops.cli.script;

import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.Assertions;
import troops.cli.problem.Problem;

/// Compiles scripts as a run does, with the libraries of the test's class path.
final class Scripts {
  private static final Set<String> OURS = Set.of("troops", "machine");
  private static final Set<String> ALL = Set.of("troops", "machine", "debianadmin");

  private Scripts() {}

  /// A source.
  static Source source(String path, String text) {
    return new Source(path, text);
  }

  static Source deploy(String text) {
    return source(Source.MAIN, text);
  }

  private static List<Path> classPath(String... modules) {
    return Arrays.stream(System.getProperty("java.class.path", "").split(File.pathSeparator, -1))
        .filter(entry -> Arrays.stream(modules).anyMatch(entry::contains))
        .filter(entry -> !entry.contains("test-classes"))
        .map(Path::of)
        .toList();
  }

  private static final String[] BUNDLED = {"/troops-api/", "/machine/", "/troops/0", "/machine/0"};

  /// Compiles a script with a library besides, by a part of its jar's name.
  static CompiledScript compileWith(String library, String deploy) {
    return new Compiler(classPath("/troops-api/", "/machine/", "/troops/0", "/machine/0", library))
        .compile(Source.MAIN, List.of(deploy(deploy)));
  }

  static CompiledScript compile(Source... sources) {
    return new Compiler(classPath(BUNDLED)).compile(Source.MAIN, List.of(sources));
  }

  static CompiledScript compile(String deploy) {
    return compile(deploy(deploy));
  }

  static Problem refusal(Source... sources) {
    return (Problem) Assertions.catchThrowable(() -> compile(sources));
  }

  static Problem refusal(String deploy) {
    return refusal(deploy(deploy));
  }

  static Script script(String deploy) {
    return script(compile(deploy), false);
  }

  static Script script(CompiledScript compiled, boolean debianAdmin) {
    return new Script(
        compiled, ScriptLoader.of(compiled.classes(), List.of(), debianAdmin ? ALL : OURS));
  }

  /// Calls a static method of the script's main class that answers a text.
  static String ask(Script script, String type, String method) throws Exception {
    java.lang.reflect.Method found = script.loader().loadClass(type).getDeclaredMethod(method);
    found.setAccessible(true);
    return String.valueOf(found.invoke(null));
  }
}
