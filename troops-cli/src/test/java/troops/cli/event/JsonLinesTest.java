package troops.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.avaje.json.stream.JsonStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import machine.Mode;
import org.junit.jupiter.api.Test;
import troops.cli.Golden;

class JsonLinesTest {
  private static List<String> lines(boolean everything, List<Event> events) {
    List<String> lines = new ArrayList<>();
    JsonLines json =
        new JsonLines(bytes -> lines.add(new String(bytes, StandardCharsets.UTF_8)), everything);
    for (Event event : events) {
      if (!(event instanceof Event.Kept) || json.wantsKept()) {
        json.hear(event);
      }
    }
    return lines;
  }

  /// The milliseconds since the run began are the only thing that differs between two renderings.
  private static String steady(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceAll("\"ms\":\\d+}", "\"ms\":0}"))
        .collect(Collectors.joining());
  }

  @Test
  void rendersEachKindAsTheGoldenFileSays() throws IOException {
    Golden.check("event/events.jsonl", steady(lines(true, Events.ofEachKind())));
  }

  @Test
  void hasAnExampleOfEachKind() {
    assertThat(Events.ofEachKind().stream().map(Object::getClass).collect(Collectors.toSet()))
        .containsAll(List.of(permitted()));
    assertThat(Stream.of(permitted())).allMatch(Class::isRecord);
  }

  private static Class<?>[] permitted() {
    Class<?>[] permitted = Event.class.getPermittedSubclasses();
    return permitted == null ? new Class<?>[0] : permitted;
  }

  @Test
  void writesAnObjectInALine() {
    for (String line : lines(true, Events.ofEachKind())) {
      assertThat(line).endsWith("}\n");
      assertThat(line.indexOf('\n')).isEqualTo(line.length() - 1);
      assertThat(line.chars()).noneMatch(c -> c < ' ' && c != '\n');
      Map<String, Object> object = parse(line);
      assertThat(object).containsKeys("type", "ms");
    }
  }

  @Test
  void givesBackEveryCharacter() {
    StringBuilder all = new StringBuilder();
    for (int c = 0; c < 0x3000; c++) {
      all.append((char) c);
    }
    all.append("🎉\ufeff\uffff");
    String line = lines(true, List.of(new Event.Output(all.toString(), false, ""))).getFirst();
    assertThat(parse(line)).containsEntry("line", all.toString());
  }

  @Test
  void writesWhatIsNoTextAsValidUtf8() {
    String half = "a" + Character.MIN_HIGH_SURROGATE + "b";
    String line = lines(true, List.of(new Event.Output(half, false, ""))).getFirst();
    assertThat((String) parse(line).get("line")).startsWith("a").endsWith("b");
  }

  private static Map<String, Object> parse(String line) {
    Map<String, Object> object = new java.util.LinkedHashMap<>();
    try (io.avaje.json.JsonReader reader = JsonStream.builder().build().reader(line)) {
      reader.beginObject();
      while (reader.hasNextField()) {
        String name = reader.nextField();
        io.avaje.json.JsonReader.Token token = reader.currentToken();
        if (token == io.avaje.json.JsonReader.Token.STRING) {
          object.put(name, reader.readString());
        } else {
          reader.skipValue();
          object.put(name, token);
        }
      }
      reader.endObject();
    }
    return object;
  }

  @Test
  void leavesWhatIsKeptOutOfRecords() {
    List<String> lines = lines(false, Events.ofEachKind());
    assertThat(lines).hasSize(Events.ofEachKind().size() - 1);
    assertThat(lines).noneMatch(line -> line.contains("\"type\":\"kept\""));
  }

  @Test
  void beginsWithTheVersionOfTheSchema() {
    List<String> lines =
        lines(true, List.of(Events.started(Mode.PREVIEW), Events.started(Mode.PREVIEW)));
    assertThat(lines.getFirst())
        .startsWith("{\"type\":\"started\",")
        .contains("\"preview\"")
        .contains("\"schema\":1,");
    assertThat(lines.getLast()).doesNotContain("schema");
  }

  @Test
  void tellsTimesAsRfc3339ToTheMillisecond() {
    Event early =
        new Event.Finished(
            Instant.parse("0999-02-03T04:05:06.007Z"),
            java.time.Duration.ZERO,
            Event.Tally.NONE,
            List.of(),
            java.util.Optional.empty());
    assertThat(lines(true, List.of(early)).getFirst())
        .contains("\"time\":\"0999-02-03T04:05:06.007Z\"");
  }
}
