package troops.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import machine.Change;
import machine.Mode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;
import troops.cli.event.Event;
import troops.cli.history.History;
import troops.cli.history.Records;

class ReportTest {
  private static final String BAD = "<script>alert(\"1\")</script>&amp;'\u001b[31m\u202e";

  @TempDir Path root;

  private Records records() {
    return new Records(root.resolve("runs"));
  }

  private String page() {
    History history = new History(records().files(), root.resolve("state"));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new Report(history, ZoneId.of("Europe/Vienna")).write(history.all(), out::writeBytes);
    return out.toString(StandardCharsets.UTF_8);
  }

  private static Event.DeployableStarted begins(String name) {
    return new Event.DeployableStarted(name, "deploy.java:7", "every node");
  }

  private static Event.DeployableFinished ends(String name, long millis) {
    return new Event.DeployableFinished(
        name, true, Event.Tally.NONE, List.of(), Duration.ofMillis(millis));
  }

  private static Event.Changed changed(String verb, String subject, Event.Origin origin) {
    return new Event.Changed(
        Change.of(verb, subject, "1 line").showing("old\n", "new\n"),
        true,
        "deploy.java:8",
        origin);
  }

  /// The page is HTML, which isn't XML; but all that it has besides the few elements without an end
  /// could be.
  private static Document parsed(String page) {
    String xml =
        page.replaceFirst("<!DOCTYPE html>", "")
            .replaceAll("(<meta [^>]*)>", "$1/>")
            .replaceFirst("(?s)<style>.*</style>", "");
    try {
      return DocumentBuilderFactory.newInstance()
          .newDocumentBuilder()
          .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    } catch (SAXException | IOException | ParserConfigurationException e) {
      throw new AssertionError(e.getMessage() + "\n" + xml, e);
    }
  }

  private static List<Element> all(Document page, String tag) {
    NodeList found = page.getElementsByTagName(tag);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < found.getLength(); i++) {
      elements.add((Element) found.item(i));
    }
    return elements;
  }

  private void writeSome() throws IOException {
    records()
        .write(
            Records.id(0),
            Records.started(0, "Install tmux"),
            begins("tmux"),
            changed("install", "tmux", Event.Origin.NEW),
            ends("tmux", 12_340),
            begins("motd"),
            changed("create", "/etc/motd", Event.Origin.NEW),
            ends("motd", 20),
            new Event.Compared("x-check", List.of(), List.of("motd: create /etc/motd"), 0),
            Records.succeeded())
        .write(
            Records.id(1),
            Records.started(1, "Install tmux"),
            begins("motd"),
            changed("update", "/etc/motd", Event.Origin.DRIFT),
            ends("motd", 30),
            Records.succeeded())
        .write(Records.id(2), Records.started(2, "Break it"), Records.failed("no such package"))
        .write(Records.id(3), Records.started(3, "Killed"))
        .write(Records.id(4), "broken\n");
  }

  @Test
  void hasEachRunItsChangesItsDriftAndItsFailure() throws IOException {
    writeSome();
    Document page = parsed(page());
    assertThat(all(page, "section"))
        .extracting(section -> section.getAttribute("id"))
        .containsExactly(
            "run-" + Records.id(3),
            "run-" + Records.id(2),
            "run-" + Records.id(1),
            "run-" + Records.id(0));
    assertThat(all(page, "section").get(1).getTextContent())
        .contains("Why it failed", "no such package", "deploy.java:12", "Apt.install(\"tmux\");")
        .contains("E: Unable to locate package tmux", "What to do: run apt-get update");
    assertThat(all(page, "section").get(2).getTextContent())
        .contains("update /etc/motd (1 line) drift", "-old\n", "+new\n");
    assertThat(all(page, "section").get(3).getTextContent())
        .contains("The preview was wrong", "Made, not announced: motd: create /etc/motd");
    assertThat(all(page, "table").get(1).getTextContent().replaceAll("\\s+", " "))
        .contains("/etc/motd 1 2026-02-01 00:01:00");
  }

  @Test
  void canBeReadWithoutSeeingIt() throws IOException {
    writeSome();
    Document page = parsed(page());
    assertThat(page.getDocumentElement().getAttribute("lang")).isEqualTo("en");
    assertThat(all(page, "h1")).hasSize(1);
    assertThat(all(page, "table"))
        .isNotEmpty()
        .allSatisfy(table -> {
          assertThat(table.getElementsByTagName("caption").getLength()).isEqualTo(1);
          assertThat(table.getElementsByTagName("th").getLength()).isPositive();
        });
    assertThat(all(page, "th")).allMatch(th -> !th.getAttribute("scope").isEmpty());
    List<Element> pictures =
        all(page, "svg").stream().filter(svg -> svg.hasAttribute("role")).toList();
    assertThat(pictures)
        .extracting(svg -> svg.getAttribute("aria-label"))
        .hasSize(2)
        .anyMatch(words -> words.contains("4 runs from 2026-02-01 00:00:00"))
        .anyMatch(words -> words.contains("tmux 12.34 s; motd 0.03 s;"));
    List<String> ids =
        all(page, "section").stream().map(section -> "#" + section.getAttribute("id")).toList();
    assertThat(all(page, "a")).allMatch(a -> ids.contains(a.getAttribute("href")));
  }

  @Test
  void loadsNothingAndRunsNothing() throws IOException {
    writeSome();
    String page = page();
    assertThat(page).contains("default-src 'none'; style-src 'unsafe-inline'");
    assertThat(page).doesNotContainPattern("(?i)https?:|<script|<link|<img|@import|url\\(");
  }

  @Test
  void takesNothingThatARecordSaysForMarkup() throws IOException {
    Event.Failure failure =
        new Event.Failure(BAD, BAD, Optional.of(new Event.Place(BAD, BAD, BAD)), List.of(BAD), BAD);
    Event.Deployed what =
        new Event.Deployed(BAD, BAD, Records.REVISION, false, BAD, List.of(BAD), List.of(BAD));
    Event.Changed change =
        new Event.Changed(
            Change.of(BAD, BAD, BAD).showing(BAD, BAD + "\n" + BAD), true, BAD, Event.Origin.DRIFT);
    for (int minute : List.of(0, 1)) {
      Event.Started plain = Records.started(minute, BAD);
      records()
          .write(
              plain.run(),
              new Event.Started(BAD, plain.at(), BAD, new Event.Asked(BAD, BAD), Mode.APPLY, what),
              new Event.Warned(BAD, BAD),
              new Event.Unvouched(BAD, BAD, BAD),
              new Event.DeployableStarted(BAD, BAD, BAD),
              change,
              new Event.Unknown(BAD, BAD, BAD),
              ends(BAD, 1),
              new Event.Compared(BAD, List.of(BAD), List.of(BAD), 1),
              new Event.Finished(
                  plain.at(), Duration.ZERO, Event.Tally.NONE, List.of(BAD), Optional.of(failure)));
    }
    String page = page();
    assertThat(page).doesNotContain("<script", "\u001b", "\u202e").contains("&lt;script&gt;");
    assertThat(all(parsed(page), "script")).isEmpty();
    assertThat(parsed(page).getDocumentElement().getTextContent()).contains("&amp;'^[[31m\\u202e");
  }

  @Test
  void saysThatThereAreNoRuns() {
    assertThat(page()).contains("<h1>No runs</h1>");
  }

  @Test
  void cutsADiffThatIsLong() throws IOException {
    String before = "a\n".repeat(3000);
    records()
        .write(
            Records.id(0),
            Records.started(0, "Long"),
            new Event.Changed(
                Change.of("update", "/x", "").showing(before, ""), true, "deploy.java:1"),
            Records.succeeded());
    String page = page();
    assertThat(page).contains("It is longer: troops log RUN --diff shows all of it.");
    assertThat(all(parsed(page), "del")).hasSizeBetween(1990, 2000);
  }
}
