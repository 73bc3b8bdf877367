package troops.cli.event;

import io.avaje.json.JsonException;
import io.avaje.json.JsonReader;
import io.avaje.json.stream.JsonStream;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import machine.Change;
import machine.Mode;

/// The fields of a line of a record, and the event that they make: what [JsonRendering] writes, the
/// other way round. A field that isn't there is empty: an older version may not have had it.
final class EventFields {
  private static final JsonStream STREAM = JsonStream.builder().build();

  private final Map<String, Object> fields;

  /// A line that says nothing that can be understood.
  static final class Unreadable extends Exception {
    private static final long serialVersionUID = 1L;

    Unreadable(String message) {
      super(message);
    }
  }

  private EventFields(Map<String, Object> fields) {
    this.fields = fields;
  }

  /// The event of a line.
  ///
  /// @param line an object of JSON
  /// @return the event; none if its type is unknown
  /// @throws Unreadable if it isn't an object of JSON, or has a value that can't be
  static Optional<Event> event(byte[] line) throws Unreadable {
    EventFields fields = parse(line);
    Optional<Event> run = fields.ofTheRun();
    return run.isPresent() ? run : fields.ofADeployable();
  }

  private static EventFields parse(byte[] line) throws Unreadable {
    int end = line.length;
    while (end > 0 && line[end - 1] <= ' ') {
      end--;
    }
    // The parser stops at the end of the object, whatever comes after.
    if (end == 0 || line[end - 1] != '}') {
      throw new Unreadable("not an object of JSON");
    }
    try (JsonReader json = STREAM.reader(line)) {
      return new EventFields(object(json, line.length > RawText.SHORT));
    } catch (JsonException
        | IllegalStateException
        | IllegalArgumentException
        | IndexOutOfBoundsException e) {
      throw new Unreadable(
          "not JSON: " + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
    }
  }

  private static Map<String, Object> object(JsonReader json, boolean isLong) {
    Map<String, Object> object = new HashMap<>();
    json.beginObject();
    while (json.hasNextField()) {
      String name = json.nextField();
      switch (json.currentToken()) {
        case STRING -> object.put(name, string(json, isLong));
        case NUMBER -> object.put(name, json.readDouble());
        case BOOLEAN -> object.put(name, json.readBoolean());
        case BEGIN_OBJECT -> object.put(name, object(json, isLong));
        case BEGIN_ARRAY -> object.put(name, array(json, isLong));
        case NULL -> json.skipValue();
      }
    }
    json.endObject();
    return object;
  }

  private static String string(JsonReader json, boolean isLong) {
    return isLong ? RawText.read(json.readRaw()) : json.readString();
  }

  private static List<String> array(JsonReader json, boolean isLong) {
    List<String> values = new ArrayList<>();
    json.beginArray();
    while (json.hasNextElement()) {
      if (json.currentToken() == JsonReader.Token.STRING) {
        values.add(string(json, isLong));
      } else {
        json.skipValue();
      }
    }
    json.endArray();
    return values;
  }

  private Optional<Event> ofTheRun() throws Unreadable {
    return switch (text("type")) {
      case "started" -> Optional.of(started());
      case "finished" -> Optional.of(finished());
      case "waiting" -> Optional.of(new Event.Waiting(text("what")));
      case "compared" ->
          Optional.of(
              new Event.Compared(
                  text("preview"),
                  list("not-made"),
                  list("not-announced"),
                  (int) number("excused")));
      case "warning" -> Optional.of(new Event.Warned(text("message"), text("hint")));
      case "output" ->
          Optional.of(
              new Event.Output(text("line"), text("stream").equals("stderr"), text("program")));
      default -> Optional.empty();
    };
  }

  private Optional<Event> ofADeployable() {
    return switch (text("type")) {
      case "deployable-started" ->
          Optional.of(new Event.DeployableStarted(text("name"), text("where"), text("because")));
      case "deployable-finished" ->
          Optional.of(
              new Event.DeployableFinished(
                  text("name"), flag("ok"), tally(), list("reasons"), took()));
      case "difference" -> Optional.of(new Event.Difference(kind(), change()));
      case "changed" ->
          Optional.of(new Event.Changed(change(), flag("made"), text("where"), origin()));
      case "unvouched" ->
          Optional.of(new Event.Unvouched(text("what"), text("because"), text("where")));
      case "kept" -> Optional.of(new Event.Kept(text("subject"), text("reason")));
      case "unknown" ->
          Optional.of(new Event.Unknown(text("subject"), text("because"), text("where")));
      default -> Optional.empty();
    };
  }

  private Event started() throws Unreadable {
    String revision = text("revision");
    if (revision.length() < 40) {
      throw new Unreadable("no revision: '" + revision + "'");
    }
    return new Event.Started(
        text("run"),
        time(),
        text("node"),
        new Event.Asked(text("user"), text("via")),
        mode(),
        new Event.Deployed(
            text("repository"),
            text("folder"),
            revision,
            flag("worktree"),
            text("title"),
            list("only"),
            list("roles")));
  }

  private Mode mode() {
    for (Mode mode : Mode.values()) {
      if (mode.name().equalsIgnoreCase(text("mode"))) {
        return mode;
      }
    }
    return Mode.APPLY;
  }

  private Event finished() throws Unreadable {
    Optional<Event.Failure> failure =
        fields.get("failure") instanceof Map<?, ?> object
            ? Optional.of(inner(object).failure())
            : Optional.empty();
    if (failure.isEmpty() && !text("outcome").equals("succeeded")) {
      throw new Unreadable("no outcome: '" + text("outcome") + "'");
    }
    return new Event.Finished(time(), took(), tally(), list("not-run"), failure);
  }

  private static EventFields inner(Map<?, ?> object) {
    Map<String, Object> fields = new HashMap<>();
    object.forEach((name, value) -> fields.put(String.valueOf(name), value));
    return new EventFields(fields);
  }

  private Event.Failure failure() {
    Optional<Event.Place> place =
        fields.containsKey("where")
            ? Optional.of(new Event.Place(text("deployable"), text("where"), text("line")))
            : Optional.empty();
    return new Event.Failure(text("kind"), text("message"), place, list("details"), text("hint"));
  }

  private Event.Difference.Topic kind() {
    for (Event.Difference.Topic kind : Event.Difference.Topic.values()) {
      if (kind.name().equalsIgnoreCase(text("kind"))) {
        return kind;
      }
    }
    return Event.Difference.Topic.FILE;
  }

  private Change change() {
    Change change = Change.of(text("verb"), text("subject"), text("detail"));
    return fields.containsKey("after") ? change.showing(text("before"), text("after")) : change;
  }

  private Event.Origin origin() {
    return switch (text("origin")) {
      case "drift" -> Event.Origin.DRIFT;
      case "new" -> Event.Origin.NEW;
      default -> Event.Origin.UNTOLD;
    };
  }

  private Event.Tally tally() {
    return new Event.Tally((int) number("changed"), (int) number("kept"), (int) number("unknown"));
  }

  private Duration took() {
    return Duration.ofMillis(number("took"));
  }

  private Instant time() throws Unreadable {
    try {
      return Instant.parse(text("time"));
    } catch (DateTimeException e) {
      throw new Unreadable("no time: '" + text("time") + "'");
    }
  }

  private String text(String name) {
    return fields.get(name) instanceof String text ? text : "";
  }

  private long number(String name) {
    return fields.get(name) instanceof Double number ? number.longValue() : 0;
  }

  private boolean flag(String name) {
    return fields.get(name) instanceof Boolean flag && flag;
  }

  private List<String> list(String name) {
    List<String> values = new ArrayList<>();
    if (fields.get(name) instanceof List<?> list) {
      list.forEach(value -> values.add(String.valueOf(value)));
    }
    return List.copyOf(values);
  }
}
