import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Where Troops says that its time goes, in runs of their own: asking costs something.
///
/// @param phases milliseconds of each phase in each run, in order of the phases
/// @param whole milliseconds of each run as a whole process
record Trace(Map<String, List<Double>> phases, List<Double> whole) {
  private static final String MARK = "trace: ";

  static Trace empty() {
    return new Trace(new LinkedHashMap<>(), new ArrayList<>());
  }

  /// Traces a row.
  ///
  /// @throws Unmeasured if it says nothing
  static Trace of(Row row, Rounds rounds) throws IOException, InterruptedException, Unmeasured {
    Trace trace = empty();
    for (int round = 0; round < rounds.count(); round++) {
      Rounds.Outcome outcome = rounds.once(row.with("TROOPS_TRACE", "1"));
      trace.whole.add(outcome.sample().milliseconds());
      outcome.run().errors().lines().forEach(trace::add);
    }
    if (trace.phases.isEmpty()) {
      throw new Unmeasured("TROOPS_TRACE=1 says nothing about where the milliseconds go");
    }
    return trace;
  }

  private void add(String line) {
    int space = line.lastIndexOf(' ');
    if (line.startsWith(MARK) && line.substring(space + 1).matches("[0-9]+([.][0-9]+)?")) {
      phases
          .computeIfAbsent(line.substring(MARK.length(), space), _ -> new ArrayList<>())
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
    medians.put("the rest: launcher, start and end of the JVM", all - told);
    medians.put("the whole process, traced", all);
    return medians;
  }
}
