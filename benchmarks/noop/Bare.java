package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import measure.Tools;

/// The floor: `bare.c`, which does the bare system calls.
record Bare(Tools tools, Path directory, Workload workload) implements Peer {
  static final String NAME = "bare C";

  /// Its source, without the ending.
  static final String PROGRAM = "noop/bare";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Program> prepare() throws IOException {
    Files.createDirectories(directory);
    List<String> more = new ArrayList<>(workload.packages());
    more.add(Workload.NO_PACKAGE);
    more.sort(null);
    List<String> command = command(workload.packages(), "packages");
    return List.of(Program.of(NAME, command, command, command(more, "unmet")));
  }

  private List<String> command(List<String> packages, String name) throws IOException {
    return List.of(
        tools.program(PROGRAM).toString(),
        workload.wanted().toString(),
        workload.found().toString(),
        Files.write(directory.resolve("paths"), workload.paths()).toString(),
        Files.write(directory.resolve(name), packages).toString());
  }
}
