package troops.cli.event;

import io.avaje.json.JsonWriter;
import io.avaje.json.stream.BytesJsonWriter;
import io.avaje.json.stream.JsonStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import machine.Change;

/// Events as JSON Lines: an object in a line, whose `type` says what it is. The first line carries
/// the version of the schema; fields may be added within a version, none is taken away.
public final class JsonLines implements EventSink {
  /// The version of the schema.
  public static final int SCHEMA = 1;

  private final JsonStream stream = JsonStream.builder().build();
  private final Consumer<byte[]> lines;
  private final boolean everything;
  private final long begin = System.nanoTime();

  /// A rendering.
  ///
  /// @param lines takes the lines, each with its end
  /// @param everything whether [Event.Kept] is rendered; records leave it out
  public JsonLines(Consumer<byte[]> lines, boolean everything) {
    this.lines = lines;
    this.everything = everything;
  }

  @Override
  public synchronized void hear(Event event) {
    if (event instanceof Event.Kept && !everything) {
      return;
    }
    BytesJsonWriter json = stream.bufferedWriterAsBytes();
    // An empty text or list is an answer too: whoever reads a field should find it.
    json.serializeEmpty(true);
    json.beginObject();
    write(event, json);
    json.name("ms");
    json.value((System.nanoTime() - begin) / 1_000_000);
    json.endObject();
    json.writeNewLine();
    lines.accept(json.result());
  }

  private static void write(Event event, JsonWriter json) {
    switch (event) {
      case Event.Started e -> started(e, json);
      case Event.DeployableStarted e -> {
        text(json, "type", "deployable-started");
        text(json, "name", e.name());
        text(json, "where", e.where());
        text(json, "because", e.because());
      }
      case Event.Changed e -> changed(e, json);
      case Event.Kept e -> {
        text(json, "type", "kept");
        text(json, "subject", e.subject());
        text(json, "reason", e.reason());
      }
      case Event.Unknown e -> {
        text(json, "type", "unknown");
        text(json, "subject", e.subject());
        text(json, "because", e.because());
        text(json, "where", e.where());
      }
      case Event.Waiting e -> {
        text(json, "type", "waiting");
        text(json, "what", e.what());
      }
      case Event.Output e -> {
        text(json, "type", "output");
        text(json, "stream", e.error() ? "stderr" : "stdout");
        text(json, "program", e.program());
        text(json, "line", e.line());
      }
      case Event.Warned e -> {
        text(json, "type", "warning");
        text(json, "message", e.message());
        text(json, "hint", e.hint());
      }
      case Event.DeployableFinished e -> {
        text(json, "type", "deployable-finished");
        text(json, "name", e.name());
        flag(json, "ok", e.ok());
        tally(json, e.tally());
        list(json, "reasons", e.reasons());
        millis(json, e.took());
      }
      case Event.Finished e -> finished(e, json);
    }
  }

  private static void started(Event.Started e, JsonWriter json) {
    text(json, "type", "started");
    json.name("schema");
    json.value(SCHEMA);
    text(json, "run", e.run());
    text(json, "time", time(e.at()));
    text(json, "node", e.node());
    text(json, "mode", e.mode() == machine.Mode.PREVIEW ? "preview" : "apply");
    text(json, "repository", e.what().repository());
    text(json, "folder", e.what().folder());
    text(json, "revision", e.what().revision());
    flag(json, "worktree", e.what().worktree());
    text(json, "title", e.what().title());
  }

  private static void changed(Event.Changed e, JsonWriter json) {
    text(json, "type", "changed");
    flag(json, "made", e.made());
    text(json, "verb", e.change().verb());
    text(json, "subject", e.change().subject());
    text(json, "detail", e.change().detail());
    text(json, "where", e.where());
    Optional<Change.Text> shown = e.change().text();
    if (shown.isPresent()) {
      text(json, "before", shown.get().before());
      text(json, "after", shown.get().after());
    }
  }

  private static void finished(Event.Finished e, JsonWriter json) {
    text(json, "type", "finished");
    text(json, "time", time(e.at()));
    text(json, "outcome", e.failure().isPresent() ? "failed" : "succeeded");
    tally(json, e.tally());
    list(json, "not-run", e.notRun());
    millis(json, e.took());
    Optional<Event.Failure> failure = e.failure();
    if (failure.isPresent()) {
      json.name("failure");
      json.beginObject();
      text(json, "kind", failure.get().kind());
      text(json, "message", failure.get().message());
      Optional<Event.Place> place = failure.get().place();
      if (place.isPresent()) {
        text(json, "deployable", place.get().deployable());
        text(json, "where", place.get().where());
        text(json, "line", place.get().line());
      }
      list(json, "details", failure.get().details());
      text(json, "hint", failure.get().hint());
      json.endObject();
    }
  }

  private static void tally(JsonWriter json, Event.Tally tally) {
    json.name("changed");
    json.value(tally.changed());
    json.name("kept");
    json.value(tally.kept());
    json.name("unknown");
    json.value(tally.unknown());
  }

  private static void millis(JsonWriter json, Duration took) {
    json.name("took");
    json.value(took.toMillis());
  }

  private static void flag(JsonWriter json, String name, boolean value) {
    json.name(name);
    json.value(value);
  }

  private static void text(JsonWriter json, String name, String value) {
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

  private static void list(JsonWriter json, String name, List<String> values) {
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
