package noop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import measure.Benchmark;
import measure.Deployment;
import measure.Run;
import measure.Unmeasured;

/// Troops, deploying what a person would write.
final class Troops implements Peer {
  static final String NAME = "Troops, bare repository";

  private static final String SCRIPT =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void files() throws IOException {
        Path files = Troops.file("files");
        try (Stream<Path> all = Files.walk(files)) {
          for (Path found : (Iterable<Path>) all.sorted()::iterator) {
            String place = "PLACE/" + files.relativize(found);
            if (Files.isDirectory(found)) {
              Place.directory(place);
            } else {
              Place.file(place, found, Place.mode("0644"));
            }
          }
        }
      }

      @Deployable
      void packages() {
        Apt.install(
            PACKAGES);
      }
      """;

  private final Path top;
  private final Path directory;
  private final Workload workload;
  private Optional<Program> prepared = Optional.empty();

  Troops(Path top, Path directory, Workload workload) {
    this.top = top;
    this.directory = directory;
    this.workload = workload;
  }

  @Override
  public String name() {
    return "Troops";
  }

  @Override
  public List<Program> prepare() throws IOException, InterruptedException, Unmeasured {
    String troops = top.resolve("troops").toString();
    // Once, so that what is measured afterwards has been built.
    Run.of(troops, "--version").orElseThrow();
    Path tree = repository("tree", workload.packages());
    List<String> more = new ArrayList<>(workload.packages());
    more.add(Workload.NO_PACKAGE);
    Path unmet = repository("unmet", more);
    Path bare = directory.resolve("bare.git");
    Deployment.git(directory, "clone", "--quiet", "--bare", tree.toString(), bare.toString());
    List<Program> rows =
        List.of(
            row(NAME, launcher(top), bare, unmet),
            row("Troops, work tree", launcher(top), tree, unmet),
            row("Troops, through ./troops", troops, bare, unmet));
    for (Program row : rows) {
      Run.of(row.command(), row.environment()).orElseThrow();
    }
    prepared = Optional.of(rows.getFirst());
    return rows;
  }

  /// What ./troops starts, once it has been built.
  private static String launcher(Path top) throws Unmeasured {
    Path launcher = top.resolve("distribution/target/troops/bin/troops");
    if (!Files.isExecutable(launcher)) {
      throw new Unmeasured("./troops --version ran, but there is no " + launcher);
    }
    return launcher.toString();
  }

  private Program row(String name, String program, Path repository, Path unmet) {
    return Program.of(
            name,
            deploy(program, repository),
            deploy(program, repository, "--check"),
            deploy(program, unmet, "--check"))
        .with("TROOPS_DIRECTORY", directory.resolve("state"));
  }

  private static List<String> deploy(String program, Path repository, String... options) {
    List<String> command = new ArrayList<>(List.of(program, "deploy"));
    command.add("--repository=" + repository);
    command.addAll(List.of(options));
    return command;
  }

  private Path repository(String name, List<String> packages)
      throws IOException, InterruptedException, Unmeasured {
    Path tree = directory.resolve(name);
    for (String path : workload.paths()) {
      Path file = tree.resolve("files").resolve(path);
      Files.createDirectories(file.getParent());
      Files.copy(workload.wanted().resolve(path), file);
    }
    String names =
        packages.stream().map("\"%s\""::formatted).collect(Collectors.joining(",\n      "));
    Deployment.commit(
        tree, SCRIPT.replace("PLACE", workload.found().toString()).replace("PACKAGES", names));
    return tree;
  }

  /// How Troops starts its JVM, if it was prepared and if that can be seen.
  Optional<Jvm> jvm() throws IOException, InterruptedException {
    if (prepared.isEmpty()) {
      return Optional.empty();
    }
    Program row = prepared.get();
    Path nowhere = Path.of("/dev/null");
    Process process = Run.start(directory, row.command(), row.environment(), nowhere, nowhere);
    try {
      return Jvm.watch(process);
    } finally {
      process.waitFor();
    }
  }

  /// The row that is to reach the goal, if it was prepared.
  Optional<Program> main() {
    return prepared;
  }
}
