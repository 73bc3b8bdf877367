import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures rows in turn, each round in another order, so that whatever else goes on on the
/// machine, and whatever a neighbour leaves in its caches, meets all of them.
///
/// @param count how many rounds count; one more goes before them, as a warm-up
record Rounds(Tools tools, Path work, int count) {
  /// What a run cost and what it said.
  record Outcome(Sample sample, Run run) {}

  List<Measured> run(List<Row> rows, List<String> leftOut)
      throws IOException, InterruptedException {
    Map<Row, List<Sample>> samples = new LinkedHashMap<>();
    rows.forEach(row -> samples.put(row, new ArrayList<>()));
    for (int round = 0; round <= count; round++) {
      Noop.progress(round == 0 ? "warming up" : "round " + round + " of " + count);
      for (int i = 0; i < rows.size(); i++) {
        Row row = rows.get((i + round) % rows.size());
        if (samples.containsKey(row) && takesPart(row, round)) {
          measure(row, round, samples, leftOut);
        }
      }
    }
    return samples.entrySet().stream()
        .map(entry -> new Measured(entry.getKey(), entry.getValue()))
        .toList();
  }

  private void measure(Row row, int round, Map<Row, List<Sample>> samples, List<String> leftOut)
      throws IOException, InterruptedException {
    try {
      Sample sample = once(row).sample();
      if (round > 0) {
        samples.get(row).add(sample);
      }
    } catch (Unmeasured unmeasured) {
      samples.remove(row);
      leftOut.add(row.name() + ": " + unmeasured.getMessage());
    }
  }

  /// Slow rows sit rounds out, evenly.
  private boolean takesPart(Row row, int round) {
    int most = Math.min(row.most(), count);
    return round == 0 || round * most / count > (round - 1) * most / count;
  }

  /// Runs and measures a row once.
  ///
  /// @throws Unmeasured if not all was as wanted
  Outcome once(Row row) throws IOException, InterruptedException, Unmeasured {
    Path result = work.resolve("result");
    List<String> command = new ArrayList<>(List.of(tools.program("measure"), result.toString()));
    command.addAll(row.command());
    Run run = Run.in(work, command, row.environment()).orElseThrow();
    Sample sample = Sample.parse(Files.readString(result));
    if (sample.exit() != 0 || row.silent() && !run.output().isBlank()) {
      throw new Unmeasured(
          "something was not as wanted: it ended with " + sample.exit() + run.said());
    }
    return new Outcome(sample, run);
  }
}
