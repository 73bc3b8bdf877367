import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The programs of the benchmark itself, compiled.
///
/// @param sources where their sources are
/// @param directory where they are
record Tools(Path sources, Path directory) {
  static Tools compile(Path sources, Path directory)
      throws IOException, InterruptedException, Unmeasured {
    if (!Run.knows("cc")) {
      throw new Unmeasured("there is no C compiler to measure with; " + Debian.advice("gcc"));
    }
    Files.createDirectories(directory);
    Tools tools = new Tools(sources, directory);
    tools.compile("measure");
    tools.compile("bare");
    return tools;
  }

  private void compile(String name) throws IOException, InterruptedException, Unmeasured {
    String source = sources.resolve(name + ".c").toString();
    Run.of("cc", "-O2", "-o", program(name), source).orElseThrow();
  }

  String program(String name) {
    return directory.resolve(name).toString();
  }
}
