package troops.cli.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import troops.cli.event.Event;
import troops.cli.history.History;

/// Runs as one page: HTML 5 with its style sheet in it. It loads nothing, and its policy forbids it
/// to. Written piece by piece: a thousand runs needn't fit into memory.
public final class Report {
  private final History history;
  private final Words words;

  /// A report.
  ///
  /// @param history has the runs
  /// @param zone the zone of times
  public Report(History history, ZoneId zone) {
    this.history = history;
    this.words = new Words(zone);
  }

  /// Writes the page.
  ///
  /// @param runs ids, newest first; those without a readable record are passed over
  /// @param out takes pieces of HTML, UTF-8
  /// @throws troops.cli.problem.Problem if a record can't be read
  public void write(List<String> runs, Consumer<byte[]> out) {
    List<RunStory> stories = new ArrayList<>();
    runs.forEach(
        run -> RunStory.read(history, run).map(RunStory::withoutTexts).ifPresent(stories::add));
    Html html = new Html();
    head(stories, html);
    boolean several = stories.size() > 1;
    if (several) {
      new TimeLine(words).draw(stories, html);
      table(stories, html);
      drift(stories, html);
      Bars.draw(stories.stream().filter(run -> !run.isPreview()).toList(), html);
    }
    give(html, out);
    stories.forEach(story -> section(story.entry().run(), out));
    Html end = new Html();
    if (!several) {
      Bars.draw(stories, end);
    }
    give(end.raw("</main></body></html>"), out);
  }

  /// Reads the run once more, now with its texts.
  private void section(String run, Consumer<byte[]> out) {
    RunStory.read(history, run)
        .ifPresent(story -> {
          Html html = new Html();
          new RunSection(words).write(story, html);
          give(html, out);
        });
  }

  private static void give(Html html, Consumer<byte[]> out) {
    out.accept(html.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void head(List<RunStory> stories, Html html) {
    String title = title(stories);
    html.raw("<!DOCTYPE html>")
        .raw("<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .raw(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src"
                + " 'unsafe-inline'\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\">")
        .element("title", title)
        .raw("<style>")
        .raw(style())
        .raw("</style></head><body><main>")
        .element("h1", title);
    html.element("p", "Times are those of " + words.zone() + ".", "class", "key");
  }

  private String title(List<RunStory> stories) {
    if (stories.isEmpty()) {
      return "No runs";
    }
    String node = stories.getFirst().started().node();
    String what =
        stories.size() == 1
            ? "Run of " + words.time(stories.getFirst().started().at())
            : stories.size() + " runs";
    return what + " on " + node;
  }

  private void table(List<RunStory> stories, Html html) {
    html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Runs");
    html.open("table").element("caption", "Runs, newest first");
    heads(List.of("Time", "Outcome", "Changes", "Took", "Revision", "By"), html);
    for (RunStory run : stories) {
      Event.Started started = run.started();
      html.open("tr").open("th", "scope", "row");
      html.element("a", words.time(started.at()), "href", "#" + Words.anchor(run)).close("th");
      html.element("td", Words.outcome(run), "class", Words.tone(run));
      html.element("td", Words.changes(run));
      html.element("td", Words.took(run));
      html.element("td", Words.revision(started.what()) + " " + started.what().title());
      html.element("td", started.asked().user() + " (" + started.asked().via() + ")");
      html.close("tr");
    }
    html.raw("</tbody></table></div>");
  }

  private static void heads(List<String> names, Html html) {
    html.raw("<thead><tr>");
    names.forEach(name -> html.element("th", name, "scope", "col"));
    html.raw("</tr></thead><tbody>");
  }

  /// What moves away again and again has somebody else who moves it.
  private void drift(List<RunStory> stories, Html html) {
    Map<String, List<RunStory>> bySubject = new TreeMap<>();
    for (RunStory run : stories) {
      run.parts().stream()
          .flatMap(part -> part.changes().stream())
          .filter(change -> change.origin() == Event.Origin.DRIFT)
          .map(change -> change.change().subject())
          .distinct()
          .forEach(subject -> bySubject.computeIfAbsent(subject, it -> new ArrayList<>()).add(run));
    }
    html.element("h2", "Drift");
    if (bySubject.isEmpty()) {
      html.element(
          "p", "None: no run found that the machine had moved away from what was deployed.");
      return;
    }
    html.open("div", "class", "wide", "tabindex", "0", "role", "region", "aria-label", "Drift");
    html.open("table").element("caption", "What had moved away from what was deployed");
    heads(List.of("What", "Runs that found it", "The last"), html);
    bySubject.forEach((subject, runs) -> {
      html.open("tr").element("th", subject, "scope", "row");
      html.element("td", Integer.toString(runs.size())).open("td");
      RunStory last = runs.getFirst();
      html.element("a", words.time(last.started().at()), "href", "#" + Words.anchor(last));
      html.close("td").close("tr");
    });
    html.raw("</tbody></table></div>");
  }

  private static String style() {
    try (InputStream in = Report.class.getResourceAsStream("report.css")) {
      if (in == null) {
        throw new IllegalStateException("report.css is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
