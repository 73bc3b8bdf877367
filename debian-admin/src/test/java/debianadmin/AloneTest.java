package debianadmin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import machine.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The library in a program of its own, started by plain `java`.
class AloneTest {
  private static final String PROGRAM =
      """
      import debianadmin.*;
      import static debianadmin.Place.*;

      void main(String[] arguments) {
          Place.directory(arguments[0] + "/made");
          Place.text(arguments[0] + "/made/hello.txt", "hello\\n", mode("0640"));
          IO.println(Host.processors() > 0 && Host.memory() > 0);
          IO.println(Host.distribution() + "|" + Host.release() + "|" + Host.architecture());
      }
      """;

  @Test
  void worksFromAnyJavaProgram(@TempDir Path directory) throws Exception {
    Path program = Files.writeString(directory.resolve("deploy.java"), PROGRAM);
    Command command =
        Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                ModuleTest.classes("machine") + ":" + ModuleTest.classes("debianadmin"),
                program.toString(),
                directory.toString())
            .in(directory);
    String first = command.ask().orThrow().stdout();
    assertThat(first)
        .startsWith(
            """
            create %1$s/made (mode 0755)
            create %1$s/made/hello.txt (1 line, mode 0640)
            true
            """
                .formatted(directory));
    Path placed = directory.resolve("made/hello.txt");
    assertThat(placed).hasContent("hello");
    String stat = "unix:ino,ctime,lastModifiedTime,mode";
    var before = Files.readAttributes(placed, stat, LinkOption.NOFOLLOW_LINKS);
    String second = command.ask().orThrow().stdout();
    assertThat(second).startsWith("true\n").doesNotContain("create");
    assertThat(Files.readAttributes(placed, stat, LinkOption.NOFOLLOW_LINKS)).isEqualTo(before);
  }

  /// The library, and the libraries that it needs.
  private static String modulePath() throws Exception {
    Stream<String> libraries =
        Stream.of(System.getProperty("java.class.path").split(":"))
            .filter(
                entry -> Stream.of("/jmustache-", "/commons-", "/xz-").anyMatch(entry::contains));
    Stream<String> own =
        Stream.of(ModuleTest.classes("machine"), ModuleTest.classes("debianadmin"))
            .map(Path::toString);
    return Stream.concat(own, libraries).collect(Collectors.joining(":"));
  }

  @Test
  void worksAsAModule(@TempDir Path directory) throws Exception {
    Path program =
        Files.writeString(
            directory.resolve("deploy.java"),
            """
            import debianadmin.*;
            import java.nio.file.Path;
            import java.util.Map;

            void main(String[] arguments) {
                IO.println(Place.class.getModule().getName());
                Place.template(arguments[0] + "/hello.txt", Path.of("hello.mustache"), Map.of("name", "you"));
            }
            """);
    Files.writeString(directory.resolve("hello.mustache"), "hello {{name}}\n");
    Command command =
        Command.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--module-path",
                modulePath(),
                "--add-modules=debianadmin",
                "--enable-native-access=debianadmin",
                program.toString(),
                directory.toString())
            .in(directory);
    assertThat(command.ask().orThrow().stdout()).startsWith("debianadmin\n");
    assertThat(directory.resolve("hello.txt")).hasContent("hello you\n");
  }
}
