package troops.cli.report;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Runs as marks on a line from the first to the last: SVG without a script, whose text keeps its
/// size on any screen. The table of runs says the same in words.
final class TimeLine {
  private static final double MARGIN = 2;

  private final Words words;

  TimeLine(Words words) {
    this.words = words;
  }

  /// Draws it.
  ///
  /// @param runs newest first; at least one
  void draw(List<RunStory> runs, Html html) {
    Instant first = runs.getLast().started().at();
    Instant last = runs.getFirst().started().at();
    String said =
        runs.size()
            + " runs from "
            + words.time(first)
            + " to "
            + words.time(last)
            + "; the table below has them all";
    html.open(
        "svg", "role", "img", "aria-label", said, "width", "100%", "height", "72", "class", "time");
    html.element("line", "", "x1", "2%", "x2", "98%", "y1", "28", "y2", "28", "class", "axis");
    for (int i = runs.size() - 1; i >= 0; i--) {
      mark(runs.get(i), first, last, html);
    }
    html.element("text", words.time(first), "x", "2%", "y", "62");
    if (last.isAfter(first)) {
      html.element("text", words.time(last), "x", "98%", "y", "62", "text-anchor", "end");
    }
    html.close("svg");
    html.raw(
        "<p class=\"key\"><span class=\"good\">●</span> succeeded <span class=\"bad\">■</span> failed"
            + " <span class=\"preview\">○</span> preview</p>");
  }

  private void mark(RunStory run, Instant first, Instant last, Html html) {
    double whole = Math.max(1, Duration.between(first, last).toMillis());
    double at = Duration.between(first, run.started().at()).toMillis() / whole;
    double x = MARGIN + Math.clamp(at, 0, 1) * (100 - 2 * MARGIN);
    String place = Math.round(x * 100) / 100.0 + "%";
    html.open("a", "href", "#" + Words.anchor(run));
    String tone = Words.tone(run);
    if (tone.equals("bad")) {
      // A square, in place of a dot: not only another colour.
      html.open("svg", "x", place, "y", "22", "overflow", "visible");
      html.open("rect", "x", "-6", "width", "12", "height", "12", "class", tone);
      title(run, html);
      html.close("rect").close("svg");
    } else {
      html.open("circle", "cx", place, "cy", "28", "r", "6", "class", tone);
      title(run, html);
      html.close("circle");
    }
    html.close("a");
  }

  private void title(RunStory run, Html html) {
    html.element(
        "title",
        words.time(run.started().at())
            + ", "
            + Words.outcome(run)
            + ": "
            + run.started().what().title());
  }
}
