package files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import measure.Benchmark;
import measure.Deployment;
import measure.Goal;
import measure.Measured;
import measure.Meter;
import measure.Options;
import measure.Report;
import measure.Rounds;
import measure.Run;
import measure.Setting;
import measure.Tools;
import measure.Unmeasured;

/// `./benchmark files`: 1,000 files placed for the first time, and compared when they are there,
/// beside `rsync -a` of the same files. README.md says how to read it.
final class Placing {
  private static final int DIRECTORIES = 10;
  private static final int FILES = 100;
  private static final int SIZE = 1024;

  private static final String RSYNC = "rsync -a, first time";
  private static final String EACH = "Troops, each file, first time";
  private static final String TREE = "Troops, Place.tree, first time";
  private static final String RSYNC_AGAIN = "rsync -a, nothing to do";
  private static final String EACH_AGAIN = "Troops, each file, nothing to do";
  private static final String TREE_AGAIN = "Troops, Place.tree, nothing to do";
  private static final String NOTHING = "Troops, no file placed";

  private static final String SCRIPT =
      """
      import debianadmin.*;
      import troops.*;

      void main() {}

      @Deployable
      void files() throws IOException {
        BODY
      }
      """;

  private static final String EACH_FILE =
      """
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
      """;

  private final Path top;
  private final Path work;
  private final Meter meter;

  private Placing(Path top, Path work) throws IOException, InterruptedException, Unmeasured {
    this.top = top;
    this.work = work;
    this.meter = new Meter(Tools.compile(top, work, Tools.MEASURE), work);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Benchmark.Body body = (top, work, options) -> new Placing(top, work).measure(options);
    new Benchmark("files", false, body).main(args);
  }

  private int measure(Options options) throws IOException, InterruptedException, Unmeasured {
    if (!Run.knows("rsync")) {
      throw new Unmeasured("there is no rsync to compare with; install it: apt-get install rsync");
    }
    Path wanted = makeFiles(work.resolve("wanted/files"));
    Run.of(top.resolve("troops").toString(), "--version").orElseThrow();
    Placement rsync = new Placement(work.resolve("rsync"), FILES * DIRECTORIES);
    Placement each = new Placement(work.resolve("each"), FILES * DIRECTORIES);
    Placement tree = new Placement(work.resolve("tree"), FILES * DIRECTORIES);
    List<String> copy = List.of("rsync", "-a", wanted + "/", rsync.place() + "/");
    List<String> placeEach = deployment("each", EACH_FILE.replace("PLACE", each.place().toString()));
    List<String> placeTree =
        deployment("tree", "Place.tree(\"%s\", Path.of(\"files\"));".formatted(tree.place()));
    Map<String, String> environment =
        Map.of("TROOPS_DIRECTORY", work.resolve("state").toString());
    List<PlacingRow> rows =
        List.of(
            new PlacingRow(RSYNC, copy, Map.of(), meter, rsync, true),
            new PlacingRow(EACH, placeEach, environment, meter, each, true),
            new PlacingRow(TREE, placeTree, environment, meter, tree, true),
            new PlacingRow(RSYNC_AGAIN, copy, Map.of(), meter, rsync, false),
            new PlacingRow(EACH_AGAIN, placeEach, environment, meter, each, false),
            new PlacingRow(TREE_AGAIN, placeTree, environment, meter, tree, false),
            new PlacingRow(
                NOTHING, deployment("none", ""), environment, meter, Placement.NONE, false));
    List<String> leftOut = new ArrayList<>();
    List<Measured> measured = new Rounds(options.rounds()).run(rows, leftOut);
    Map<String, String> setting = Setting.describe(top, work);
    setting.put("files", "%d of %d bytes".formatted(FILES * DIRECTORIES, SIZE));
    setting.put("rounds", Setting.rounds(options.rounds()));
    Report report =
        new Report(setting, measured, Map.of("x rsync", RSYNC), List.of(), leftOut);
    return report.publish(
        List.of(
            Goal.ratio(report, EACH, 2, RSYNC),
            Goal.ratio(report, TREE, 2, RSYNC),
            comparing(report, EACH_AGAIN),
            comparing(report, TREE_AGAIN)),
        options);
  }

  private static Goal comparing(Report report, String name) {
    double with = report.row(name).map(Measured::cpu).orElse(Double.NaN);
    double without = report.row(NOTHING).map(Measured::cpu).orElse(Double.NaN);
    return new Goal(name + ": CPU beside no file placed", 40, "ms", with - without);
  }

  private static Path makeFiles(Path directory) throws IOException {
    Random random = new Random(1);
    byte[] content = new byte[SIZE];
    for (int i = 0; i < DIRECTORIES * FILES; i++) {
      random.nextBytes(content);
      Path file = directory.resolve("directory-%d/file-%02d".formatted(i / FILES, i % FILES));
      Files.createDirectories(file.getParent());
      Files.write(file, content);
    }
    return directory;
  }

  private List<String> deployment(String name, String body)
      throws IOException, InterruptedException, Unmeasured {
    Path tree = work.resolve("repositories").resolve(name);
    makeFiles(tree.resolve("files"));
    Deployment.commit(tree, SCRIPT.replace("BODY", body));
    Path bare = work.resolve("repositories").resolve(name + ".git");
    Deployment.git(work, "clone", "--quiet", "--bare", tree.toString(), bare.toString());
    String launcher = top.resolve("distribution/target/troops/bin/troops").toString();
    return List.of(launcher, "deploy", "--repository=" + bare);
  }
}
