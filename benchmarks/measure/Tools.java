package measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The programs of the benchmark itself, compiled.
///
/// @param sources the directory of all benchmarks
/// @param directory where the programs are
public record Tools(Path sources, Path directory) {
  /// What measures a program: a call of it goes before the program's name.
  public static final String MEASURE = "measure/measure";

  /// Compiles programs, named by their sources without the ending.
  public static Tools compile(Path top, Path work, String... names)
      throws IOException, InterruptedException, Unmeasured {
    if (!Run.knows("cc")) {
      throw new Unmeasured(
          "there is no C compiler to measure with; install it with: apt-get install gcc libc6-dev");
    }
    Tools tools = new Tools(top.resolve("benchmarks"), work.resolve("tools"));
    for (String name : names) {
      Path program = tools.program(name);
      Files.createDirectories(program.getParent());
      String source = tools.sources.resolve(name + ".c").toString();
      Run.of("cc", "-O2", "-o", program.toString(), source).orElseThrow();
    }
    return tools;
  }

  /// A compiled program.
  public Path program(String name) {
    return directory.resolve(name);
  }
}
