package measure;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures rows in turn, each round in another order, so that whatever else goes on on the
/// machine, and whatever a neighbour leaves in its caches, meets all of them.
///
/// @param count how many rounds count; one more goes before them, as a warm-up
public record Rounds(int count) {
  /// Measures all rows.
  ///
  /// @param leftOut is told what couldn't be measured, and why
  public List<Measured> run(List<? extends Row> rows, List<String> leftOut)
      throws IOException, InterruptedException {
    Map<Row, List<Sample>> samples = new LinkedHashMap<>();
    rows.forEach(row -> samples.put(row, new ArrayList<>()));
    for (int round = 0; round <= count; round++) {
      Benchmark.progress(round == 0 ? "warming up" : "round " + round + " of " + count);
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

  private static void measure(
      Row row, int round, Map<Row, List<Sample>> samples, List<String> leftOut)
      throws IOException, InterruptedException {
    try {
      Sample sample = row.once().sample();
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
}
