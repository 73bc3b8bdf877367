package noop;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import measure.Benchmark;
import measure.Goal;
import measure.Measured;
import measure.Meter;
import measure.Options;
import measure.Report;
import measure.Rounds;
import measure.Tools;
import measure.Trace;
import measure.Unmeasured;

/// `./benchmark noop`: a deployment where nothing is to be done, as a whole process, side by side
/// with peers that check the same files and packages. README.md says how to read it.
final class Noop {
  private static final double RATIO = 0.25;
  private static final double PEAK = 60;

  private final Path top;
  private final Path work;
  private final Options options;
  private final List<String> leftOut = new ArrayList<>();

  private Noop(Path top, Path work, Options options) {
    this.top = top;
    this.work = work;
    this.options = options;
  }

  public static void main(String[] args) throws IOException, InterruptedException {
    Benchmark.Body body = (top, work, options) -> new Noop(top, work, options).measure();
    new Benchmark("noop", true, body).main(args);
  }

  private int measure() throws IOException, InterruptedException, Unmeasured {
    if (options.install()) {
      Debian.install();
    }
    Tools tools = Tools.compile(top, work, Tools.MEASURE, Bare.PROGRAM);
    Workload workload = Workload.make(work.resolve("deployment"));
    Troops troops = new Troops(top, work.resolve("troops"), workload);
    List<Program> programs = ready(troops, tools, workload);
    Map<String, String> setting = Setting.describe(top, work, workload, options.rounds());
    Meter meter = new Meter(tools, work);
    List<Proven> rows = programs.stream().map(program -> new Proven(program, meter)).toList();
    List<Measured> measured = new Rounds(options.rounds()).run(rows, leftOut);
    List<Trace> traces = traces(troops, programs, meter);
    if (!workload.untouched()) {
      leftOut.add("nothing can be believed: one of the rows rewrote files that were as wanted");
    }
    Map<String, String> baselines = new LinkedHashMap<>();
    baselines.put("x cf-agent", CfAgent.EACH);
    baselines.put("x bare C", Bare.NAME);
    Report report = new Report(setting, measured, baselines, traces, leftOut);
    return report.publish(goals(report), options);
  }

  private static List<Goal> goals(Report report) {
    double peak = report.row(Troops.NAME).map(Measured::peak).orElse(Double.NaN);
    return List.of(
        Goal.ratio(report, Troops.NAME, RATIO, CfAgent.EACH),
        new Goal("its peak", PEAK, "MiB", peak));
  }

  /// Makes everyone ready and has everyone show that they would notice. Troops goes first: it
  /// places the files.
  private List<Program> ready(Troops troops, Tools tools, Workload workload)
      throws IOException, InterruptedException {
    List<Program> ready = new ArrayList<>(prepared(troops));
    workload.placeMissing();
    ready.addAll(prepared(new Hello(tools, work.resolve("hello"), troops.jvm())));
    ready.addAll(prepared(new Bare(tools, work.resolve("bare"), workload)));
    ready.addAll(prepared(new CfAgent(work.resolve("cf-agent"), workload)));
    ready.addAll(prepared(new Puppet(work.resolve("puppet"), workload)));
    List<Program> proved = new ArrayList<>();
    for (Program program : ready) {
      Benchmark.progress("proving that it looks: " + program.name());
      try {
        new Proof(workload, work).require(program);
        proved.add(program);
      } catch (Unmeasured unmeasured) {
        leftOut.add(program.name() + ": " + unmeasured.getMessage());
      }
    }
    workload.remember();
    return proved;
  }

  private List<Trace> traces(Troops troops, List<Program> programs, Meter meter)
      throws IOException, InterruptedException {
    List<Proven> rows = new ArrayList<>();
    troops
        .main()
        .filter(programs::contains)
        .ifPresent(main -> rows.add(new Proven(main.with("TROOPS_TRACE", "1"), meter)));
    return Trace.of(rows, options.rounds(), leftOut);
  }

  private List<Program> prepared(Peer peer) throws IOException, InterruptedException {
    Benchmark.progress("making ready: " + peer.name());
    try {
      return peer.prepare();
    } catch (Unmeasured unmeasured) {
      leftOut.add(peer.name() + ": " + unmeasured.getMessage());
      return List.of();
    }
  }
}
