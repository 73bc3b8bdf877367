package node;

import acceptance.bed.Bed;
import acceptance.bed.Machine;
import acceptance.bed.TroopsPackage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import measure.Benchmark;
import measure.Options;
import measure.Setting;
import measure.Tools;
import measure.Unmeasured;

/// What is measured on real machines: the [Bed] of the acceptance tests, and the built package.
///
/// @param bed the machines
/// @param deb the package
/// @param setting what the report says of where and with what was measured
record Stage(Bed bed, Path deb, Map<String, String> setting) implements AutoCloseable {
  static final String NODE = "shellbox-1.example.com";

  /// A deployment that has something to look at.
  private static final String SCRIPT =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void packages() { Apt.install("git", "openssh-server", "sudo"); }

      @Deployable
      void greeting() { Place.text("/etc/motd", "deployed by the benchmark\\n"); }
      """;

  /// What is done on the stage.
  interface Act {
    int perform(Stage stage, Tools tools, Options options) throws IOException, InterruptedException;
  }

  /// Carries out a benchmark.
  ///
  /// @param args the top of the source tree, an empty directory to work in, then what people say
  static void play(String name, Act act, String... args) throws IOException, InterruptedException {
    Benchmark.Body body =
        (top, work, options) -> {
          Tools tools = Tools.compile(top, work, Tools.MEASURE);
          try (Stage stage = open(top, work, options.rounds())) {
            return act.perform(stage, tools, options);
          }
        };
    new Benchmark(name, false, body).main(args);
  }

  /// @throws Unmeasured if machines can't be booted here, or nothing has been built
  private static Stage open(Path top, Path work, int rounds) throws IOException, Unmeasured {
    System.setProperty("troops.distribution", top.resolve("distribution/target/troops").toString());
    System.setProperty("troops.packages", top.resolve("distribution/target").toString());
    System.setProperty("troops.bed", top.resolve("acceptance/target/bed").toString());
    String obstacle = Machine.obstacle();
    if (!obstacle.isEmpty()) {
      throw new Unmeasured("can't boot nodes here: " + obstacle);
    }
    Optional<Path> deb = TroopsPackage.find();
    if (deb.isEmpty()) {
      throw new Unmeasured("there is no package to measure yet: ./build quick");
    }
    Map<String, String> setting = Setting.describe(top, work);
    setting.put("package", deb.get().getFileName().toString());
    setting.put("rounds", Setting.rounds(rounds));
    Benchmark.progress("booting Debian; the first time after a build that takes a minute");
    return new Stage(Bed.open(), deb.get(), setting);
  }

  /// A `deploy.java`, different from those with other numbers, that does the same.
  static String script(int number) {
    return "// Version " + number + ".\n" + SCRIPT;
  }

  @Override
  public void close() throws IOException {
    bed.close();
  }
}
