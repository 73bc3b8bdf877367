package node;

import acceptance.bed.DebianNode;
import acceptance.bed.Pusher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import measure.Benchmark;
import measure.Goal;
import measure.Measured;
import measure.Options;
import measure.Report;
import measure.Rounds;
import measure.Tools;
import measure.Trace;

/// `./benchmark push`: pushes over SSH to a node that find nothing to do there, beside the same push
/// to a repository that does nothing; and the package's size and installation. README.md says how
/// to read it.
final class Push {
  private static final String PLAIN = "plain push";
  private static final String SAME = "push, nothing to do";
  private static final String COMPILED = "push that compiles";
  private static final String CHECK = "push -o check";

  private static final String TRACE =
      """
      mkdir -p /run/systemd/system/troops@.service.d
      printf '[Service]\\nEnvironment=TROOPS_TRACE=1\\n' >/run/systemd/system/troops@.service.d/trace.conf
      systemctl daemon-reload
      """;

  private final Stage stage;
  private final DebianNode node;
  private final Path measure;
  private final List<String> leftOut = new ArrayList<>();

  private Push(Stage stage, Tools tools) {
    this.stage = stage;
    this.node = stage.bed().node(Stage.NODE);
    this.measure = tools.program(Tools.MEASURE);
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Stage.play("push", (stage, tools, options) -> new Push(stage, tools).measure(options), args);
  }

  private int measure(Options options) throws IOException, InterruptedException {
    double seconds = install();
    List<PushRow> rows = rows();
    List<Measured> measured = new Rounds(options.rounds()).run(rows, leftOut);
    node.run("sh", "-ec", TRACE).ok();
    List<Trace> traces = Trace.of(rows.subList(1, 3), options.rounds(), leftOut);
    Map<String, String> baseline = Map.of("x plain", PLAIN);
    Report report = new Report(stage.setting(), measured, baseline, traces, leftOut);
    List<Goal> goals =
        List.of(
            Goal.ratio(report, SAME, 1.5, PLAIN),
            Goal.ratio(report, COMPILED, 2.5, PLAIN),
            new Goal("package", 60, "MB", Files.size(stage.deb()) / 1e6),
            new Goal("its installation on a fresh node", 10, "s", seconds));
    return report.publish(goals, options);
  }

  /// Installs the package as people do.
  ///
  /// @return seconds
  private double install() {
    Benchmark.progress("installing the package");
    long start = System.nanoTime();
    node.install(stage.deb()).ok();
    double seconds = (System.nanoTime() - start) / 1e9;
    node.run("gpasswd", "--add", "ubuntu", "troops").ok();
    return seconds;
  }

  private List<PushRow> rows() throws IOException {
    Pusher plain = stage.bed().pusher("plain");
    Pusher troops = stage.bed().pusher("troops");
    String address = node.repository("ubuntu");
    List<PushRow> rows =
        List.of(
            PushRow.of(PLAIN, node, measure, plain, plainRepository()),
            PushRow.of(SAME, node, measure, troops, address),
            PushRow.of(COMPILED, node, measure, troops, address).withScript(),
            PushRow.of(CHECK, node, measure, troops, address).checking());
    plain.script(Stage.script(0));
    plain.git("push", plainRepository(), "main").ok();
    troops.script(Stage.script(0));
    troops.git("push", address, "main").ok();
    return rows;
  }

  /// A repository on the node whose hook does nothing.
  private String plainRepository() throws IOException {
    String path = "/home/ubuntu/plain.git";
    if (!Files.exists(node.file(path))) {
      node.run("runuser", "-u", "ubuntu", "--", "git", "init", "--quiet", "--bare", path).ok();
      Files.writeString(node.file(path + "/hooks/post-receive"), "#!/bin/sh\n");
      node.run("chmod", "755", path + "/hooks/post-receive").ok();
    }
    return "ubuntu@" + node.name() + ":" + path;
  }
}
