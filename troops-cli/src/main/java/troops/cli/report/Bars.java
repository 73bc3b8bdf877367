package troops.cli.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import troops.cli.event.ConsoleRendering;

/// The slowest deployables as bars, each with its time in words.
final class Bars {
  private static final int SHOWN = 10;
  private static final int ROW = 44;

  private Bars() {}

  private record Bar(String name, Duration took) {}

  /// Draws the slowest time of each deployable; nothing if none has ended.
  ///
  /// @param runs the runs that count
  static void draw(List<RunStory> runs, Html html) {
    Map<String, Duration> slowest = new HashMap<>();
    for (RunStory run : runs) {
      for (RunStory.Part part : run.parts()) {
        part.took()
            .ifPresent(
                took -> slowest.merge(part.name(), took, (a, b) -> a.compareTo(b) > 0 ? a : b));
      }
    }
    List<Bar> bars = new ArrayList<>();
    slowest.forEach((name, took) -> bars.add(new Bar(name, took)));
    bars.sort(Comparator.comparing(Bar::took).reversed().thenComparing(Bar::name));
    if (!bars.isEmpty()) {
      draw(bars.subList(0, Math.min(SHOWN, bars.size())), slowest.size(), html);
    }
  }

  private static void draw(List<Bar> bars, int all, Html html) {
    html.element("h2", "Slowest deployables");
    String height = Integer.toString(bars.size() * ROW);
    html.open(
        "svg",
        "role",
        "img",
        "aria-label",
        words(bars),
        "width",
        "100%",
        "height",
        height,
        "class",
        "bars");
    double longest = Math.max(1, bars.getFirst().took().toMillis());
    for (int i = 0; i < bars.size(); i++) {
      Bar bar = bars.get(i);
      double width = Math.max(0.5, Math.round(bar.took().toMillis() / longest * 1000) / 10.0);
      html.element(
          "text",
          bar.name() + ", " + ConsoleRendering.seconds(bar.took()),
          "x",
          "0",
          "y",
          Integer.toString(i * ROW + 16));
      html.element(
          "rect",
          "",
          "x",
          "0",
          "y",
          Integer.toString(i * ROW + 22),
          "width",
          width + "%",
          "height",
          "12");
    }
    html.close("svg");
    if (all > bars.size()) {
      html.element(
          "p",
          "The slowest " + bars.size() + " of " + all + ", each at its slowest.",
          "class",
          "key");
    }
  }

  private static String words(List<Bar> bars) {
    StringBuilder words = new StringBuilder("The slowest deployables:");
    for (Bar bar : bars) {
      words
          .append(' ')
          .append(bar.name())
          .append(' ')
          .append(ConsoleRendering.seconds(bar.took()))
          .append(';');
    }
    return words.toString();
  }
}
