package measure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/// A row and its samples, at least one.
public record Measured(Row row, List<Sample> samples) {
  public double median() {
    return median(samples.stream().map(Sample::milliseconds).toList());
  }

  double least() {
    return samples.stream().mapToDouble(Sample::milliseconds).min().orElseThrow();
  }

  double most() {
    return most(Sample::milliseconds);
  }

  public double cpu() {
    return median(samples.stream().map(Sample::cpuMilliseconds).toList());
  }

  /// The largest of all rounds: a limit that holds only in the middle doesn't hold.
  public double peak() {
    return most(Sample::mebibytes);
  }

  private double most(ToDoubleFunction<Sample> what) {
    return samples.stream().mapToDouble(what).max().orElseThrow();
  }

  public static double median(List<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }
}
