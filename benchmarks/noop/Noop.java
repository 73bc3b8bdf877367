import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `./benchmark noop`: a deployment where nothing is to be done, as a whole process, side by side
/// with peers that check the same files and packages. README.md says how to read it.
final class Noop {
  private final Path top;
  private final Path work;
  private final Options options;
  private final List<String> leftOut = new ArrayList<>();

  private Noop(Path top, Path work, Options options) {
    this.top = top;
    this.work = work;
    this.options = options;
  }

  /// Arguments: the top of the source tree, an empty directory to work in, then what people say.
  public static void main(String[] args) throws IOException, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(Noop::endWithUs));
    System.exit(run(List.of(args)));
  }

  /// Ends what is being measured when the benchmark is ended: its directory is about to go.
  private static void endWithUs() {
    ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::destroy)
        .forEach(process -> process.onExit().completeOnTimeout(process, 5, SECONDS).join());
  }

  private static int run(List<String> args) throws IOException, InterruptedException {
    try {
      Options options = Options.parse(args.subList(2, args.size()));
      return new Noop(Path.of(args.get(0)), Path.of(args.get(1)), options).measure();
    } catch (Options.Mistake mistake) {
      System.err.println(mistake.getMessage());
      return 64;
    } catch (Unmeasured unmeasured) {
      System.err.println(unmeasured.getMessage());
      return 1;
    }
  }

  private int measure() throws IOException, InterruptedException, Unmeasured {
    if (options.install()) {
      Debian.install();
    }
    Tools tools = Tools.compile(top.resolve("benchmarks/noop"), work.resolve("tools"));
    Workload workload = Workload.make(work.resolve("deployment"));
    Troops troops = new Troops(top, work.resolve("troops"), workload);
    List<Row> rows = ready(troops, tools, workload);
    Map<String, String> setting = Setting.describe(top, work, workload, options.rounds());
    Rounds rounds = new Rounds(tools, work, options.rounds());
    List<Measured> measured = rounds.run(rows, leftOut);
    Trace trace = trace(troops, rows, rounds);
    if (!workload.untouched()) {
      leftOut.add("nothing can be believed: one of the rows rewrote files that were as wanted");
    }
    Report report = new Report(setting, measured, trace, leftOut);
    report.print();
    if (options.json() != null) {
      report.write(options.json());
    }
    return leftOut.isEmpty() ? 0 : 1;
  }

  /// Makes everyone ready and has everyone show that they would notice. Troops goes first: it
  /// places the files.
  private List<Row> ready(Troops troops, Tools tools, Workload workload)
      throws IOException, InterruptedException {
    List<Row> ready = new ArrayList<>(prepared(troops));
    workload.placeMissing();
    ready.addAll(prepared(new Hello(tools, work.resolve("hello"), troops.jvm())));
    ready.addAll(prepared(new Bare(tools, work.resolve("bare"), workload)));
    ready.addAll(prepared(new CfAgent(work.resolve("cf-agent"), workload)));
    ready.addAll(prepared(new Puppet(work.resolve("puppet"), workload)));
    List<Row> proved = new ArrayList<>();
    for (Row row : ready) {
      progress("proving that it looks: " + row.name());
      try {
        new Proof(workload, work).require(row);
        proved.add(row);
      } catch (Unmeasured unmeasured) {
        leftOut.add(row.name() + ": " + unmeasured.getMessage());
      }
    }
    workload.remember();
    return proved;
  }

  private Trace trace(Troops troops, List<Row> rows, Rounds rounds)
      throws IOException, InterruptedException {
    Optional<Row> row = troops.main().filter(rows::contains);
    if (row.isEmpty()) {
      return Trace.empty();
    }
    progress("asking where the milliseconds go");
    try {
      return Trace.of(row.get(), rounds);
    } catch (Unmeasured unmeasured) {
      leftOut.add(row.get().name() + ": " + unmeasured.getMessage());
      return Trace.empty();
    }
  }

  private List<Row> prepared(Peer peer) throws IOException, InterruptedException {
    progress("making ready: " + peer.name());
    try {
      return peer.prepare();
    } catch (Unmeasured unmeasured) {
      leftOut.add(peer.name() + ": " + unmeasured.getMessage());
      return List.of();
    }
  }

  static void progress(String line) {
    System.err.println("benchmark: " + line);
  }
}
