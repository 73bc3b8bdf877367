package node;

import acceptance.bed.DebianNode;
import acceptance.bed.GitHost;
import acceptance.bed.Pusher;
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

/// `./benchmark pull`: a pull that finds nothing new, as the timer's service does it, beside a fetch
/// of the same. README.md says how to read it.
final class Pull {
  private static final String FETCH = "git fetch";
  private static final String NOTHING_NEW = "pull, nothing new";

  /// As the node's own fetch has them.
  private static final String SSH =
      "ssh -F none -i /var/lib/troops/ssh/id_ed25519 -o IdentitiesOnly=yes -o IdentityAgent=none"
          + " -o BatchMode=yes -o UserKnownHostsFile=/var/lib/troops/ssh/known_hosts"
          + " -o StrictHostKeyChecking=accept-new -o UpdateHostKeys=no -o ConnectTimeout=10"
          + " -o ServerAliveInterval=5 -o ServerAliveCountMax=3 -o LogLevel=ERROR";

  private static final String REPOSITORY = "/srv/fetch.git";
  private static final String MEASURE = "/usr/local/bin/measure";

  private final Stage stage;
  private final DebianNode node;
  private final GitHost host;
  private final List<String> leftOut = new ArrayList<>();

  private Pull(Stage stage) {
    this.stage = stage;
    List<DebianNode> nodes =
        stage
            .bed()
            .boot(stage.bed().plan(Stage.NODE), stage.bed().plan("repos.example.com"));
    this.node = nodes.getFirst();
    this.host = GitHost.on(nodes.getLast(), stage.bed());
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Stage.play("pull", (stage, tools, options) -> new Pull(stage).measure(tools, options), args);
  }

  private int measure(Tools tools, Options options) throws IOException, InterruptedException {
    List<NodeRow> rows = rows(tools);
    List<Measured> measured = new Rounds(options.rounds()).run(rows, leftOut);
    List<Trace> traces = Trace.of(List.of(rows.getLast().with("TROOPS_TRACE=1")), options.rounds(), leftOut);
    Map<String, String> baseline = Map.of("x fetch", FETCH);
    Report report = new Report(stage.setting(), measured, baseline, traces, leftOut);
    return report.publish(List.of(Goal.ratio(report, NOTHING_NEW, 1.3, FETCH)), options);
  }

  private List<NodeRow> rows(Tools tools) throws IOException {
    Benchmark.progress("installing the package");
    node.install(stage.deb()).ok();
    node.run("gpasswd", "--add", "ubuntu", "troops").ok();
    node.copy(tools.program(Tools.MEASURE), MEASURE);
    node.run("chmod", "755", MEASURE).ok();
    host.authorise(Files.readString(node.file("/var/lib/troops/ssh/id_ed25519.pub")));
    String address = host.repository("deploy");
    Pusher pusher = stage.bed().pusher();
    pusher.script(Stage.script(0));
    pusher.git("push", address, "main").ok();
    String main = "/var/lib/troops/repo/main.git";
    node.ssh("ubuntu", "git", "--git-dir=" + main, "remote", "add", "origin", address).ok();
    node.run("troops", "pull", "--unattended").ok();
    node.run("install", "-d", "-o", "troops", REPOSITORY).ok();
    node.run("runuser", "-u", "troops", "--", "git", "init", "--quiet", "--bare", REPOSITORY).ok();
    List<NodeRow> rows = List.of(fetch(address), pull());
    for (NodeRow row : rows) {
      node.run(row.command().toArray(String[]::new)).ok();
    }
    return rows;
  }

  /// A fetch as the user `troops`; becoming that user isn't measured.
  private NodeRow fetch(String address) {
    List<String> troops =
        List.of("setpriv", "--reuid=troops", "--regid=troops", "--clear-groups", "env");
    List<String> before = new ArrayList<>(troops);
    before.add("HOME=/var/lib/troops");
    before.add("GIT_SSH_COMMAND=" + SSH);
    List<String> git = new ArrayList<>(List.of("git", "--git-dir=" + REPOSITORY));
    git.addAll(List.of("-c", "fetch.fsckObjects=true", "fetch", "--quiet", "--prune", "--no-tags"));
    git.addAll(List.of("--no-write-fetch-head", "--no-auto-maintenance", address));
    git.add("+refs/heads/*:refs/remotes/origin/*");
    return new NodeRow(FETCH, node, before, List.of(MEASURE, "/tmp/fetch.measured"), git);
  }

  private NodeRow pull() {
    List<String> troops = List.of("/usr/bin/troops", "pull", "--unattended");
    return new NodeRow(
        NOTHING_NEW, node, List.of("env"), List.of(MEASURE, "/tmp/pull.measured"), troops);
  }
}
