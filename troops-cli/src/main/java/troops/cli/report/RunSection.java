package troops.cli.report;

import java.util.List;
import java.util.Optional;
import machine.Change;
import troops.cli.event.ConsoleRendering;
import troops.cli.event.Diff;
import troops.cli.event.Event;

/// One run on the page: what it was, why it failed, what it changed.
final class RunSection {
  private static final int LONGEST_DIFF = 2000;

  private final Words words;

  RunSection(Words words) {
    this.words = words;
  }

  /// Writes it.
  void write(RunStory run, Html html) {
    Event.Started started = run.started();
    html.open("section", "id", Words.anchor(run), "class", Words.tone(run));
    html.element("h2", words.time(started.at()) + ", " + Words.outcome(run));
    html.open("dl");
    pair("Revision", Words.revision(started.what()) + " " + started.what().title(), html);
    pair("Node", started.node(), html);
    pair("Asked for by", started.asked().user() + " (" + started.asked().via() + ")", html);
    pair("Took", Words.took(run), html);
    pair("Changes", Words.changes(run), html);
    run.entry().finished().ifPresent(end -> tally(end.tally(), html));
    pair("Roles", String.join(", ", started.what().roles()), html);
    pair("Only", String.join(", ", started.what().only()), html);
    pair("Record", run.entry().run(), html);
    html.close("dl");
    run.entry().failure().ifPresent(failure -> failure(failure, html));
    run.entry().finished().map(Event.Finished::notRun).ifPresent(left -> notRun(left, html));
    run.compared().ifPresent(compared -> compared(compared, html));
    run.warnings().forEach(warning -> warning(warning, html));
    for (RunStory.Part part : run.parts()) {
      if (!part.changes().isEmpty() || !part.unknown().isEmpty()) {
        part(part, html);
      }
    }
    html.close("section");
  }

  private static void pair(String name, String value, Html html) {
    if (!value.isEmpty()) {
      html.open("div").element("dt", name).element("dd", value).close("div");
    }
  }

  private static void tally(Event.Tally tally, Html html) {
    pair("As wanted", Integer.toString(tally.kept()), html);
    pair("Unknown", tally.unknown() == 0 ? "" : Integer.toString(tally.unknown()), html);
  }

  private static void failure(Event.Failure failure, Html html) {
    html.open("div", "class", "failure");
    html.element("h3", "Why it failed");
    html.element("p", failure.message());
    Optional<Event.Place> place = failure.place();
    if (place.isPresent()) {
      html.element("p", "In " + place.get().deployable() + ", " + place.get().where() + ":");
      html.element("pre", place.get().line().strip(), "tabindex", "0");
    }
    if (!failure.details().isEmpty()) {
      html.open("pre", "tabindex", "0");
      failure.details().forEach(line -> html.text(line).raw(""));
      html.close("pre");
    }
    if (!failure.hint().isEmpty()) {
      html.element("p", "What to do: " + failure.hint());
    }
    html.close("div");
  }

  private static void notRun(List<String> left, Html html) {
    if (!left.isEmpty()) {
      html.element("p", "Not run: " + String.join(", ", left));
    }
  }

  private static void compared(Event.Compared compared, Html html) {
    if (compared.isRight()) {
      html.element("p", "The preview was right.");
      return;
    }
    html.element("h3", "The preview was wrong");
    html.open("ul");
    compared.notMade().forEach(line -> html.element("li", "Announced, not made: " + line));
    compared.notAnnounced().forEach(line -> html.element("li", "Made, not announced: " + line));
    html.close("ul");
  }

  private static void warning(Event.Warned warning, Html html) {
    String hint = warning.hint().isEmpty() ? "" : " (" + warning.hint() + ")";
    html.element("p", "Warning: " + warning.message() + hint);
  }

  private static void part(RunStory.Part part, Html html) {
    html.open("h3").text(part.name() + " ");
    String took = part.took().map(ConsoleRendering::seconds).map(", "::concat).orElse("");
    html.element("small", part.where() + took).close("h3");
    html.open("ul");
    for (Event.Changed changed : part.changes()) {
      html.open("li");
      changed(changed, html);
      html.close("li");
    }
    part.unknown().forEach(e -> html.element("li", "Unknown: " + e.subject() + ": " + e.because()));
    html.close("ul");
  }

  private static void changed(Event.Changed changed, Html html) {
    Change change = changed.change();
    html.text((changed.made() ? "" : "would ") + change + " ");
    if (changed.origin() == Event.Origin.DRIFT) {
      html.element("strong", "drift");
    }
    html.element("small", changed.where());
    if (change.text().isPresent()) {
      html.open("details").element("summary", "Difference in " + change.subject());
      html.open("pre", "tabindex", "0", "class", "diff");
      diff(Diff.of(change.subject(), change.text().get()), html);
      html.close("pre").close("details");
    }
  }

  private static void diff(List<String> chunks, Html html) {
    int shown = 0;
    for (String chunk : chunks) {
      for (String line : chunk.split("\n", -1)) {
        if (++shown > LONGEST_DIFF) {
          html.raw("").text("It is longer: troops log RUN --diff shows all of it.");
          return;
        }
        String tag = line.startsWith("+") ? "ins" : line.startsWith("-") ? "del" : "span";
        html.element(tag, line);
      }
    }
  }
}
