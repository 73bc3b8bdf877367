package measure;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What was measured, for people and for programs.
///
/// @param setting where and with what
/// @param rows what
/// @param baselines names of rows that all are compared with, by the heads of their columns
/// @param traces where the time goes
/// @param leftOut what could not be measured, and why
public record Report(
    Map<String, String> setting,
    List<Measured> rows,
    Map<String, String> baselines,
    List<Trace> traces,
    List<String> leftOut) {
  private static final String NONE = "-";

  /// A row.
  public Optional<Measured> row(String name) {
    return rows.stream().filter(row -> row.row().name().equals(name)).findFirst();
  }

  /// Prints it, and writes it if that is wanted.
  ///
  /// @return the exit code: 1 if something couldn't be measured
  public int publish(List<Goal> goals, Options options) throws IOException {
    print(System.out, goals);
    if (options.json() != null) {
      write(options.json());
    }
    return leftOut.isEmpty() ? 0 : 1;
  }

  private void print(PrintStream out, List<Goal> goals) {
    setting.forEach((what, is) -> line(out, "%-12s %s", what, is));
    out.println();
    table(out);
    out.println();
    goals.forEach(goal -> out.println(goal.line()));
    out.println();
    traces.forEach(trace -> phases(out, trace));
    leftOut.forEach(line -> line(out, "not measured: %s", line));
  }

  private void table(PrintStream out) {
    Object[] head = {"", "n", "median ms", "min ms", "max ms", "CPU ms", "peak MiB"};
    String heads =
        baselines.keySet().stream().map("%12s"::formatted).collect(Collectors.joining());
    line(out, "%-32s %4s %9s %9s %9s %9s %9s" + heads, head);
    for (Measured row : rows) {
      String ratios =
          baselines.values().stream()
              .map(other -> "%12s".formatted(ratio(row, other)))
              .collect(Collectors.joining());
      line(
          out,
          "%-32s %4d %9.1f %9.1f %9.1f %9.1f %9s%s",
          row.row().name(),
          row.samples().size(),
          row.median(),
          row.least(),
          row.most(),
          row.cpu(),
          row.peak() == 0 ? NONE : String.format(Locale.ROOT, "%.1f", row.peak()),
          ratios);
    }
  }

  private String ratio(Measured row, String other) {
    return row(other)
        .map(peer -> String.format(Locale.ROOT, "%.2f", row.median() / peer.median()))
        .orElse(NONE);
  }

  private static void phases(PrintStream out, Trace trace) {
    out.println("where the milliseconds go (medians of " + trace.title() + "):");
    trace.medians().forEach((phase, is) -> line(out, "  %-46s %7.1f", phase, is));
    out.println();
  }

  private static void line(PrintStream out, String format, Object... values) {
    out.println(String.format(Locale.ROOT, format, values));
  }

  /// Writes everything as JSON.
  private void write(Path file) throws IOException {
    Map<String, Map<String, List<Double>>> phases = new LinkedHashMap<>();
    traces.forEach(trace -> phases.put(trace.title(), trace.phases()));
    String json =
        "{\"schema\":2,\"setting\":%s,\"rows\":%s,\"phases\":%s,\"notMeasured\":%s}\n"
            .formatted(
                object(setting, Report::text),
                list(rows, Report::row),
                object(
                    phases, each -> object(each, values -> list(values, String::valueOf))),
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
