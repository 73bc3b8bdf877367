package measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where Troops says that its time goes, in runs of their own: asking costs something.
///
/// @param title whose time it is
/// @param phases milliseconds of each phase in each run, in order of the phases
/// @param whole milliseconds of each run as a whole
public record Trace(String title, Map<String, List<Double>> phases, List<Double> whole) {
  private static final String MARK = "trace: ";

  /// Traces rows.
  ///
  /// @param rows are asked to tell, already
  /// @param leftOut takes why one says nothing
  public static List<Trace> of(List<? extends Row> rows, int rounds, List<String> leftOut)
      throws IOException, InterruptedException {
    Benchmark.progress("asking where the milliseconds go");
    List<Trace> traces = new ArrayList<>();
    for (Row row : rows) {
      try {
        traces.add(of(row, rounds));
      } catch (Unmeasured unmeasured) {
        leftOut.add(row.name() + ", traced: " + unmeasured.getMessage());
      }
    }
    return traces;
  }

  /// Traces a row.
  ///
  /// @param row is asked to tell, already
  /// @throws Unmeasured if it says nothing
  private static Trace of(Row row, int rounds) throws IOException, InterruptedException, Unmeasured {
    Trace trace = new Trace(row.name(), new LinkedHashMap<>(), new ArrayList<>());
    for (int round = 0; round < rounds; round++) {
      Row.Outcome outcome = row.once();
      trace.whole.add(outcome.sample().milliseconds());
      outcome.run().errors().lines().map(String::strip).forEach(trace::add);
    }
    if (trace.phases.isEmpty()) {
      throw new Unmeasured("TROOPS_TRACE=1 says nothing about where the milliseconds go");
    }
    return trace;
  }

  private void add(String line) {
    int mark = line.indexOf(MARK);
    int space = line.lastIndexOf(' ');
    if (mark >= 0 && line.substring(space + 1).matches("[0-9]+([.][0-9]+)?")) {
      phases
          .computeIfAbsent(line.substring(mark + MARK.length(), space), _ -> new ArrayList<>())
          .add(Double.valueOf(line.substring(space + 1)));
    }
  }

  /// The median of each phase, then of what lies before the first and after the last one, then of
  /// the whole.
  Map<String, Double> medians() {
    Map<String, Double> medians = new LinkedHashMap<>();
    phases.forEach((phase, all) -> medians.put(phase, Measured.median(all)));
    double told = medians.values().stream().mapToDouble(Double::doubleValue).sum();
    double all = Measured.median(whole);
    medians.put("the rest: before the JVM's main, and after it", all - told);
    medians.put("the whole, traced", all);
    return medians;
  }
}
