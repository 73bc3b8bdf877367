package node;

import acceptance.bed.DebianNode;
import java.io.IOException;
import java.nio.file.Files;
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

/// `./benchmark rehearsal`: what a rehearsal costs beside the run in it, on a machine with a small root
/// and on one with a large root. README.md says how to read it.
final class Rehearsal {
  private static final String RUN = "run, nothing to do";
  private static final String SMALL = "rehearsal, small root";
  private static final String LARGE = "rehearsal, large root";
  private static final String INSTALL = "rehearsal that installs tmux";
  private static final String MEASURE = "/usr/local/bin/measure";

  /// The rest of 3 GB, in 30,000 files.
  private static final String ENLARGE =
      "mkdir /srv/large; head -c 2700M /dev/zero | split -b 90K -a 4 - /srv/large/";

  private final Stage stage;
  private final DebianNode small;
  private final DebianNode large;
  private final List<String> leftOut = new ArrayList<>();

  private Rehearsal(Stage stage) {
    this.stage = stage;
    List<DebianNode> nodes =
        stage
            .bed()
            .boot(
                stage.bed().plan(Stage.NODE).disk(1000),
                stage.bed().plan("shellbox-2.example.com").disk(5000));
    this.small = nodes.getFirst();
    this.large = nodes.getLast();
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Stage.play(
        "rehearsal", (stage, tools, options) -> new Rehearsal(stage).measure(tools, options), args);
  }

  private int measure(Tools tools, Options options) throws IOException, InterruptedException {
    Benchmark.progress("installing the package, and 3 GB");
    prepare(small, tools);
    prepare(large, tools);
    large.run("sh", "-ec", ENLARGE).ok();
    List<NodeRow> rows =
        List.of(
            row(RUN, small, "/root/deploy"),
            row(SMALL, small, "/root/deploy", "--rehearse"),
            row(LARGE, large, "/root/deploy", "--rehearse"),
            row(INSTALL, small, "/root/install", "--rehearse"));
    for (NodeRow row : rows) {
      row.node().run(row.command().toArray(String[]::new)).ok();
    }
    List<Measured> measured = new Rounds(options.rounds()).run(rows, leftOut);
    List<Trace> traces = Trace.of(List.of(rows.get(1).with("TROOPS_TRACE=1")), options.rounds(), leftOut);
    Report report =
        new Report(stage.setting(), measured, Map.of("x run", RUN), traces, leftOut);
    return report.publish(
        List.of(ownCost(report), Goal.ratio(report, LARGE, 1.1, SMALL)), options);
  }

  /// What a rehearsal takes besides the run in it.
  private static Goal ownCost(Report report) {
    double rehearsal = report.row(SMALL).map(Measured::median).orElse(Double.NaN);
    double run = report.row(RUN).map(Measured::median).orElse(Double.NaN);
    return new Goal("a rehearsal's own cost", 1000, "ms", rehearsal - run);
  }

  private void prepare(DebianNode node, Tools tools) throws IOException {
    node.install(stage.deb()).ok();
    node.copy(tools.program(Tools.MEASURE), MEASURE);
    node.run("chmod", "755", MEASURE).ok();
    node.run("apt-get", "update").ok();
    repository(node, "/root/deploy", Stage.script(0));
    repository(
        node,
        "/root/install",
        "import debianadmin.*;\nimport troops.*;\nvoid main() {}\n"
            + "@Deployable\nvoid tmux() { Apt.install(\"tmux\"); }\n");
    node.run("troops", "deploy", "--repository=/root/deploy").ok();
  }

  private static void repository(DebianNode node, String path, String script) throws IOException {
    Files.createDirectories(node.file(path));
    Files.writeString(node.file(path + "/deploy.java"), script);
    Files.writeString(node.file(path + "/requirements.txt"), "org.debianadmin:debian-admin\n");
    String commit =
        "git init --quiet; git add --all; git -c user.name=x -c user.email=x@example.com commit --quiet -m x";
    node.run("sh", "-ec", "cd " + path + "; " + commit).ok();
  }

  private static NodeRow row(String name, DebianNode node, String repository, String... more) {
    List<String> words = new ArrayList<>(List.of("/usr/bin/troops", "deploy"));
    words.add("--repository=" + repository);
    words.addAll(List.of(more));
    return new NodeRow(
        name, node, List.of("env"), List.of(MEASURE, "/tmp/rehearsal.measured"), words);
  }
}
