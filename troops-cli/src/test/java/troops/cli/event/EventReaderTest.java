package troops.cli.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private final List<EventReader.Line> lines = new ArrayList<>();

  private static byte[] record(List<Event> events) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    JsonLines json = new JsonLines(bytes::writeBytes, true);
    events.forEach(json::hear);
    return bytes.toByteArray();
  }

  private static String text(List<Event> events) {
    return new String(record(events), StandardCharsets.UTF_8);
  }

  private List<Event> events() {
    return lines.stream().flatMap(line -> line.event().stream()).toList();
  }

  /// Records tell times to the millisecond.
  private static Event toTheMillisecond(Event event) {
    return switch (event) {
      case Event.Started e ->
          new Event.Started(
              e.run(),
              e.at().truncatedTo(ChronoUnit.MILLIS),
              e.node(),
              e.asked(),
              e.mode(),
              e.what());
      case Event.Finished e ->
          new Event.Finished(
              e.at().truncatedTo(ChronoUnit.MILLIS), e.took(), e.tally(), e.notRun(), e.failure());
      default -> event;
    };
  }

  /// Whether the record ends within a line.
  private boolean read(String record) {
    EventReader reader = new EventReader(lines::add);
    byte[] bytes = record.getBytes(StandardCharsets.UTF_8);
    reader.take(bytes, bytes.length);
    return reader.isIncomplete();
  }

  @Test
  void givesBackEveryEventThatWasWritten() {
    List<Event> all = new ArrayList<>(Events.ofEachKind());
    all.add(Events.started(Mode.PREVIEW));
    all.add(Events.text(true, "", ""));
    assertThat(read(text(all))).isFalse();
    assertThat(events()).isEqualTo(all.stream().map(EventReaderTest::toTheMillisecond).toList());
    assertThat(lines).noneMatch(EventReader.Line::isBroken);
    assertThat(lines.getLast().number()).isEqualTo(all.size());
  }

  @Test
  void readsTextsOfAnyLength() {
    StringBuilder every = new StringBuilder("🎉");
    for (int c = 0; c < 0x3000; c++) {
      every.append((char) c);
    }
    for (int times : List.of(1, 3, 4, 5, 20, 100)) {
      String much = every.toString().repeat(times);
      Event.Failure failure =
          new Event.Failure("x", much, Optional.empty(), List.of(much, "short", much), "");
      List<Event> all =
          List.of(
              Events.text(true, much, "\\" + much),
              new Event.Finished(
                  Instant.EPOCH, Duration.ZERO, Event.Tally.NONE, List.of(), Optional.of(failure)));
      lines.clear();
      read(text(all));
      assertThat(events()).isEqualTo(all);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\x", "\\u12", "\\u12g4", "\\"})
  void noticesBadEscapesInLongTextsToo(String bad) {
    String line = "{\"type\":\"waiting\",\"what\":\"" + "a".repeat(60_000) + bad + "\"}\n";
    read(line);
    assertThat(lines).allMatch(EventReader.Line::isBroken).hasSize(1);
  }

  @Test
  void takesBytesAsTheyCome() {
    byte[] record = record(Events.ofEachKind());
    EventReader reader = new EventReader(lines::add);
    Random random = new Random(3);
    int at = 0;
    while (at < record.length) {
      int length = Math.min(record.length - at, random.nextInt(40));
      byte[] part = new byte[50];
      System.arraycopy(record, at, part, 0, length);
      reader.take(part, length);
      at += length;
    }
    assertThat(events()).hasSize(Events.ofEachKind().size());
    assertThat(reader.isIncomplete()).isFalse();
    assertThat(lines.stream().map(EventReader.Line::text).toList())
        .isEqualTo(new String(record, StandardCharsets.UTF_8).lines().toList());
  }

  @Test
  void passesOverWhatItDoesNotKnow() {
    String record =
        """
        {"type":"drum-roll","loud":{"er":[1,null,{"x":[]}]}}
        {"type":"waiting","what":"a","more":{"b":1.5e3},"when":null,"list":[[1],"x"]}
        {"no":"type"}
        {"type":"waiting","what":7}
        """;
    assertThat(read(record)).isFalse();
    assertThat(events()).containsExactly(new Event.Waiting("a"), new Event.Waiting(""));
    assertThat(lines).hasSize(4).noneMatch(EventReader.Line::isBroken);
  }

  @Test
  void readsRecordsOfBeforeAnybodyWasNamed() {
    String record =
        text(List.of(Events.started(Mode.APPLY))).replace("\"user\":\"ann\",\"via\":\"push\",", "");
    read(record);
    Event.Started started = (Event.Started) events().getFirst();
    assertThat(started.asked()).isEqualTo(new Event.Asked("", ""));
  }

  @Test
  void noticesALastLineThatWasCutShort() {
    byte[] record = record(List.of(Events.started(Mode.APPLY), Events.failed()));
    int second = new String(record, StandardCharsets.UTF_8).indexOf('\n') + 1;
    for (int length = 0; length <= record.length; length++) {
      lines.clear();
      EventReader reader = new EventReader(lines::add);
      reader.take(record, length);
      boolean whole = length == 0 || length == second || length == record.length;
      assertThat(reader.isIncomplete()).isEqualTo(!whole);
      assertThat(lines).hasSize(length < second ? 0 : length < record.length ? 1 : 2);
      assertThat(lines).noneMatch(EventReader.Line::isBroken);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "garbage",
        "\0\0\0\0",
        "[1]",
        "null",
        "{\"type\":\"waiting\"",
        "{\"type\":\"waiting\"}}x",
        "{\"type\":\"waiting\",\"what\":\"\\u00\"}",
        "{\"type\":\"waiting\",\"what\":}",
        "{\"type\":tru}",
        "{\"type\":\"started\"}",
        "{\"type\":\"started\",\"time\":\"2026-01-31T23:59:59.987Z\",\"revision\":\"abc\"}",
        "{\"type\":\"finished\",\"time\":\"yesterday\",\"outcome\":\"succeeded\"}",
        "{\"type\":\"finished\",\"time\":\"2026-01-31T23:59:59.987Z\"}",
      })
  void tellsOfBrokenLinesAndGoesOn(String broken) {
    String good = "{\"type\":\"waiting\",\"what\":\"a\"}\n";
    assertThat(read(good + broken + "\n" + good)).isFalse();
    assertThat(lines).extracting(EventReader.Line::isBroken).containsExactly(false, true, false);
    assertThat(lines.get(1).fault()).isNotBlank().doesNotContain("\n");
    assertThat(events()).hasSize(2);
  }

  /// A disk may give back anything.
  @Test
  void survivesWhateverBytesThereAre() {
    byte[] record = record(Events.ofEachKind());
    for (int seed = 0; seed < 3000; seed++) {
      Random random = new Random(seed);
      byte[] spoilt = record.clone();
      for (int i = 0; i < 1 + random.nextInt(4); i++) {
        spoilt[random.nextInt(spoilt.length)] = (byte) random.nextInt(256);
      }
      new EventReader(lines::add).take(spoilt, spoilt.length);
    }
    assertThat(lines).anyMatch(EventReader.Line::isBroken);
  }

  @Test
  void readsOneLineByItself() {
    byte[] line = record(List.of(new Event.Waiting("a")));
    assertThat(EventReader.line(7, line).event()).isEqualTo(Optional.of(new Event.Waiting("a")));
    assertThat(EventReader.line(7, line).number()).isEqualTo(7);
  }
}
