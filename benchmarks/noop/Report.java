import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was measured, for people and for programs.
record Report(Map<String, String> setting, List<Measured> rows, Trace trace, List<String> leftOut) {
  private static final double RATIO = 0.25;
  private static final double PEAK = 60;

  void print() {
    PrintStream out = System.out;
    setting.forEach((what, is) -> line(out, "%-12s %s", what, is));
    out.println();
    table(out);
    out.println();
    row(Troops.NAME).ifPresent(troops -> goals(out, troops));
    if (!trace.phases().isEmpty()) {
      phases(out);
    }
    leftOut.forEach(line -> line(out, "not measured: %s", line));
  }

  private void table(PrintStream out) {
    Object[] head = {
      "", "n", "median ms", "min ms", "max ms", "CPU ms", "peak MiB", "x cf-agent", "x bare C"
    };
    line(out, "%-32s %4s %9s %9s %9s %9s %9s %10s %8s", head);
    for (Measured row : rows) {
      line(
          out,
          "%-32s %4d %9.1f %9.1f %9.1f %9.1f %9.1f %10s %8s",
          row.row().name(),
          row.samples().size(),
          row.median(),
          row.least(),
          row.most(),
          row.cpu(),
          row.peak(),
          ratio(row, CfAgent.EACH),
          ratio(row, Bare.NAME));
    }
  }

  private String ratio(Measured row, String other) {
    return row(other)
        .map(peer -> String.format(Locale.ROOT, "%.2f", row.median() / peer.median()))
        .orElse("-");
  }

  private Optional<Measured> row(String name) {
    return rows.stream().filter(row -> row.row().name().equals(name)).findFirst();
  }

  private void goals(PrintStream out, Measured troops) {
    String goal = String.format(Locale.ROOT, "goal: at most %.2f x %s: ", RATIO, CfAgent.EACH);
    line(out, "%s", goal + row(CfAgent.EACH).map(peer -> ratio(troops, peer)).orElse("unknown"));
    double peak = troops.peak();
    line(out, "goal: at most %.0f MiB: %.1f %s", PEAK, peak, mark(peak, PEAK));
    out.println();
  }

  private static String ratio(Measured troops, Measured peer) {
    double ratio = troops.median() / peer.median();
    return String.format(Locale.ROOT, "%.2f %s", ratio, mark(ratio, RATIO));
  }

  private static String mark(double value, double limit) {
    return value <= limit ? "✓" : "✗";
  }

  private void phases(PrintStream out) {
    out.println("where the milliseconds go (medians of " + Troops.NAME + "):");
    trace.medians().forEach((phase, is) -> line(out, "  %-46s %7.1f", phase, is));
    out.println();
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /// Writes everything as JSON.
  void write(Path file) throws IOException {
    String json =
        "{\"schema\":1,\"setting\":%s,\"rows\":%s,\"phases\":%s,\"notMeasured\":%s}\n"
            .formatted(
                object(setting, Report::text),
                list(rows, Report::row),
                object(trace.phases(), values -> list(values, String::valueOf)),
                list(leftOut, Report::text));
    Files.writeString(file, json);
  }

  private static String row(Measured row) {
    return "{\"name\":%s,\"command\":%s,\"samples\":%s}"
        .formatted(
            text(row.row().name()),
            list(row.row().command(), Report::text),
            list(row.samples(), Report::sample));
  }

  private static String sample(Sample sample) {
    return "{\"nanoseconds\":%d,\"cpuNanoseconds\":%d,\"peakKib\":%d}"
        .formatted(sample.nanoseconds(), sample.cpu(), sample.kib());
  }

  private static <T> String list(List<T> values, Function<T, String> json) {
    return values.stream().map(json).collect(Collectors.joining(",", "[", "]"));
  }

  private static <T> String object(Map<String, T> values, Function<T, String> json) {
    return values.entrySet().stream()
        .map(entry -> text(entry.getKey()) + ":" + json.apply(entry.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String text(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c < ' ') {
        text.append("\\u%04x".formatted((int) c));
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
