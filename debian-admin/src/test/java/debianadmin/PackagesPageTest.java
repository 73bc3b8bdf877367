package debianadmin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import machine.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The examples of the manual's page on packages are Java that compiles.
class PackagesPageTest {
  @Test
  void compiles(@TempDir Path directory) throws Exception {
    List<String> lines = new ArrayList<>(List.of("import debianadmin.*;", "import machine.*;"));
    lines.add("void main(String[] arguments) {");
    lines.add("    String password = arguments[0];");
    for (String line : Files.readAllLines(Path.of("../docs/debian/packages.md"), UTF_8)) {
      if (line.startsWith("    ")) {
        lines.add(line);
      }
    }
    lines.add("}");
    assertThat(lines).hasSizeGreaterThan(15);
    Path script = Files.write(directory.resolve("deploy.java"), lines);
    String path = ModuleTest.classes("machine") + ":" + ModuleTest.classes("debianadmin");
    Path javac = Path.of(System.getProperty("java.home"), "bin", "javac");
    Command command =
        Command.of(
            javac.toString(),
            "-proc:none",
            "-d",
            directory.toString(),
            "--class-path",
            path,
            script.toString());
    assertThat(command.ask().orThrow().stderr()).isEmpty();
  }
}
