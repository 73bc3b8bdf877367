package troops.cli.event;

import io.avaje.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import machine.Change;

/// The fields of an event, in an object that somebody else has begun and ends.
final class JsonRendering implements Rendering {
  private final JsonWriter json;

  JsonRendering(JsonWriter json) {
    this.json = json;
  }

  @Override
  public void show(Event.DeployableStarted e) {
    text("type", "deployable-started");
    text("name", e.name());
    text("where", e.where());
    text("because", e.because());
  }

  @Override
  public void show(Event.Kept e) {
    text("type", "kept");
    text("subject", e.subject());
    text("reason", e.reason());
  }

  @Override
  public void show(Event.Unknown e) {
    text("type", "unknown");
    text("subject", e.subject());
    text("because", e.because());
    text("where", e.where());
  }

  @Override
  public void show(Event.Waiting e) {
    text("type", "waiting");
    text("what", e.what());
  }

  @Override
  public void show(Event.Output e) {
    text("type", "output");
    text("stream", e.error() ? "stderr" : "stdout");
    text("program", e.program());
    text("line", e.line());
  }

  @Override
  public void show(Event.Warned e) {
    text("type", "warning");
    text("message", e.message());
    text("hint", e.hint());
  }

  @Override
  public void show(Event.DeployableFinished e) {
    text("type", "deployable-finished");
    text("name", e.name());
    flag("ok", e.ok());
    tally(e.tally());
    list("reasons", e.reasons());
    millis(e.took());
  }

  @Override
  public void show(Event.Started e) {
    text("type", "started");
    text("run", e.run());
    text("time", time(e.at()));
    text("node", e.node());
    text("user", e.asked().user());
    text("via", e.asked().via());
    text("mode", e.modeName());
    text("repository", e.what().repository());
    text("folder", e.what().folder());
    text("revision", e.what().revision());
    flag("worktree", e.what().worktree());
    text("title", e.what().title());
    list("only", e.what().only());
    list("roles", e.what().roles());
  }

  @Override
  public void show(Event.Changed e) {
    text("type", "changed");
    flag("made", e.made());
    change(e.change());
    text("where", e.where());
    if (e.origin() != Event.Origin.UNTOLD) {
      text("origin", e.origin() == Event.Origin.DRIFT ? "drift" : "new");
    }
    texts(e.change());
  }

  @Override
  public void show(Event.Difference e) {
    text("type", "difference");
    text("kind", e.kind().name().toLowerCase(Locale.ROOT));
    change(e.change());
    texts(e.change());
  }

  private void change(Change change) {
    text("verb", change.verb());
    text("subject", change.subject());
    text("detail", change.detail());
  }

  private void texts(Change change) {
    Optional<Change.Text> shown = change.text();
    if (shown.isPresent()) {
      text("before", shown.get().before());
      text("after", shown.get().after());
    }
  }

  @Override
  public void show(Event.Unvouched e) {
    text("type", "unvouched");
    text("what", e.what());
    text("because", e.because());
    text("where", e.where());
  }

  @Override
  public void show(Event.Compared e) {
    text("type", "compared");
    text("preview", e.preview());
    flag("right", e.isRight());
    list("not-made", e.notMade());
    list("not-announced", e.notAnnounced());
    json.name("excused");
    json.value(e.excused());
  }

  @Override
  public void show(Event.Finished e) {
    text("type", "finished");
    text("time", time(e.at()));
    text("outcome", e.failure().isPresent() ? "failed" : "succeeded");
    tally(e.tally());
    list("not-run", e.notRun());
    millis(e.took());
    Optional<Event.Failure> failure = e.failure();
    if (failure.isPresent()) {
      json.name("failure");
      json.beginObject();
      text("kind", failure.get().kind());
      text("message", failure.get().message());
      Optional<Event.Place> place = failure.get().place();
      if (place.isPresent()) {
        text("deployable", place.get().deployable());
        text("where", place.get().where());
        text("line", place.get().line());
      }
      list("details", failure.get().details());
      text("hint", failure.get().hint());
      json.endObject();
    }
  }

  private void tally(Event.Tally tally) {
    json.name("changed");
    json.value(tally.changed());
    json.name("kept");
    json.value(tally.kept());
    json.name("unknown");
    json.value(tally.unknown());
  }

  private void millis(Duration took) {
    json.name("took");
    json.value(took.toMillis());
  }

  private void flag(String name, boolean value) {
    json.name(name);
    json.value(value);
  }

  private void text(String name, String value) {
    json.name(name);
    json.value(wellFormed(value));
  }

  /// Half a surrogate pair is no character, and has no place in UTF-8.
  private static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
      }
    }
    return text;
  }

  private void list(String name, List<String> values) {
    json.name(name);
    json.beginArray();
    for (String value : values) {
      json.value(wellFormed(value));
    }
    json.endArray();
  }

  /// RFC 3339, in UTC, to the millisecond. Done by hand: a formatter costs more than the rest of a
  /// run's record.
  private static String time(Instant at) {
    OffsetDateTime utc = at.atOffset(ZoneOffset.UTC);
    return pad(utc.getYear(), 4)
        + "-"
        + pad(utc.getMonthValue(), 2)
        + "-"
        + pad(utc.getDayOfMonth(), 2)
        + "T"
        + pad(utc.getHour(), 2)
        + ":"
        + pad(utc.getMinute(), 2)
        + ":"
        + pad(utc.getSecond(), 2)
        + "."
        + pad(utc.getNano() / 1_000_000, 3)
        + "Z";
  }

  private static String pad(int number, int width) {
    String text = Integer.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }
}
